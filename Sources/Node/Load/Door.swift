import Crypto
import HTTPServer
import HTTPWire
import HotlineCore
import SyncProtocol

/// What a route lets in by a request's head alone, before any of its body is read.
struct Door: Sendable {
    /// Who may call.
    enum Callers: Sendable {
        /// Whoever has a bearer token or a session.
        case people
        /// Whoever wants to sign in.
        case strangers
        /// Neighbouring nodes.
        case nodes
        /// Neighbouring nodes, and systems that are none.
        case nodesAndSystems
    }

    let callers: Callers
    /// Whether it changes something, which a full disk does not allow.
    var changes = true
    /// Whether neighbours have work done there, of which so much goes on at once.
    var isExchange = false
    /// The longest body that a neighbour may announce, in bytes; nil where the route's own limit says it.
    var batchBytes: Int?
}

/// What a gate notes on a request that it lets in.
enum Notes {
    /// Which neighbour calls, and what is still to be checked of its signature.
    enum Entry: RequestKey { typealias Value = LinkAuthenticator.Entry }
    /// The bearer token or the cookie, by its digest.
    enum Shown: RequestKey { typealias Value = Credential }
    /// The neighbour's requests count it.
    enum PeerPass: RequestKey { typealias Value = Turnstile<NodeCode>.Pass }
    /// The caller's requests count it.
    enum ClientPass: RequestKey { typealias Value = Turnstile<Digest>.Pass }
    /// The node's work for neighbours counts it.
    enum ExchangePass: RequestKey { typealias Value = Turnstile<ExchangeKind>.Pass }
}

extension NodeContext {
    /// Lets a request through a door, with what its head tells noted on it; or throws what refuses it.
    func admit(_ request: inout Request, through door: Door) throws(APIProblem) {
        let condition = engine.disk.condition
        if door.changes, !condition.takesRequests { throw APIProblem(DiskRefusal(condition: condition)) }
        switch door.callers {
        case .people: try admitCaller(&request)
        case .strangers: try request.requireSameSite()
        case .nodes: try admitNode(&request, through: door)
        case .nodesAndSystems where request.headers.contains("hotline-node"):
            try admitNode(&request, through: door)
        case .nodesAndSystems: try admitCaller(&request)
        }
    }

    /// A token that is not in the configuration may have been issued since, and sessions stand in the database: it is
    /// asked later, and until then the caller is a stranger.
    private func admitCaller(_ request: inout Request) throws(APIProblem) {
        let shown = try authenticator.credential(of: request)
        request[Notes.Shown.self] = shown
        request.isCallerKnown = authenticator.knows(shown)
        guard let pass = load.clients.enter(shown.digest) else {
            throw .tooManyRequests("同一令牌或会话已有 \(load.clients.limit) 个请求在办", retryAfter: load.patience)
        }
        request[Notes.ClientPass.self] = pass
    }

    private func admitNode(_ request: inout Request, through door: Door) throws(APIProblem) {
        let entry = try links.entry(of: request)
        request[Notes.Entry.self] = entry
        request.isCallerKnown = true
        if let most = door.batchBytes, case .length(let length) = request.head.framing, length > most {
            throw APIProblem(SyncProblem.tooLarge(length, most))
        }
        guard let pass = load.peers.enter(entry.node) else {
            throw .tooManyRequests("节点 \(entry.node) 已有 \(load.peers.limit) 个请求在办", retryAfter: load.patience)
        }
        request[Notes.PeerPass.self] = pass
        if door.isExchange, load.exchanges.isFull(for: .any) { throw busy }
    }

    /// Begins the work for a neighbour whose request has arrived whole; it ends when nobody holds the request any
    /// longer.
    func begin(_ request: inout Request, through door: Door) throws(APIProblem) {
        guard door.isExchange, request[Notes.Entry.self] != nil else { return }
        guard let pass = load.exchanges.enter(.any) else { throw busy }
        request[Notes.ExchangePass.self] = pass
    }

    private var busy: APIProblem {
        APIProblem(
            .busy, "本节点正在处理 \(load.exchanges.limit) 个邻居请求", cure: "按 Retry-After 稍后重发，消息不会丢失",
            retryAfter: load.patience)
    }
}

extension APIProblem {
    static func tooManyRequests(_ detail: String, retryAfter seconds: Int) -> APIProblem {
        APIProblem(.tooManyRequests, detail, cure: "等前面的请求办完，按 Retry-After 稍后重试", retryAfter: seconds)
    }
}

extension SyncProblem {
    /// A body with events is larger than this node takes.
    static func tooLarge(_ bytes: Int, _ most: Int) -> SyncProblem {
        SyncProblem(.batchTooLarge, detail: "\(bytes) bytes, at most \(most) are taken")
    }
}
