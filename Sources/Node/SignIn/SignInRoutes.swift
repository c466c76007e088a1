import Crypto
import Database
import HotlineCore
import HTTPServer
import HTTPWire
import Platform
import Storage
import WorkCalendar

extension RouteBuilder {
    /// `/session`: people sign in, see who they are, change their password and sign out.
    mutating func addSession() {
        let context = context
        postByStrangers("/session", bodyBytes: 4_096, .signIn) { try await context.openSession($0) }
        session(.get, "/session", .whoAmI) { try await context.showSession($0) }
        session(.delete, "/session", .signOut) { try await context.endSession($0) }
        session(.put, "/session/password", .changePassword) { try await context.changePassword($0) }
    }
}

extension RouteDescription {
    fileprivate static let signIn = RouteDescription(
        .access, "Signs in by password 登录", "Sets the cookie of a session; unsafe requests in the session repeat "
            + "`csrf` in `X-CSRF-Token`."
    )
    .form(["account": "wang", "password": "a-password-of-ten"]) { ($0.text("account"), $0.text("password")) }
    .answers(.component(.session)).refuses(.signInRefused, .signInLocked, .tooManyRequests, .crossSite)
    fileprivate static let whoAmI = RouteDescription(.access, "Who is signed in 当前登录").answers(.component(.session))
    fileprivate static let signOut = RouteDescription(.access, "Signs out 退出")
        .answers([], status: 204, "Signed out").refuses(.noSession)
    fileprivate static let changePassword = RouteDescription(
        .access, "Changes one's own password 修改密码", "All other sessions of the account end."
    )
    .form { ($0.text("current"), $0.text("new")) }
    .answers(.component(.session)).refuses(.noSession, .signInLocked)
}

/// A sign-in name and what somebody takes for its password.
private struct Guess: Sendable {
    var account: String
    var password: String
    /// Whom it is counted against if it is wrong.
    var network: String

    /// What wrong guesses are counted by.
    var subject: String { AccountCare.failureSubject(account) }
}

/// A guess that is being made counts against its account and its address.
private struct Turn {
    let account: Turnstile<Digest>.Pass
    let address: Turnstile<String>.Pass
}

extension Request {
    /// Whom wrong guesses count against.
    fileprivate var network: String { RemoteNetwork.name(of: remoteAddress) }
}

extension NodeContext {
    fileprivate func openSession(_ request: Request) async throws -> Response {
        let (name, password) = try request.form { ($0.text("account"), $0.text("password")) }
        let guess = Guess(account: name.lowercased(), password: password, network: request.network)
        let turn = try turn(of: guess)
        defer { withExtendedLifetime(turn) {} }
        let (account, verdict) = try await check(guess)
        guard verdict.isRight, let account else {
            throw APIProblem(.signInRefused, "账号或密码不正确", cure: "核对账号和密码；忘记密码请管理员重置")
        }
        let former = signIn.cookie.values(in: request.headers)
        return try await renew(guess, account, for: request) { account, transaction in
            if let fresh = verdict.fresh { account.password = fresh }
            for value in former { try SessionStore.end(value.digest.bytes, in: transaction) }
            try SessionStore.endAll(
                of: account.id, keeping: SessionLimits.mostOfAccount - 1, in: transaction)
            return "session.opened"
        }
    }

    /// The new password's session takes the place of all others.
    fileprivate func changePassword(_ call: Call) async throws -> Response {
        let (_, session) = try await session(of: call)
        let account = session.account
        let (current, new) = try call.request.form { form in
            let texts = (form.text("current"), form.text("new"))
            if texts.0 == texts.1 { form.errors.add("new", "应与当前密码不同") }
            if !texts.1.isEmpty, let defect = PasswordRule.defect(texts.1, for: account.id) {
                form.errors.add("new", defect)
            }
            return texts
        }
        let guess = Guess(account: account.id, password: current, network: call.request.network)
        let turn = try turn(of: guess)
        defer { withExtendedLifetime(turn) {} }
        guard try await check(guess).verdict.isRight else {
            throw APIProblem([FieldError(field: "current", message: "当前密码不正确")])
        }
        let hash = try await signIn.passwords.hash(new)
        let now = engine.now.milliseconds
        defer { feed.recall(account.id) }
        return try await renew(guess, account, for: call.request) { account, transaction in
            (account.password, account.passwordAt, account.mustChange) = (hash, now, false)
            try SessionStore.endAll(of: account.id, in: transaction)
            return "account.password-changed"
        }
    }

    /// One guess at a time for each account: held until it is known what came of it, and by nothing that lives longer.
    private func turn(of guess: Guess) throws(APIProblem) -> Turn {
        guard let account = signIn.guesses.enter(SHA256.hash(guess.account)),
            let address = signIn.addresses.enter(guess.network)
        else { throw .tooManyRequests("这个账号或地址的上一次登录尚未核对完", retryAfter: 1) }
        return Turn(account: account, address: address)
    }

    /// Whether a guess is right, and of whom. Counted where it is wrong; refused unchecked after too many.
    private func check(
        _ guess: Guess
    ) async throws -> (account: AccountStore.Account?, verdict: PasswordDesk.Verdict) {
        let account = try await engine.read { [engine] transaction in
            try Self.requireUnlocked(guess, at: engine.now.milliseconds, in: transaction)
            return try AccountStore.find(guess.account, in: transaction)
        }
        let password = account.flatMap { $0.disabledAt == nil ? $0.password : nil }
        let verdict = try await signIn.passwords.check(guess.password, against: password)
        if !verdict.isRight { try await count(guess, against: account?.id) }
        return (account, verdict)
    }

