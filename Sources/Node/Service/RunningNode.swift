import Crypto
import Database
import HTTPServer
import HotlineCore
import NodeCore
import PeerTransport
import Platform
import Storage
import SyncProtocol
import WorkCalendar

/// The parts of a node between start and stop.
final class RunningNode: Sendable {
    let port: UInt16
    private let folder: DataFolder
    private let context: NodeContext
    private let server: HTTPServer
    private let ownTransport: SocketTransport?
    private let chores: Chores
    private let diskThread = DedicatedThread(name: "disk")
    private let diskWatch: Task<Void, Never>

    init(_ configuration: NodeConfiguration, _ environment: NodeService.Environment) async throws(NodeStartError) {
        var settings = try NodeSettings(configuration)
        let certificates = try Self.certificates(configuration)
        folder = try DataFolder(configuration.dataFolder)
        let now = environment.clock.wallMilliseconds
        let database = try Self.open(environment.database(folder.database), configuration, now: now)
        try await Self.keepBooks(of: database, &settings)
        let log = environment.log.with(["node": .text(settings.code.rawValue)])
        let feed = ChangeFeed(epoch: UInt64(max(0, now)))
        let (delivery, subscribers) = (DeliveryCentre(peers: settings.peers.map(\.code)), SubscriberCentre())
        let (recovery, arrivals, bell) = (Wakeup(), Wakeup(), TimerBell())
        let blobs = BlobCentre(
            in: folder.blobs, limits: BlobLimits(configuration.limits), peers: settings.peers.map(\.code))
        let engine = Engine(
            core: NodeCore(settings: settings), database: database, clock: environment.clock,
            disk: DiskGauge(clock: environment.clock, log: log), carryOut: EffectsRunner(
                feed: feed, delivery: delivery, subscribers: subscribers, blobs: blobs, recovery: recovery,
                timers: bell, arrivals: arrivals, clock: environment.clock, log: log
            ).callAsFunction)
        let identity = IdentityFile(folder.identity)
        try await Self.begin(engine, identity, folder, configuration, environment.announce, log)

        ownTransport = environment.transport == nil ? try Self.makeTransport(certificates) : nil
        guard let transport = environment.transport ?? ownTransport else {
            throw .server("there is no transport to peers")
        }
        let keyFile = KeyFile(folder.key)
        let keys = try await Self.keys(configuration, keyFile, engine)
        context = NodeContext(
            configuration: configuration, engine: engine, feed: feed, delivery: delivery, subscribers: subscribers,
            blobs: blobs, transport: transport, timers: bell, keys: keys, keyFile: keyFile,
            environment: environment, log: log)
        server = try Self.makeServer(configuration, certificates, context)
        port = try Self.listen(server)
        chores = Chores(
            engine: engine, identity: identity, sessions: context.signIn.sessions.limits, blobs: blobs.folder,
            certificates: certificates, bell: bell, arrivals: arrivals, log: log)
        try await Links(context: context, environment: environment, recovery: recovery).start()
        diskWatch = Self.watchDisk(of: folder, on: diskThread, context) { arrivals.notify() }
    }

    /// What was left for want of space is tried again when there is some.
    private static func watchDisk(
        of folder: DataFolder, on thread: DedicatedThread, _ context: NodeContext,
        recovered: @escaping @Sendable () -> Void
    ) -> Task<Void, Never> {
        let reserve = context.configuration.limits.diskReserveBytes ?? DiskWatch.usualReserve
        let watch = DiskWatch(
            engine: context.engine, folder: folder.path, reserve: reserve, thread: thread, log: context.log
        ) {
            context.delivery.retryAll()
            recovered()
        }
        return Task { await watch.run() }
    }

    func stop(grace: Duration) async {
        context.log.notice("node.stop")
        context.feed.close()
        await context.delivery.stop()
        await context.subscribers.stop()
        await server.stop(grace: grace)
        await chores.stop()
        diskWatch.cancel()
        await diskWatch.value
        diskThread.close()
        context.blobs.folder.close()
        ownTransport?.shutDown()
        await context.engine.database.close()
    }

