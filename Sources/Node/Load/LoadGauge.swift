import Crypto
import HTTPServer
import HotlineCore
import Platform
import Synchronization

/// What may be under way at this node at once, and how much is (负载). Beyond it requests are refused before their
/// bodies are read, with the time after which to come again: those who were refused together come back apart.
final class LoadGauge: Sendable {
    /// What the server holds.
    struct ServerFigures: Sendable {
        var connections = 0
        var bodyBytes = 0
        var refusals = HTTPServer.Refusals()
    }

    /// Requests of each neighbour. It needs one for each stream either way, one to say hello, one to compare books, one
    /// for attachments; what it gave up on may linger beside them.
    let peers: Turnstile<NodeCode>
    /// Requests under each token.
    let clients: Turnstile<Digest>
    /// What neighbours say that costs work: hellos, batches, comparisons. Held pulls cost none.
    let exchanges: Turnstile<ExchangeKind>
    private let random: any RandomSource
    private let server = Mutex<(@Sendable () -> ServerFigures)?>(nil)

    init(_ limits: NodeConfiguration.Limits, random: any RandomSource) {
        peers = Turnstile(limit: limits.requestsOfPeer ?? 16)
        clients = Turnstile(limit: limits.requestsOfClient ?? 256)
        exchanges = Turnstile(limit: limits.exchanges ?? 64)
        self.random = random
    }

    /// Seconds after which whoever was refused may come again, from 1 to 5.
    var patience: Int { 1 + Int(random.next(below: 5)) }

    /// The server whose figures are told.
    func watch(_ server: HTTPServer) {
        let figures: @Sendable () -> ServerFigures = { [weak server] in
            guard let server else { return ServerFigures() }
            return ServerFigures(
                connections: server.connectionCount, bodyBytes: server.bodyBytes, refusals: server.refusals)
        }
        self.server.withLock { $0 = figures }
    }

    /// What the server holds now.
    var serverFigures: ServerFigures { server.withLock { $0 }?() ?? ServerFigures() }
}

/// What neighbours say is counted together: all of it waits for the same processors and the same writer.
enum ExchangeKind: Hashable, Sendable { case any }
