import Database
import HotlineCore
import HTTPServer
import HTTPWire
import NodeCore
import Storage
import WorkCalendar

extension RouteBuilder {
    /// `/accounts`: who signs in by password, for administrators.
    mutating func addAccounts() {
        let context = context
        get("/accounts", .administrators, .accounts) { _ in try await context.accounts() }
        get("/accounts/{account}", .administrators, .account) { try await context.account($0) }
        post("/accounts", .administrators, .create) { try await context.createAccount($0) }
        post("/accounts/{account}/actions/{action}", .administrators, .actions) {
            try await context.act(onAccount: $0)
        }
        post("/accounts/actions/unlock-address", .administrators, .unlockAddress) {
            try await context.unlockAddress($0)
        }
    }
}

extension RouteDescription {
    fileprivate static let accounts = RouteDescription(.access, "Who signs in by password 账号")
        .answers(.items(.account, .always("addresses", .list(of: .anything), "Remote addresses that are locked now")))
    fileprivate static let account = RouteDescription(.access, "One account 账号")
        .answers(.component(.account)).refuses(.unknownItem)
    fileprivate static let create = RouteDescription(
        .access, "Adds an account 新建账号", "The answer holds its first `password`, this once."
    )
    .form(["account": "wang", "name": "王工", "role": "operator"]) { AccountForm($0, knowing: [:]) }
    .answers(.component(.account), status: 201, headers: .location).refuses(.accountExists)
    fileprivate static let actions = RouteDescription(.access, "Looks after an account 账号管理")
        .answers(.component(.account))
        .refuses(.unknownItem, .accountConfigured, .lastAdministrator)
        .action("change", "Changes name, role or unit 修改", form: { AccountForm($0, knowing: [:], of: .sketch) })
        .action("reset-password", "Draws a new password, told this once 重置密码", form: { _ in })
        .action("disable", "Ends its sessions and takes no more 停用", form: { _ in })
        .action("enable", "Takes it again 启用", form: { _ in })
        .action("unlock", "Forgets wrong guesses 解锁", form: { _ in })
    fileprivate static let unlockAddress = RouteDescription(
        .access, "Forgets wrong guesses from an address 解锁地址", "`address` as `GET /accounts` shows it."
    )
    .form(["address": "10.3.0.5"]) { $0.text("address") }
    .answers([], status: 204, "People may sign in from it again").refuses(.unknownItem)
}

extension NodeContext {
    fileprivate func accounts() async throws -> Response {
        let (rows, addresses) = try await engine.read { [self] transaction in
            (try accountRows(in: transaction), try SignInFailureStore.list(.address, limit: 200, in: transaction))
        }
        let now = engine.now.milliseconds
        var writer = JSONWriter(capacity: 512 * rows.count)
        writer.object { writer in
            writer.key("items")
            writer.list(rows) { $0.account($1, engine.core.settings.units, at: now) }
            writer.member("total", rows.count)
            writer.key("addresses")
            writer.list(addresses.filter { $0.failures.isLocked(at: now) }) { writer, item in
                writer.object { writer in
                    writer.member("address", item.subject)
                    writer.failures(item.failures, at: now)
                }
            }
        }
        return .json(writer.bytes).unstored
    }

    fileprivate func account(_ call: Call) async throws -> Response {
        try await accountAnswer(call.request.pathParameters["account"])
    }

    fileprivate func createAccount(_ call: Call) async throws -> Response {
        let form = try call.request.form { AccountForm($0, knowing: engine.settings.units) }
        let password = DrawnPassword.draw()
        let hash = try await signIn.passwords.hash(password)
        let new = NewAccount(id: form.id, name: form.name, role: form.role, unit: form.unit)
        let care = AccountCare(configuration, by: call.caller.actor(at: code))
        try await engine.store { _ = try care.create(new, password: hash, in: $0, at: $1) }
        var response = try await accountAnswer(new.id, password: password, status: 201)
        response.headers["location"] = "/api/v1/accounts/\(new.id)"
        return response
    }

    fileprivate func act(onAccount call: Call) async throws -> Response {
        let id = call.request.pathParameters["account"]
        let care = AccountCare(configuration, by: call.caller.actor(at: code))
        let action = call.request.pathParameters["action"]
        defer { feed.recall(id) }
        if action == "change" {
            try await changeAccount(id, call, care)
            return try await accountAnswer(id)
        }
        _ = try call.request.form { _ in }
        var password: String?
        switch action {
        case "reset-password":
            let drawn = DrawnPassword.draw()
            let hash = try await signIn.passwords.hash(drawn)
            try await engine.store { try care.resetPassword(id, to: hash, in: $0, at: $1) }
            password = drawn
        case "disable": try await engine.store { try care.set(id, enabled: false, in: $0, at: $1) }
        case "enable": try await engine.store { try care.set(id, enabled: true, in: $0, at: $1) }
        case "unlock": try await engine.store { try care.unlock(id, in: $0, at: $1) }
        default:
            throw APIProblem(
                .unknownAction, "没有名为 \(action) 的操作", cure: "可用：change、reset-password、disable、enable、unlock")
        }
        return try await accountAnswer(id, password: password)
    }

    fileprivate func unlockAddress(_ call: Call) async throws -> Response {
        let address = try call.request.form { $0.text("address") }
        let care = AccountCare(configuration, by: call.caller.actor(at: code))
        guard try await engine.store({ try care.unlock(address: address, in: $0, at: $1) }) else {
            throw APIProblem(
                .unknownItem, "地址 \(address) 没有登录失败的记录", cure: "已锁定的地址见 /api/v1/accounts 的 addresses")
        }
        return Response(status: 204)
    }

