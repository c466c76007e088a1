import Crypto
import Database
import HTTPServer
import HTTPWire
import HotlineCore
import Storage

/// Tells who calls by the bearer token (RFC 6750). Tokens of the configuration are known by digest from the start;
/// those that were issued later stand in the database.
///
/// Tokens are looked up by their digest, so that the time a look-up takes tells nothing about them.
struct Authenticator: Sendable {
    private let configured: [Digest: Caller]
    /// What each competent department is in charge of.
    private let fields: [UnitID: TicketScope]
    private let readers: ReaderPool
    private let issued = SeenTokens()

    /// The callers of a configuration, and those that `readers` find.
    init(staff: [NodeConfiguration.Account], units: [NodeConfiguration.Unit], readers: ReaderPool) {
        var fields: [UnitID: TicketScope] = [:]
        for unit in units {
            if let id = UnitID(rawValue: unit.id), let field = unit.inCharge { fields[id] = TicketScope(field) }
        }
        self.fields = fields
        var configured: [Digest: Caller] = [:]
        for account in staff {
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
        let digest: Digest
        do throws(APIProblem) {
            digest = if let noted = request[Notes.Token.self] { noted } else { try Self.digest(of: request) }
        } catch {
            return reply(error.response)
        }
        if let caller = configured[digest] { return next(request.called(by: caller), reply) }
        readers.submit({ try TokenStore.find(digest: digest.bytes, in: $0) }, completion: { [fields, issued] result in
            switch result {
            case .success(let token?):
                issued.note(digest)
                next(request.called(by: Caller(token, field: token.unit.flatMap { fields[$0] })), reply)
            case .success(nil):
                issued.forget(digest)
                reply(Self.unauthenticated("令牌无效或已撤销").response)
            case .failure(let error): reply(.failure(error.asProblem))
            }
        })
    }

    /// Whether a token is one of the configuration, or was found in the database not long ago.
    func knows(_ token: Digest) -> Bool { configured[token] != nil || issued.contains(token) }

    /// The digest of the token that a request shows; 401 where it shows none.
    static func digest(of request: Request) throws(APIProblem) -> Digest {
        guard let token = bearerToken(request.headers) else { throw unauthenticated("请求没有 Bearer 令牌") }
        return SHA256.hash(token)
    }

    /// Whether the token of a request that was admitted is valid still.
    func stillAdmits(_ request: Request) async throws -> Bool {
        guard let token = Self.bearerToken(request.headers) else { return false }
        let digest = SHA256.hash(token)
        if configured[digest] != nil { return true }
        return try await readers.read { try TokenStore.find(digest: digest.bytes, in: $0) } != nil
    }

    /// The token of `Authorization: Bearer …`; nil where there is none or more than one.
    static func bearerToken(_ headers: Headers) -> String? {
        let values = headers.all("authorization")
        guard values.count == 1, let value = values.first, value.utf8.count <= 1_024 else { return nil }
        let parts = value.split(separator: " ", maxSplits: 1)
        guard parts.count == 2, parts[0].lowercased() == "bearer", !parts[1].isEmpty else { return nil }
        return String(parts[1])
    }

    private static func unauthenticated(_ detail: String) -> APIProblem {
        APIProblem(.unauthenticated, detail, cure: "在 Authorization 请求头中提供有效的 Bearer 令牌")
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
