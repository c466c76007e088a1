package import HotlineCore
package import Storage
package import SyncProtocol
package import WorkCalendar

/// What a node answers to a request on a stream.
package enum StreamReply: Sendable {
    /// `200`, after the durable commit.
    case answer(StreamAnswer)
    /// Nothing was taken; the problem says what comes first.
    case problem(Problem)
}

extension NodeCore {
    /// Takes a request of a peer on one of its streams: the events behind what was applied before, each accepted or
    /// refused by itself, and the stream's position with them in one transaction.
    ///
    /// - Parameter pause: asked after each event, with how many were taken: where it says so, the rest is left to the
    ///   next call with the same batch. The answer tells how far this one came.
    package func receive(
        _ batch: InboundBatch, from peer: NodeCode, in transaction: StorageTransaction, at now: Moment,
        pauseAfter pause: (Int) -> Bool = { _ in false }
    ) throws -> Outcome<StreamReply> {
        guard let peer = settings.peer(peer) else { return Outcome(.problem(Problem(.unknownPeer))) }
        let work = Work(self, transaction, at: now)
        guard try work.node.mode == .normal else { return Outcome(.problem(Problem(.nodeRestored))) }
        if try work.resumeRecovery(with: peer.code) { return Outcome(.problem(Problem(.nodeRestored)), work.effects) }
        let key = StreamKey(peer: peer.code, stream: batch.header.name)
        guard var receiver = try work.receiver(key) else { return Outcome(.problem(Problem(.helloRequired))) }
        let keys = batch.events.map(\.chainKey)
        switch receiver.receive(batch.header, keys: keys, hashing: StorageHash.self) {
        case .apply(let skip):
            try work.take(batch, after: skip, from: peer, &receiver, pauseAfter: pause)
            try InboundStreamStore.save(receiver.position, appliedAt: now.milliseconds, key, in: transaction)
            // The sender's journal ends with the whole: only then is it sealed.
            if receiver.position.highest == batch.last { try work.seal(batch, from: peer) }
        case .alreadySeen where settings.mutation == .dedupeOff:
            for event in batch.events { _ = try work.take(event, from: peer, on: key.stream) }
        case .alreadySeen: break
        case .gap(let wanted):
            var problem = Problem(.streamGap)
            problem.wanted = wanted
            return Outcome(.problem(problem))
        case .restored(let evidence):
            return Outcome(.problem(try work.suspectRestore(of: peer.code, evidence)), work.effects)
        case .olderGeneration(let seen):
            return Outcome(.problem(try work.refuseOlder(peer.code, given: batch.header.generation, seen: seen)))
        case .newerGenerationNeedsHello: return Outcome(.problem(Problem(.helloRequired)))
        }
        return Outcome(.answer(receiver.answer(missing: try work.missing(from: peer.code))), work.effects)
    }
}

extension Work {
    /// Takes the events of a batch behind those that were applied before, each accepted or refused by itself.
    fileprivate func take(
        _ batch: InboundBatch, after skip: Int, from peer: PeerSettings, _ receiver: inout StreamReceiver,
        pauseAfter pause: (Int) -> Bool
    ) throws {
        let key = StreamKey(peer: peer.code, stream: batch.header.name)
        try RefusalStore.forget(before: batch.header.first, key, in: transaction)
        for (index, event) in batch.events[skip...].enumerated() {
            if index > 0, pause(index) { return }
            receiver.advance(over: CollectionOfOne(event.chainKey), hashing: StorageHash.self)
            guard let problem = try take(event, from: peer, on: key.stream) else { continue }
            try refuse(event, for: problem, key, &receiver)
        }
    }

    private func refuse(
        _ event: InboundEvent, for problem: Problem, _ key: StreamKey, _ receiver: inout StreamReceiver
    ) throws {
        let position = receiver.position.highest
        receiver.refuse(StreamRefusal(position: position, id: event.key.id, problem: problem))
        try RefusalStore.add(
            position: position, id: event.key.id, problem: CanonicalJSON.encode(problem), key, in: transaction)
    }

    /// Where an incoming stream stands, with the refusals that its sender has not filed yet.
    func receiver(_ key: StreamKey) throws -> StreamReceiver? {
        try NodeCore.receiver(key, in: transaction)
    }

    /// Says that a peer's stream is not the one seen before, to the peer and to this node's operators.
    func suspectRestore(of peer: NodeCode, _ evidence: RestoreEvidence) throws -> Problem {
        try AlarmStore.raise(
            kind: "peer-restored", peer: peer, detail: "节点 \(peer) 的数据库似乎经过恢复，已请其启用新一代并重发",
            at: now.milliseconds, in: transaction)
        return Problem(.streamRestored, detail: "\(evidence)")
    }

    func refuseOlder(_ peer: NodeCode, given: Int64, seen: Int64) throws -> Problem {
        try AlarmStore.raise(
            kind: "two-incarnations", peer: peer,
            detail: "节点 \(peer) 以第 \(given) 代发来数据，而第 \(seen) 代已在运行，请停用其中一台", at: now.milliseconds,
            in: transaction)
        var problem = Problem(.olderGeneration)
        problem.generation = seen
        return problem
    }
}

extension NodeCore {
    static func receiver(_ key: StreamKey, in view: StorageView) throws -> StreamReceiver? {
        guard let position = try InboundStreamStore.find(key, in: view) else { return nil }
        let refused = try RefusalStore.list(key, in: view).map { stored in
            StreamRefusal(
                position: stored.position, id: stored.id,
                problem: try CanonicalJSON.decode(Problem.self, from: stored.problem))
        }
        return StreamReceiver(name: key.stream, position: position, refused: refused)
    }
}
