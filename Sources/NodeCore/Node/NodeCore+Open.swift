package import HotlineCore
package import Storage
import SyncProtocol
package import WorkCalendar

/// What the file beside the database says of it: a database that is older than its file was restored.
package struct IdentityRecord: Codable, Hashable, Sendable {
    package var code: NodeCode
    package var generation: Int64
    package var epoch: String
    /// Rows of the journal when the file was written.
    package var journalLength: Int64

    package init(code: NodeCode, generation: Int64, epoch: String, journalLength: Int64) {
        self.code = code
        self.generation = generation
        self.epoch = epoch
        self.journalLength = journalLength
    }

    package init(_ node: NodeRecord) {
        self.init(
            code: node.code, generation: node.generation, epoch: node.epoch, journalLength: node.journalLength)
    }
}

/// How a database was found when its node started.
package enum Startup: Hashable, Sendable {
    /// Made just now.
    case created
    /// As it was left.
    case continued
    /// Older than what this node had written, or moved without its identity file.
    case restored
}

/// A database that belongs to another node.
package struct WrongNode: Error, Sendable, CustomStringConvertible {
    package var found: NodeCode
    package var configured: NodeCode

    package var description: String {
        "the database belongs to node \(found), the configuration says \(configured): "
            + "use the data folder of \(configured)"
    }
}

extension NodeCore {
    /// Makes the database this node's, or finds out whether it is still what this node had written.
    ///
    /// - Parameters:
    ///   - file: the record beside the database; nil where there is none.
    ///   - freshEpoch: random, for a new generation.
    package func open(
        file: IdentityRecord?, freshEpoch: String, in transaction: StorageTransaction, at now: Moment
    ) throws -> Outcome<Startup> {
        guard let node = try NodeRecord.find(in: transaction) else {
            let record = NodeRecord(
                code: code, generation: OwnGeneration.fresh(seen: [file?.generation ?? 0]), epoch: freshEpoch,
                mode: settings.peers.isEmpty ? .normal : .recovering)
            try record.create(in: transaction)
            try GenerationStart.note(after: 0, in: transaction)
            let work = Work(self, transaction, at: now)
            if let file { try work.noteRestore("数据库不见了，身份文件仍记有第 \(file.generation) 代") }
            return Outcome(file == nil ? .created : .restored, work.effects)
        }
        guard node.code == code else { throw WrongNode(found: node.code, configured: code) }
        let work = Work(self, transaction, at: now)
        guard let reason = NodeCore.restoreReason(node, file) else {
            try work.skipIds(freshEpoch)
            try StartWithoutPeer.note(settings.peers.map(\.code), in: transaction)
            return Outcome(.continued)
        }
        let seen = [node.generation, file?.generation ?? 0]
        try work.beginGeneration(OwnGeneration.fresh(seen: seen), on: nil, epoch: freshEpoch, reason: reason)
        return Outcome(.restored, work.effects)
    }

    /// Why a database is not what its node had written last; nil where it is.
    private static func restoreReason(_ node: NodeRecord, _ file: IdentityRecord?) -> String? {
        guard let file else { return "数据库旁没有身份文件" }
        if file.generation != node.generation || file.epoch != node.epoch {
            return "数据库属于第 \(node.generation) 代，身份文件记的是第 \(file.generation) 代"
        }
        if file.journalLength > node.journalLength {
            return "日志只有 \(node.journalLength) 行，身份文件记的是 \(file.journalLength) 行"
        }
        return nil
    }
}

extension Work {
    /// Takes a new generation: the node is read-only until it has heard its peers.
    ///
    /// - Parameter peer: on whose word; nil where the node found by itself, as it was started, that it was restored.
    func beginGeneration(_ generation: Int64, on peer: NodeCode?, epoch: String, reason: String) throws {
        // Found again while the node still recovers: the same restore, and one alarm for it.
        if try node.mode == .recovering {
            try AlarmStore.clear(kind: "restored", peer: nil, at: now.milliseconds, in: transaction)
        }
        try NodeRecord.update(in: transaction) { node in
            node.generation = generation
            node.epoch = epoch
            node.nextCounter = 1
            node.isSettled = false
            node.mode = .recovering
        }
        let opened = try peer.flatMap { try StartWithoutPeer.length($0, in: transaction) }
        try GenerationStart.note(after: try opened ?? node.journalLength, in: transaction)
        try noteRestore(reason)
    }

    /// Leaves out up to a thousand numbers at every start, as drawn. A copy of the database that was restored together
    /// with its identity file looks as it was left; were it to draw the very ids that the lost history had drawn, the
    /// chains would agree over different events and no peer could tell.
    fileprivate func skipIds(_ drawn: String) throws {
        // FNV-1a: all that is asked of it is that two draws seldom agree.
        let hash = drawn.utf8.reduce(0xcbf2_9ce4_8422_2325 as UInt64) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
        try NodeRecord.update(in: transaction) { $0.nextCounter += 1 + Int64(hash % 1000) }
    }

    func noteRestore(_ reason: String) throws {
        let detail = "本节点的数据库经过恢复：\(reason)。已启用第 \(try node.generation) 代，正在向相邻节点取回数据"
        try AlarmStore.raise(kind: "restored", peer: nil, detail: detail, at: now.milliseconds, in: transaction)
        effects.alarms.append(detail)
        effects.recover = true
    }
}
