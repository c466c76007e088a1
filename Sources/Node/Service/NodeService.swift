package import Crypto
package import Database
internal import HTTPServer
internal import HTTPWire
internal import HotlineCore
internal import NodeCore
package import PeerTransport
package import Platform
internal import Storage
internal import Synchronization
internal import SyncProtocol
internal import WorkCalendar

/// One running node: its data folder, its core on the database, its server, its deliveries. `hotline serve` runs one;
/// tests run whole networks of them in one process.
///
///     let node = NodeService(configuration)
///     let address = try await node.start()
///     …
///     await node.stop()
package final class NodeService: Sendable {
    /// What a node is given beside its configuration; tests choose their own.
    package struct Environment: Sendable {
        /// The time that everything goes by.
        package var clock: any Clock
        /// Draws the spread of waits.
        package var random: any RandomSource
        /// The one log.
        package var log: Log
        /// How peers are reached; nil = a client of the node's own over sockets.
        package var transport: (any PeerTransport)?
        /// The first hellos are spread over this time, and the same again for each hundred neighbours, so that a hub
        /// that returns is not trampled.
        package var stagger: Duration
        /// Tells whoever starts the node what stands in no log: how its first administrator signs in.
        package var announce: @Sendable (String) -> Void = Log.standardError
        /// What a guess at a password costs; tests choose less.
        package var passwordCost = PasswordHash.Cost.standard
        /// Tickets that an export reads at once; tests choose less.
        package var exportPage = 500
        /// The database in the file at a path; tests put a failing disk beneath it.
        package var database: @Sendable (_ path: String) -> any DatabaseDriver = { SQLiteDriver(path: $0) }

        /// The machine's own.
        package init(
            clock: any Clock = SystemClock(), random: any RandomSource = SystemRandom(), log: Log = Log(),
            transport: (any PeerTransport)? = nil, stagger: Duration = .milliseconds(200)
        ) {
            self.clock = clock
            self.random = random
            self.log = log
            self.transport = transport
            self.stagger = stagger
        }
    }

    /// The configuration that the node was made with.
    package let configuration: NodeConfiguration
    private let environment: Environment
    private let running = Mutex<RunningNode?>(nil)

    /// A node that is not running yet; nothing is opened.
    package init(_ configuration: NodeConfiguration, environment: Environment = Environment()) {
        self.configuration = configuration
        self.environment = environment
    }

    /// Opens the data folder, checks what the database is, starts to serve and to deliver. Returns the port.
    ///
    /// - Throws: ``NodeStartError``; then nothing runs.
    @discardableResult
    package func start() async throws(NodeStartError) -> UInt16 {
        precondition(running.withLock { $0 == nil }, "the node is running already")
        let node = try await RunningNode(configuration, environment)
        running.withLock { $0 = node }
        return node.port
    }

    /// Ends deliveries, lets requests in flight finish for at most `grace`, commits what waits, writes the identity
    /// file and closes everything. The node can be started again.
    package func stop(grace: Duration = .seconds(5)) async {
        let node = running.withLock { running in
            defer { running = nil }
            return running
        }
        await node?.stop(grace: grace)
    }

    /// Whether the node runs and takes writes.
    package func isReady() async -> Bool { await running.withLock { $0 }?.isReady() ?? false }

    /// The port that the node serves at; nil while it does not run.
    package var port: UInt16? { running.withLock { $0?.port } }
}
