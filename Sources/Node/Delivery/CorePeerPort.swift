import Crypto
import Database
import HotlineCore
import NodeCore
import Storage
import SyncProtocol
import WorkCalendar

/// The port of one peer in service: each question is a read, each change a transaction of the core.
struct CorePeerPort: PeerPort {
    let engine: Engine
    let peer: NodeCode

    private func key(_ stream: StreamName) -> StreamKey { StreamKey(peer: peer, stream: stream) }

    func standing(of stream: StreamName) async throws -> StreamStanding {
        try await engine.read { transaction in
            guard let node = try NodeRecord.find(in: transaction) else { throw StorageError.noIdentity }
            let stored = try OutboxStore.find(key(stream), in: transaction)
            return StreamStanding(
                generation: node.generation, epoch: node.epoch, acknowledged: stored?.acknowledged ?? 0,
                next: stored?.next ?? 1)
        }
    }

    func suspension() async throws -> SyncProblem? {
        try await engine.read { transaction in
            try PeerStore.find(peer, in: transaction)?.suspended.map { document in
                try CanonicalJSON.decode(SyncProblem.self, from: document)
            }
        }
    }

    func greeting(after heard: Hello?) async throws -> [UInt8] {
        let core = engine.core
        return try CanonicalJSON.encode(try await engine.read { try core.hello(to: peer, after: heard, in: $0) })
    }

    func greeted(status: Int, body: [UInt8]) async throws -> Greeted {
        guard status == 200 else { return try await refused(status: status, body: body) }
        let hello = try CanonicalJSON.decode(Hello.self, from: body)
        let (result, node) = try await engine.commit { [peer] core, transaction, now in
            let outcome = try core.helloAnswered(
                hello, by: peer, freshEpoch: FreshEpoch.draw(), in: transaction, at: now)
            return Outcome((outcome.value, try NodeRecord.find(in: transaction)), outcome.effects)
        }
        guard let node else { throw StorageError.noIdentity }
        switch result {
        case .ready(let firsts): return .open(generation: node.generation, epoch: node.epoch, first: firsts)
        case .again: return .again(heard: hello)
        case .standDown(let problem): return .refused(problem)
        }
    }

    /// A hello that was not answered in kind: the problem may tell this node that it was restored.
    private func refused(status: Int, body: [UInt8]) async throws -> Greeted {
        guard (400..<500).contains(status), status != 408 else { throw HelloUnanswered(status: status) }
        guard let problem = try? CanonicalJSON.decode(SyncProblem.self, from: body) else {
            var problem = SyncProblem(
                .internalFailure, detail: "hello was answered \(status) without a problem document")
            problem.status = status
            return .refused(problem)
        }
        guard status == 409 else { return .refused(problem) }
        let result = try await engine.commit { [peer] core, transaction, now in
            try core.helloRefused(problem, by: peer, freshEpoch: FreshEpoch.draw(), in: transaction, at: now)
        }
        switch result {
        case .again, .ready: return .again(heard: nil)
        case .standDown(let problem): return .refused(problem)
        }
    }

    func batch(
        _ stream: StreamName, from first: Int64, maxEvents: Int, maxBytes: Int
    ) async throws -> Consignment? {
        let core = engine.core
        return try await engine.read { transaction in
            try core.batch(key(stream), from: first, maxEvents: maxEvents, maxBytes: maxBytes, in: transaction).map {
                Consignment(
                    header: $0.header.value, journal: $0.journal?.value, body: $0.body, count: $0.count)
            }
        }
    }

    func delivered(_ stream: StreamName, through position: Int64, refused: [StreamRefusal]) async throws {
        let key = key(stream)
        try await engine.commit(lane: refused.isEmpty ? .bulk : .command) { core, transaction, now in
            try core.acknowledge(key, through: position, refused: refused, in: transaction, at: now)
        }
    }

    func confirmed(_ stream: StreamName, through position: Int64) {
        let acknowledge: Engine.Work<Void> = { [key = key(stream)] core, transaction, now in
            try core.acknowledge(key, through: position, refused: [], in: transaction, at: now)
        }
        engine.commit(lane: .bulk, acknowledge) { _ in }
    }

    func wanted(_ digests: [String]) async throws {
        try await engine.commit(lane: .bulk) { [peer] core, transaction, _ in
            try core.blobsWanted(digests, by: peer, in: transaction)
        }
    }

    func setAside(_ stream: StreamName, position: Int64, problem: SyncProblem) async throws {
        let key = key(stream)
        try await engine.commit { core, transaction, now in
            try core.setAside(key, position: position, problem: problem, in: transaction, at: now)
        }
    }

    func alarm(_ problem: SyncProblem) async throws {
        try await engine.store { [peer] transaction, now in
            try AlarmStore.raise(
                kind: "inconsistent-answer", peer: peer, detail: problem.detail ?? problem.title,
                at: now.milliseconds, in: transaction)
        }
    }

    func fetchingFails(_ stream: StreamName, cause: String?) async throws {
        let kind = "fetch-fails-\(stream.rawValue)"
        try await engine.store { [peer] transaction, now in
            guard let cause else {
                return try AlarmStore.clear(kind: kind, peer: peer, at: now.milliseconds, in: transaction)
            }
            try AlarmStore.raise(
                kind: kind, peer: peer,
                detail: "从节点 \(peer) 取来的 \(stream.rawValue) 消息一再无法处理（\(cause)），本节点会继续重试；请核对两端软件版本并查看日志",
                at: now.milliseconds, in: transaction)
        }
    }

    func suspend(_ problem: SyncProblem) async throws {
        try await engine.store { [peer] transaction, now in
            try PeerStore.suspend(peer, problem: try CanonicalJSON.encode(problem), in: transaction)
            try AlarmStore.raise(
                kind: "link-suspended", peer: peer,
                detail: "节点 \(peer) 拒绝了本节点（\(problem.detail ?? problem.title)），链路已暂停；更正后请恢复链路",
                at: now.milliseconds, in: transaction)
        }
    }

    func outageBegan(cause: String) async throws {
        try await engine.store { [peer] transaction, now in
            try OutageStore.begin(peer: peer, cause: cause, at: now.milliseconds, in: transaction)
        }
    }

    func outageEnded() async throws {
        try await engine.store { [peer] transaction, now in
            try OutageStore.end(peer: peer, at: now.milliseconds, in: transaction)
        }
    }
}

/// The peer answered hello with a status that is no verdict.
struct HelloUnanswered: Error, CustomStringConvertible {
    var status: Int
    var description: String { "hello was answered \(status)" }
}

/// The random text that tells two databases of one generation apart.
enum FreshEpoch {
    static func draw() -> String { Base64URL.encode(SecureRandom.bytes(12)) }
}
