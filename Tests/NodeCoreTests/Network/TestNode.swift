import Database
import Foundation
import HotlineCore
import NodeCore
import Simulation
import Storage
import SyncProtocol
import WorkCalendar

/// One node of a test network: the core on a database of its own, and a sending machine a stream, run as the shell runs
/// them but synchronously.
final class TestNode: Bookkeeper {
    /// A stream's sending machine and what it wants done next.
    struct Loop {
        var sender: StreamSender
        var step: StreamSender.Step
    }

    /// A database at rest, with or without the file beside it.
    struct Copy {
        fileprivate var bytes: Data
        fileprivate var identity: IdentityRecord?
    }

    private(set) var core: NodeCore
    /// The record beside the database; the shell writes it after commits.
    var identity: IdentityRecord?
    var loops: [StreamKey: Loop] = [:]
    /// Every change this node told its screens of.
    var changes: [ChangeNotice] = []
    private let path: String
    private var session: WriteSession?
    private var epochs = 0

    init(_ settings: NodeSettings, path: String) {
        core = NodeCore(settings: settings)
        self.path = path
    }

    var code: NodeCode { core.code }
    var isRunning: Bool { session != nil }

    /// Opens the database and finds out what became of it.
    @discardableResult
    func start(at now: Moment) throws -> Startup {
        let session = try WriteSession(SQLiteDriver(path: path))
        try Migrator(Schema.migrations).migrate(session, now: now.milliseconds)
        self.session = session
        let startup = try write { try core.open(file: identity, freshEpoch: freshEpoch(), in: $0, at: now) }
        try noteIdentity()
        loops = [:]
        for peer in core.settings.peers where !peer.fetches {
            for stream in StreamName.allCases {
                let key = StreamKey(peer: peer.code, stream: stream)
                loops[key] = try loop(key)
            }
        }
        return startup
    }

    /// Ends the program; the database is whole on disk.
    func stop() { session = nil }

    /// Starts anew with another configuration.
    func restart(at now: Moment, _ change: (inout NodeSettings) -> Void = { _ in }) throws {
        stop()
        var settings = core.settings
        change(&settings)
        core = NodeCore(settings: settings)
        try start(at: now)
    }

    private func loop(_ key: StreamKey) throws -> Loop {
        let (node, stream) = try read { (try NodeRecord.find(in: $0), try OutboxStore.find(key, in: $0)) }
        var sender = StreamSender(
            name: key.stream, generation: node?.generation ?? 1, epoch: node?.epoch ?? "",
            acknowledged: stream?.acknowledged ?? 0, next: stream?.next ?? 1,
            limits: StreamSender.Limits(count: core.settings.limits.batchEvents))
        let step = sender.start()
        return Loop(sender: sender, step: step)
    }

    func freshEpoch() -> String {
        epochs += 1
        return "\(code)e\(epochs)"
    }

    // MARK: - Transactions

    func write<Value>(_ work: (StorageTransaction) throws -> Outcome<Value>) throws -> Value {
        guard let session else { throw Stopped(node: code) }
        let outcome = try session.write(work)
        changes += outcome.effects.changes
        for key in outcome.effects.wake.sorted() { try wake(key) }
        for peer in outcome.effects.hello.sorted() { greet(peer) }
        return outcome.value
    }

    func read<Value>(_ work: (StorageView) throws -> Value) throws -> Value {
        guard let session else { throw Stopped(node: code) }
        return try session.write { try work($0) }
    }

    struct Stopped: Error { var node: NodeCode }

    /// What the shell does every second.
    func noteIdentity() throws { identity = try read { try NodeRecord.find(in: $0) }.map(IdentityRecord.init) }

    // MARK: - Machines

    private func wake(_ key: StreamKey) throws {
        guard var loop = loops[key], let next = try read({ try OutboxStore.find(key, in: $0)?.next }) else { return }
        let step = loop.sender.owed(next: max(next, loop.sender.next))
        if step != .rest { loop.step = step }
        loops[key] = loop
    }

    /// Says hello before anything else is sent.
    func greet(_ peer: NodeCode) {
        for key in keys(to: peer) {
            guard var loop = loops[key], loop.sender.suspension == nil else { continue }
            loop.step = loop.sender.start()
            loops[key] = loop
        }
    }

    /// The peer was heard.
    func heard(_ peer: NodeCode) {
        for key in keys(to: peer) {
            guard var loop = loops[key] else { continue }
            let step = loop.sender.peerContact()
            if step != .rest { loop.step = step }
            loops[key] = loop
        }
    }

    func keys(to peer: NodeCode) -> [StreamKey] {
        StreamName.allCases.map { StreamKey(peer: peer, stream: $0) }.filter { loops[$0] != nil }
    }

    // MARK: - Backup and restore

    /// A copy of the database as it stands, and of the file beside it.
    func backUp(at now: Moment) throws -> Copy {
        try noteIdentity()
        stop()
        let copy = Copy(bytes: try Data(contentsOf: URL(filePath: path)), identity: identity)
        try start(at: now)
        return copy
    }

    /// Puts an earlier copy in the place of the database.
    ///
    /// - Parameter file: which identity file lies beside it then.
    func restore(_ copy: Copy, file: IdentityFile, at now: Moment) throws -> Startup {
        if isRunning { try noteIdentity() }
        stop()
        for suffix in ["-wal", "-shm"] where FileManager.default.fileExists(atPath: path + suffix) {
            try FileManager.default.removeItem(atPath: path + suffix)
        }
        try copy.bytes.write(to: URL(filePath: path))
        switch file {
        case .kept: break
        case .restored: identity = copy.identity
        case .lost: identity = nil
        }
        return try start(at: now)
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
}