    /// What the form leaves out stays as it is.
    private func changeAccount(_ id: String, _ call: Call, _ care: AccountCare) async throws {
        let current = try await engine.read { try AccountStore.find(id, in: $0) }
        guard let current else { throw AccountRefusal.unknown(id) }
        let form = try call.request.form { AccountForm($0, knowing: engine.settings.units, of: current) }
        try await engine.store {
            try care.change(id, name: form.name, role: form.role, unit: form.unit, in: $0, at: $1)
        }
    }

    private func accountAnswer(_ id: String, password: String? = nil, status: Int = 200) async throws -> Response {
        let row = try await engine.read { [self] in try accountRows(in: $0).first { $0.account.id == id } }
        guard let row else { throw AccountRefusal.unknown(id) }
        var writer = JSONWriter()
        writer.account(row, engine.core.settings.units, at: engine.now.milliseconds, password: password)
        return Response.json(writer.bytes, status: status).unstored
    }

    private func accountRows(in transaction: ReadTransaction) throws -> [AccountRow] {
        let (now, limits) = (engine.now.milliseconds, signIn.sessions.limits)
        let open = try SessionStore.counts(
            openedSince: now - limits.longest, usedSince: now - limits.idle, in: transaction)
        return try AccountStore.list(in: transaction).map { account in
            AccountRow(
                account: account, sessions: open[account.id] ?? 0,
                failures: try SignInFailureStore.find(
                    .account, AccountCare.failureSubject(account.id), in: transaction))
        }
    }
}

extension AccountStore.Account {
    /// Nobody's: a form of a change to it may leave out every field.
    fileprivate static let sketch = Self(
        id: "", name: "", role: .auditor, password: "", mustChange: false, createdAt: 0)
}

/// An account with what is known of its use.
private struct AccountRow: Sendable {
    var account: AccountStore.Account
    var sessions: Int
    var failures: SignInFailureStore.Failures?
}

/// The body of `POST /accounts`, and of its action `change`.
private struct AccountForm: Sendable {
    var id: String
    var name: String
    var role: Role
    var unit: UnitID?

    /// - Parameter account: whom a change is of; fields may then be left out.
    init(_ form: FormReader, knowing units: [UnitID: Facts.KnownUnit], of account: AccountStore.Account? = nil) {
        id = account?.id ?? form.text("account")
        name = account == nil || form.has("name") ? form.text("name") : account?.name ?? ""
        role = account == nil || form.has("role")
            ? form.choice("role", Role.self, standIn: .auditor) : account?.role ?? .auditor
        let text = form.optionalText("unit")
        unit = text.map(UnitID.init(rawValue:)) ?? (role == account?.role ? account?.unit : nil)
        if account == nil, !id.isEmpty, !NewAccount.isName(id) {
            form.errors.add("account", "应以小写字母开头，至多 64 个小写字母、数字、点、下划线和连字符")
        }
        if name.contains(where: \.isNewline) { form.errors.add("name", "应为一行") }
        if !NewAccount.roles.contains(role) { form.errors.add("role", "只有程序使用这个角色") }
        guard role == .unit else {
            if text != nil { form.errors.add("unit", "只有承办单位的账号有单位") }
            return
        }
        if let unit { if units[unit] == nil { form.errors.add("unit", "没有这个单位") } } else { form.require("unit") }
    }
}

extension JSONWriter {
    fileprivate mutating func account(
        _ row: AccountRow, _ units: [UnitID: Facts.KnownUnit], at now: Int64, password: String? = nil
    ) {
        let account = row.account
        object { writer in
            writer.member("account", account.id)
            writer.member("name", account.name)
            writer.member("role", account.role.rawValue)
            writer.member("roleName", account.role.displayName)
            writer.member("unit", account.unit?.rawValue)
            writer.member("unitName", account.unit.flatMap { units[$0]?.name })
            writer.member("configured", account.configured != nil)
            writer.member("mustChangePassword", account.mustChange)
            writer.member("disabledAt", account.disabledAt.map { Moment(milliseconds: $0).description })
            writer.moment("createdAt", account.createdAt)
            writer.moment("passwordAt", account.passwordAt)
            writer.member("signedInAt", account.signedInAt.map { Moment(milliseconds: $0).description })
            writer.member("sessions", row.sessions)
            writer.failures(row.failures, at: now)
            if let password { writer.member("password", password) }
        }
    }

    fileprivate mutating func failures(_ failures: SignInFailureStore.Failures?, at now: Int64) {
        member("failures", failures?.count ?? 0)
        let until = failures.flatMap { $0.isLocked(at: now) ? $0.lockedUntil : nil }
        member("lockedUntil", until.map { Moment(milliseconds: $0).description })
    }
}

extension Response {
    /// Nobody on the way keeps it.
    fileprivate var unstored: Response {
        var response = self
        response.headers["cache-control"] = "no-store"
        return response
    }
}

extension APIProblem {
    /// Why nothing was done to an account.
    init(_ refusal: AccountRefusal) {
        switch refusal {
        case .unknown(let id):
            self.init(.unknownItem, "没有账号 \(id)", cure: "账号见 /api/v1/accounts")
        case .exists(let id):
            self.init(
                .accountExists, "账号 \(id) 已存在，或在配置文件中是另一角色、另一单位", cure: "换一个账号，或更改已有的账号")
        case .configured(let id):
            self.init(.accountConfigured, "账号 \(id) 由配置文件的 staff 管理", cure: "在配置文件中更改后重新启动节点")
        case .lastAdministrator(let id):
            self.init(
                .lastAdministrator, "\(id) 是最后一名可用的管理员，未作任何更改", cure: "先建立或启用另一名管理员")
        }
    }
}
