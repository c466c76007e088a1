import Database
import HotlineCore
import Storage
import WorkCalendar

/// What a node's start does to its accounts: those of its file are taken over, and a node without any administrator
/// gets one.
struct StartingAccounts: Sendable {
    /// A password that was drawn now and is shown once.
    struct Drawn: Sendable, Equatable {
        var account: String
        var password: String

        /// As whoever starts the node reads it.
        func text(of node: NodeConfiguration) -> String {
            """

            首次启动：\(node.name) \(node.code) 没有管理员，已建立一名。
              账号  \(account)
              密码  \(password)
            密码只显示这一次，首次登录须更改。


            """
        }
    }

    let configuration: NodeConfiguration
    let code: NodeCode
    /// An older database came back: a session that was ended since would be open again.
    let isRestored: Bool

    /// The administrator that was made; nil where there was one.
    func settle(in transaction: Transaction, at now: Moment) throws -> Drawn? {
        if isRestored { try SessionStore.endAll(in: transaction) }
        let kept = try AccountStore.list(in: transaction)
        for staff in configuration.staff {
            guard let hash = staff.passwordHash else { continue }
            try take(staff, hash, over: kept.first { $0.id == staff.id }, in: transaction, at: now)
        }
        for account in kept where account.configured != nil && !isConfigured(account.id) {
            try drop(account, in: transaction, at: now)
        }
        return try makeAdministrator(in: transaction, at: now)
    }

    private func isConfigured(_ id: String) -> Bool {
        configuration.staff.contains { $0.id == id && $0.passwordHash != nil }
    }

    /// A password that was changed by its owner stays until the file gives another.
    private func take(
        _ staff: NodeConfiguration.Account, _ hash: String, over known: AccountStore.Account?,
        in transaction: Transaction, at now: Moment
    ) throws {
        guard let role = Role(rawValue: staff.role.rawValue) else { return }
        var account = known ?? AccountStore.Account(
            id: staff.id, name: staff.name, role: role, password: hash, mustChange: false,
            createdAt: now.milliseconds)
        let unit = staff.unit.flatMap(UnitID.init(rawValue:))
        let isOther = account.role != role || account.unit != unit
        let isReset = account.configured != hash
        (account.name, account.role, account.unit) = (staff.name, role, unit)
        if isReset {
            (account.password, account.configured, account.disabledAt) = (hash, hash, nil)
            (account.mustChange, account.passwordAt) = (false, now.milliseconds)
        }
        guard account != known else { return }
        try AccountStore.save(account, in: transaction)
        if isReset { try SessionStore.endAll(of: account.id, in: transaction) }
        if isOther { try AccountCare.endAccess(of: account.id, in: transaction, at: now) }
        let changes = known.flatMap(account.changes(since:))
        try note(
            known == nil ? "account.created" : "account.changed", account.id,
            ["配置文件", changes].compactMap(\.self).joined(separator: "："), in: transaction, at: now)
    }

    private func drop(_ known: AccountStore.Account, in transaction: Transaction, at now: Moment) throws {
        var account = known
        (account.configured, account.disabledAt) = (nil, account.disabledAt ?? now.milliseconds)
        try AccountStore.save(account, in: transaction)
        try AccountCare.endAccess(of: account.id, in: transaction, at: now)
        try note("account.disabled", account.id, "配置文件中已没有", in: transaction, at: now)
    }

    private func makeAdministrator(in transaction: Transaction, at now: Moment) throws -> Drawn? {
        let care = AccountCare(configuration, by: .system(of: code))
        guard try !care.hasAdministrator(in: transaction) else { return nil }
        let taken = Set(try AccountStore.list(in: transaction).map(\.id) + configuration.staff.map(\.id))
        let free = (["admin"] + (2...taken.count + 2).map { "admin-\($0)" }).first { !taken.contains($0) }
        guard let free else { return nil }
        let drawn = Drawn(account: free, password: DrawnPassword.draw())
        try care.create(
            NewAccount(id: free, name: "管理员", role: .admin), password: DrawnPassword.hash(of: drawn.password),
            reason: "首次启动", in: transaction, at: now)
        return drawn
    }

    private func note(
        _ action: String, _ id: String, _ reason: String, in transaction: Transaction, at now: Moment
    ) throws {
        try AuditStore.note(
            .system(of: code), action: action, subject: id, reason: reason, at: now.milliseconds, in: transaction)
    }
}