    private static func open(
        _ driver: any DatabaseDriver, _ configuration: NodeConfiguration, now: Int64
    ) throws(NodeStartError) -> Database {
        let limits = configuration.limits
        var options = WriterOptions()
        options.queueRequests = limits.queueRequests ?? options.queueRequests
        options.queueBytes = limits.queueBytes ?? options.queueBytes
        do {
            return try Database(driver, migrations: Schema.migrations, now: now, options: options)
        } catch {
            throw NodeStartError(error, in: configuration.dataFolder)
        }
    }

    /// The books that tickets of this node may have been taken in under, from earlier configurations.
    private static func keepBooks(
        of database: Database, _ settings: inout NodeSettings
    ) async throws(NodeStartError) {
        let kept: [RuleBookStore.Kept]
        do {
            kept = try await database.readers.read { try RuleBookStore.all(in: $0) }
        } catch {
            throw .database("\(error)")
        }
        do {
            try settings.keep(kept.map(\.book))
        } catch {
            throw .configuration("\(error)")
        }
    }

    /// Finds out whether the database is what this node wrote last, and writes that down.
    private static func identify(
        _ engine: Engine, _ identity: IdentityFile, _ folder: DataFolder
    ) async throws(NodeStartError) -> Startup {
        let file = try identity.read()
        do {
            let (startup, record) = try await engine.commit { core, transaction, now in
                var outcome = try core.open(file: file, freshEpoch: FreshEpoch.draw(), in: transaction, at: now)
                outcome.effects.calendar = try core.calendar(in: transaction)
                for section in RuleBookSection.allCases {
                    guard let book = core.settings.boundBooks[section] else { continue }
                    try RuleBookStore.keep(book, at: now.milliseconds, in: transaction)
                }
                return Outcome((outcome.value, try transaction.cached(NodeRecord.self)), outcome.effects)
            }
            try identity.write(IdentityRecord(record))
            return startup
        } catch {
            throw NodeStartError(error, in: folder.path)
        }
    }

    /// Says what the database is, takes over the accounts of the node's file, and tells once how the first
    /// administrator signs in.
    private static func begin(
        _ engine: Engine, _ identity: IdentityFile, _ folder: DataFolder, _ configuration: NodeConfiguration,
        _ announce: @Sendable (String) -> Void, _ log: Log
    ) async throws(NodeStartError) {
        let startup = try await identify(engine, identity, folder)
        log.notice("node.start", ["database": .text("\(startup)")])
        let accounts = StartingAccounts(
            configuration: configuration, code: engine.core.code, isRestored: startup == .restored)
        do {
            guard let drawn = try await engine.store({ try accounts.settle(in: $0, at: $1) }) else { return }
            announce(drawn.text(of: configuration))
        } catch {
            throw NodeStartError(error, in: configuration.dataFolder)
        }
    }

    private static func keys(
        _ configuration: NodeConfiguration, _ file: KeyFile, _ engine: Engine
    ) async throws(NodeStartError) -> KeyRing {
        let known: [PeerKeyStore.Key]
        do {
            known = try await engine.read { try PeerKeyStore.list(in: $0) }
        } catch {
            throw .database("\(error)")
        }
        return try KeyRing(configuration, file, known: known)
    }

    /// Whether the node takes writes: one that was just created or restored has to greet its neighbours first.
    func isReady() async -> Bool {
        let record = try? await context.engine.read { try NodeRecord.find(in: $0) }
        return record?.mode == .normal
    }

    static func certificates(_ configuration: NodeConfiguration) throws(NodeStartError) -> Certificates {
        var problems: [ConfigurationProblem] = []
        let certificates = Certificates(configuration, problems: &problems)
        guard problems.isEmpty else {
            throw .configuration(problems.map(\.description).joined(separator: "\n"))
        }
        return certificates
    }

    static func makeTransport(_ certificates: Certificates) throws(NodeStartError) -> SocketTransport {
        do throws(TransportError) {
            return try SocketTransport(configuration: .init(security: certificates.context))
        } catch {
            throw .server(error.description)
        }
    }
}

extension NodeStartError {
    /// What kept the database from being opened or written.
    fileprivate init(_ error: any Error, in folder: String) {
        switch (error as? DatabaseError)?.kind {
        case .full, .ioError, .readOnly: self = .disk(folder, reason: "\(error)")
        default: self = .database("\(error)")
        }
    }
}