    private static func requireUnlocked(_ guess: Guess, at now: Int64, in transaction: ReadTransaction) throws {
        let failures = [
            try SignInFailureStore.find(.account, guess.subject, in: transaction),
            try SignInFailureStore.find(.address, guess.network, in: transaction),
        ]
        guard let until = failures.compactMap(\.?.lockedUntil).max(), until > now else { return }
        throw APIProblem(
            .signInLocked, "多次登录失败，这个账号或地址已暂时锁定", cure: "按 Retry-After 等待后重试，或请管理员解锁",
            retryAfter: Int((until - now + 999) / 1_000))
    }

    /// One wrong guess more. An account that there is gets a row of the audit, too.
    private func count(_ guess: Guess, against account: String?) async throws {
        let code = code
        let (own, network) = try await engine.store { transaction, now in
            func add(_ rule: LockRule, _ kind: SignInFailureStore.Kind, _ subject: String) throws
                -> SignInFailureStore.Failures {
                let before = try SignInFailureStore.find(kind, subject, in: transaction)
                let failures = rule.after(before, at: now.milliseconds)
                try SignInFailureStore.save(failures, of: kind, subject, in: transaction)
                return failures
            }
            let own = try add(.account, .account, guess.subject)
            let network = try add(.address, .address, guess.network)
            if let account {
                try AuditStore.note(
                    .system(of: code), action: own.lockedUntil > 0 ? "account.locked" : "session.refused",
                    subject: account, reason: "密码不正确，来自 \(guess.network)，连续第 \(own.count) 次",
                    at: now.milliseconds, in: transaction)
            }
            return (own, network)
        }
        guard own.lockedUntil > 0 || network.lockedUntil > 0 else { return }
        log.warning("sign-in.locked", [
            "account": .text(account ?? "unknown"), "address": .text(guess.network),
            "ofAccount": .number(Double(own.count)), "ofAddress": .number(Double(network.count)),
        ])
    }

    /// A right guess forgets the wrong ones at its account, and does not hold them against its address.
    private static func forgive(_ guess: Guess, at now: Int64, in transaction: Transaction) throws {
        let own = try SignInFailureStore.find(.account, guess.subject, in: transaction)
        try SignInFailureStore.clear(.account, guess.subject, in: transaction)
        // A lock that others brought about while this guess was checked holds.
        guard let network = try SignInFailureStore.find(.address, guess.network, in: transaction),
            !network.isLocked(at: now)
        else { return }
        guard let left = LockRule.address.after(network, right: own?.count ?? 0) else {
            try SignInFailureStore.clear(.address, guess.network, in: transaction)
            return
        }
        try SignInFailureStore.save(left, of: .address, guess.network, in: transaction)
    }

    /// A new session of an account whose password was right, under an id that nobody has seen; `change` says what else
    /// happens, and what it is called in the audit.
    private func renew(
        _ guess: Guess, _ checked: AccountStore.Account, for request: Request,
        _ change: @escaping @Sendable (inout AccountStore.Account, Transaction) throws -> String
    ) async throws -> Response {
        let value = SessionCookie.Value.draw()
        let code = code
        let session = try await engine.store { transaction, now -> SessionStore.Session in
            // It may have been disabled, or got another password, while this one was checked.
            guard var account = try AccountStore.find(checked.id, in: transaction), account.disabledAt == nil,
                account.password == checked.password
            else { throw APIProblem.unauthenticated("账号刚刚被更改") }
            account.signedInAt = now.milliseconds
            let action = try change(&account, transaction)
            try AccountStore.save(account, in: transaction)
            try Self.forgive(guess, at: now.milliseconds, in: transaction)
            try SessionStore.open(value.digest.bytes, of: account.id, at: now.milliseconds, in: transaction)
            try AuditStore.note(
                account.actor(at: code), action: action, subject: account.id, reason: "来自 \(guess.network)",
                at: now.milliseconds, in: transaction)
            return SessionStore.Session(
                account: account, openedAt: now.milliseconds, usedAt: now.milliseconds)
        }
        var response = sessionAnswer(session, value)
        response.headers["set-cookie"] = signIn.cookie.setting(value, for: request)
        return response
    }
}

extension NodeContext {
    fileprivate func showSession(_ call: Call) async throws -> Response {
        guard case .session? = call.request[Notes.Shown.self]?.kind else { return callerAnswer(call.caller) }
        let (value, session) = try await session(of: call)
        return sessionAnswer(session, value)
    }

    fileprivate func endSession(_ call: Call) async throws -> Response {
        let (value, session) = try await session(of: call)
        let code = code
        try await engine.store { transaction, now in
            guard try SessionStore.end(value.digest.bytes, in: transaction) else { return }
            try AuditStore.note(
                session.account.actor(at: code), action: "session.ended", subject: session.account.id,
                at: now.milliseconds, in: transaction)
        }
        signIn.sessions.forget(value.digest)
        feed.recall(session.account.id)
        return Response(status: 204, headers: ["set-cookie": signIn.cookie.removing(for: call.request)])
    }

    /// The caller's session; 409 for a bearer token, which has none.
    private func session(of call: Call) async throws -> (SessionCookie.Value, SessionStore.Session) {
        guard let shown = call.request[Notes.Shown.self], case .session(let value) = shown.kind else {
            throw APIProblem(.noSession, "Bearer 令牌没有会话和密码", cure: "以账号和密码登录；令牌由管理员撤销")
        }
        let found = try await engine.read { [signIn] in try signIn.sessions.find(shown.digest, in: $0) }
        guard let found else { throw APIProblem.unauthenticated("会话已结束，请重新登录") }
        return (value, found)
    }
}

extension AccountStore.Account {
    /// Its owner as the audit names them.
    func actor(at node: NodeCode) -> Actor { Actor(person: id, role: role, unit: unit, node: node) }
}
