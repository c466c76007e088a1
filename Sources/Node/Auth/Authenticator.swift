import Crypto
import Database
import HTTPServer
import HTTPWire
import HotlineCore
import Storage

/// Tells who calls: a program by its bearer token (RFC 6750), a person by the cookie of a session. Tokens of the
/// configuration are known by digest from the start; those that were issued later, and sessions, stand in the database.
///
/// Both are looked up by their digest, so that the time a look-up takes tells nothing about them.
struct Authenticator: Sendable {
    private let configured: [Digest: Caller]
    /// What each competent department is in charge of.
    private let fields: [UnitID: TicketScope]
    private let readers: ReaderPool
    private let cookie: SessionCookie
    private let sessions: SessionWatch
    private let seen = SeenTokens()

    /// The callers of a configuration, and those that `readers` find.
    init(_ configuration: NodeConfiguration, readers: ReaderPool, signIn: SignInDesk) {
        (cookie, sessions) = (signIn.cookie, signIn.sessions)
        var fields: [UnitID: TicketScope] = [:]
        for unit in configuration.units {
            if let id = UnitID(rawValue: unit.id), let field = unit.inCharge { fields[id] = TicketScope(field) }
        }
        self.fields = fields
        var configured: [Digest: Caller] = [:]
        for account in configuration.staff {
            guard let digest = account.digest, let role = Role(rawValue: account.role.rawValue) else { continue }
            let unit = account.unit.flatMap(UnitID.init(rawValue:))
            configured[digest] = Caller(
                person: account.id, role: role, unit: unit, source: account.source, field: unit.flatMap { fields[$0] })
        }
        self.configured = configured
        self.readers = readers
    }

    /// Puts the caller on the request, or answers 401.
    func callAsFunction(_ request: Request, _ next: @escaping CallbackHandler, _ reply: @escaping Reply) {
        let shown: Credential
        do throws(APIProblem) {
            shown = if let noted = request[Notes.Shown.self] { noted } else { try credential(of: request) }
        } catch {
            return reply(error.response)
        }
        if let caller = known(shown) { return next(request.called(by: caller), reply) }
        readers.submit({ try find(shown, in: $0) }, completion: { result in
            switch result {
            case .success(let found?):
                seen.note(shown.digest)
                if case .session(let session) = found { sessions.used(shown.digest, session) }
                next(request.called(by: caller(found)), reply)
            case .success(nil):
                seen.forget(shown.digest)
                reply(APIProblem.unauthenticated(shown.ended).response)
            case .failure(let error): reply(.failure(error.asProblem))
            }
        })
    }

    /// What a request shows; thrown is why it is refused by its head alone.
    func credential(of request: Request) throws(APIProblem) -> Credential {
        try Credential(of: request, cookie: cookie)
    }

    /// Whether what is shown is a token of the configuration, or was found in the database not long ago.
    func knows(_ shown: Credential) -> Bool { known(shown) != nil || seen.contains(shown.digest) }

    /// Whether the token or the session of a request that was admitted is valid still. It is no use of a session: one
    /// that is only listened in ends.
    func stillAdmits(_ request: Request) async throws -> Bool {
        guard let shown = request[Notes.Shown.self] else { return false }
        if known(shown) != nil { return true }
        return try await readers.read { try find(shown, in: $0) } != nil
    }

    private enum Found: Sendable {
        case token(TokenStore.Token)
        case session(SessionStore.Session)
    }

    private func known(_ shown: Credential) -> Caller? {
        guard case .token = shown.kind else { return nil }
        return configured[shown.digest]
    }

    private func find(_ shown: Credential, in transaction: ReadTransaction) throws -> Found? {
        switch shown.kind {
        case .token: try TokenStore.find(digest: shown.digest.bytes, in: transaction).map(Found.token)
        case .session: try sessions.find(shown.digest, in: transaction).map(Found.session)
        }
    }

    private func caller(_ found: Found) -> Caller {
        switch found {
        case .token(let token): Caller(token, field: token.unit.flatMap { fields[$0] })
        case .session(let session): Caller(session.account, field: session.account.unit.flatMap { fields[$0] })
        }
    }

    /// The token of `Authorization: Bearer …`; nil where there is none or more than one.
    static func bearerToken(_ headers: Headers) -> String? {
        let values = headers.all("authorization")
        guard values.count == 1, let value = values.first, value.utf8.count <= 1_024 else { return nil }
        let parts = value.split(separator: " ", maxSplits: 1)
        guard parts.count == 2, parts[0].lowercased() == "bearer", !parts[1].isEmpty else { return nil }
        return String(parts[1])
    }
}

extension Request {
    fileprivate func called(by caller: Caller) -> Request {
        var request = self
        request[CallerKey.self] = caller
        return request
    }
}

extension Caller {
    fileprivate init(_ token: TokenStore.Token, field: TicketScope?) {
        self.init(person: token.person, role: token.role, unit: token.unit, source: token.source, field: field)
    }
}

extension Caller {
    fileprivate init(_ account: AccountStore.Account, field: TicketScope?) {
        self.init(person: account.id, role: account.role, unit: account.unit, field: field)
        mustChangePassword = account.mustChange
    }
}

extension Credential {
    /// Why it opens nothing any more.
    fileprivate var ended: String {
        switch kind {
        case .token: "令牌无效或已撤销"
        case .session: "会话已结束，请重新登录"
        }
    }
}

extension TicketScope {
    /// The field as the configuration names it.
    fileprivate init(_ field: NodeConfiguration.Unit.Field) {
        self.init(units: field.units.compactMap(UnitID.init(rawValue:)), categories: field.categories)
        kinds = field.kinds.compactMap(MatterKind.init(rawValue:))
    }
}

extension NodeConfiguration.Account {
    /// The digest of the account's token; nil where it has none and cannot call.
    fileprivate var digest: Digest? {
        if let token { return SHA256.hash(token) }
        return tokenDigest.flatMap { Digest(hex: $0.dropFirst("sha256:".count)) }
    }
}
