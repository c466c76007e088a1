import HotlineCore
import NodeCore
import Storage
import SyncProtocol
import WorkCalendar

/// One node of a simulated world: the core on a database in memory, with what the shell would hold beside it, which a
/// crash takes away.
final class SimulatedNode: Bookkeeper {
    /// When the power of a node fails: at its next commit.
    enum PowerCut: Error {
        /// Nothing of the work is there afterwards.
        case beforeCommit
        /// The work is durable, and nobody is told.
        case afterCommit
    }

    /// A database at rest, and the file that was written beside it last.
    struct Copy {
        var image: [UInt8]
        var identity: IdentityRecord?
    }

    let index: Int
    let core: NodeCore
    var clock: SimulatedClock
    /// The record beside the database: as the shell writes it, up to a second behind.
    private(set) var identity: IdentityRecord?
    private var identityAt: Moment
    private var session: MemoryDatabase?
    /// The database while nobody has it open.
    private var image: [UInt8]
    /// Counts the starts; what was under way for an earlier one is nobody's any more.
    private(set) var incarnation = 0
    /// The next commit meets it.
    var powerCut: PowerCut?
    /// The sending machines, by peer and stream.
    var machines: [StreamKey: Machine] = [:]
    /// The peers that are being greeted, each with the request under way.
    var greetings: [NodeCode: Greeting] = [:]
    /// The streams that are being fetched, each with the request under way.
    var fetching: [StreamKey: Int] = [:]
    private var epochs = 0

    init(_ index: Int, _ settings: NodeSettings, image: [UInt8], at now: Moment) {
        self.index = index
        core = NodeCore(settings: settings)
        clock = SimulatedClock(start: now)
        identityAt = now
        self.image = image
    }

    var code: NodeCode { core.code }
    var isRunning: Bool { session != nil }

    /// Opens the database; the core finds out what became of it.
    func start(at now: Moment) throws -> Outcome<Startup> {
        incarnation += 1
        let session = try MemoryDatabase(image: image)
        self.session = session
        image = []
        let moment = clock.reading(at: now)
        let outcome = try session.write { try core.open(file: identity, freshEpoch: freshEpoch(), in: $0, at: moment) }
        try writeIdentity(at: now)
        for key in sentStreams { machines[key] = try machine(key) }
        return outcome
    }

    /// The process ends: what was committed stays, all else is gone.
    func stop() throws {
        guard let session else { return }
        image = try session.image()
        self.session = nil
        powerCut = nil
        machines = [:]
        greetings = [:]
        fetching = [:]
    }

    /// Random, for a new generation.
    func freshEpoch() -> String {
        epochs += 1
        return "\(code)e\(epochs)"
    }

    // MARK: - Transactions

    /// Runs an entry point of the core as the writer would.
    ///
    /// - Throws: ``PowerCut`` where the power fails at its commit.
    func write<Value>(at now: Moment, _ work: (StorageTransaction, Moment) throws -> Value) throws -> Value {
        guard let session else { throw PowerCut.beforeCommit }
        if now - identityAt >= 1_000 { try writeIdentity(at: now) }
        let moment = clock.reading(at: now)
        let value = try session.write { transaction in
            let value = try work(transaction, moment)
            if powerCut == .beforeCommit { throw PowerCut.beforeCommit }
            return value
        }
        if powerCut == .afterCommit { throw PowerCut.afterCommit }
        return value
    }

    /// Looks at the database; nothing where the node is down.
    func read<Value>(_ work: (StorageView) throws -> Value) throws -> Value {
        guard let session else { throw PowerCut.beforeCommit }
        return try session.write { try work($0) }
    }

    private func writeIdentity(at now: Moment) throws {
        identityAt = now
        identity = try read { try NodeRecord.find(in: $0) }.map(IdentityRecord.init)
    }

    // MARK: - Machines

    /// The streams that this node sends by itself.
    private var sentStreams: [StreamKey] {
        core.settings.peers.filter { !$0.fetches }.flatMap { peer in
            StreamName.allCases.map { StreamKey(peer: peer.code, stream: $0) }
        }
    }

    private func machine(_ key: StreamKey) throws -> Machine {
        let (node, stream) = try read { (try NodeRecord.find(in: $0), try OutboxStore.find(key, in: $0)) }
        return Machine(sender: StreamSender(
            name: key.stream, generation: node?.generation ?? 1, epoch: node?.epoch ?? "",
            acknowledged: stream?.acknowledged ?? 0, next: stream?.next ?? 1,
            limits: StreamSender.Limits(count: core.settings.limits.batchEvents)))
    }

    /// Reads anew where a stream stands, as after a failure of the node's own.
    func renewMachine(_ key: StreamKey) throws { machines[key] = try machine(key) }

    // MARK: - Backup

    /// A copy of the database as it stands, and of the file beside it.
    func backUp() throws -> Copy {
        guard let session else { return Copy(image: image, identity: identity) }
        return Copy(image: try session.image(), identity: identity)
    }

    /// What lies beside a restored database.
    enum IdentityFile: CaseIterable {
        /// The file of the running node: the restore shows at once.
        case kept
        /// The file of the same age as the copy: only a peer can tell.
        case restored
        /// None.
        case lost
    }

    /// Puts an earlier copy in the place of the database of a node that is down.
    func restore(_ copy: Copy, file: IdentityFile) {
        precondition(!isRunning, "a database is put back under a running node")
        image = copy.image
        switch file {
        case .kept: break
        case .restored: identity = copy.identity
        case .lost: identity = nil
        }
    }
}
