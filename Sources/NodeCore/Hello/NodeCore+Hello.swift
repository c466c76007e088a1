package import HotlineCore
package import Storage
package import SyncProtocol
package import WorkCalendar

/// What came of a hello that this node said.
package enum HelloResult: Sendable, Equatable {
    /// Every stream goes on with the position named for it.
    case ready([StreamName: Int64])
    /// Something was put right on this side: say hello again.
    case again
    /// Another living incarnation of this node was seen, or the peer may not speak: nothing flows.
    case standDown(Problem)
}

extension NodeCore {
    /// Longer than an answer to a hello is waited for.
    static let helloMilliseconds: Int64 = 10_000

    /// Where this node stands with a peer, as it is said and answered.
    ///
    /// - Parameter heard: the peer's hello that was read last in this exchange; nil before any was.
    package func hello(to peer: NodeCode, after heard: Hello? = nil, in view: StorageView) throws -> Hello {
        guard let node = try NodeRecord.find(in: view) else { throw StorageError.noIdentity }
        let seen = try PeerStore.find(peer, in: view)
        let mirrors = try PeerStore.restoredMirrors(peer, in: view)
        var streams: [HelloStream] = []
        for name in StreamName.allCases {
            let key = StreamKey(peer: peer, stream: name)
            let end = heard.map { HelloStream.Seen(entry: $0.stream(name, .in)) } ?? .unread
            streams.append(try outgoing(key, seen: end, in: view))
            streams.append(.in(name, try NodeCore.receiver(key, in: view)))
        }
        return Hello(
            node: code.rawValue, generation: node.generation, epoch: node.epoch, streams: streams,
            peerGeneration: seen?.generation, peerEpoch: seen?.epoch,
            peerTicketNumber: try MirrorStore.newestNumber(source: peer.source, in: view),
            mirrorsRestored: mirrors.ours, peerMirrorsRestored: mirrors.heard)
    }

    /// A peer said hello: this node takes in where the peer stands and answers where it stands itself.
    ///
    /// - Parameter freshEpoch: random, should this node learn that it was restored.
    package func answerHello(
        _ hello: Hello, from peer: NodeCode, freshEpoch: String, in transaction: StorageTransaction, at now: Moment
    ) throws -> Outcome<Result<Hello, Problem>> {
        let work = Work(self, transaction, at: now)
        do throws(HelloStop) {
            try work.takeIn(hello, from: peer, freshEpoch: freshEpoch)
        } catch {
            return Outcome(.failure(try error.problem()), work.effects)
        }
        _ = try work.resumeRecovery(with: peer)
        var isAgreed = true
        for name in StreamName.allCases {
            let key = StreamKey(peer: peer, stream: name)
            // The answer says that `first` was decided on what the peer said, so it has to be, before it is given. What
            // was put right here is news to the machine of this stream: it greets anew.
            guard try work.resume(key, hello, freshEpoch: freshEpoch) == nil else { continue }
            isAgreed = false
            work.effects.hello.insert(peer)
        }
        if isAgreed { try StartWithoutPeer.end(peer, in: transaction) }
        return Outcome(.success(try self.hello(to: peer, after: hello, in: transaction)), work.effects)
    }

    /// A peer answered this node's hello: decides for each stream where to go on.
    package func helloAnswered(
        _ hello: Hello, by peer: NodeCode, freshEpoch: String, in transaction: StorageTransaction, at now: Moment
    ) throws -> Outcome<HelloResult> {
        let work = Work(self, transaction, at: now)
        let generation = try work.node.generation
        if try work.isOvertaken(hello, by: peer) { return Outcome(.again) }
        do throws(HelloStop) {
            try work.takeIn(hello, from: peer, freshEpoch: freshEpoch)
        } catch {
            return Outcome(.standDown(try error.problem()), work.effects)
        }
        guard try work.node.generation == generation else { return Outcome(.again, work.effects) }
        try NodeRecord.update(in: transaction) { $0.isSettled = true }
        var firsts: [StreamName: Int64] = [:]
        for name in StreamName.allCases {
            let key = StreamKey(peer: peer, stream: name)
            guard let first = try work.resume(key, hello, freshEpoch: freshEpoch) else {
                return Outcome(.again, work.effects)
            }
            firsts[name] = first
        }
        try StartWithoutPeer.end(peer, in: transaction)
        _ = try work.resumeRecovery(with: peer)
        return Outcome(.ready(firsts), work.effects)
    }

    private func outgoing(
        _ key: StreamKey, seen: HelloStream.Seen, in view: StorageView
    ) throws -> HelloStream {
        guard let stream = try OutboxStore.find(key, in: view) else {
            return .out(key.stream, next: 1, first: 1, oldestHeld: 1, chain: Chain.origin, seen: seen)
        }
        let first = stream.acknowledged + 1
        return .out(
            key.stream, next: stream.next, first: first,
            oldestHeld: try OutboxStore.oldestHeld(stream: stream.ref, in: view) ?? stream.next,
            chain: try OutboxStore.chain(before: first, stream: stream, in: view) ?? Chain.origin, seen: seen)
    }
}

/// Why nothing may flow after a hello.
private enum HelloStop: Error {
    case problem(Problem)
    case failed(any Error)

    /// The problem to answer with; rethrows what has nothing to do with the peer.
    func problem() throws -> Problem {
        switch self {
        case .problem(let problem): return problem
        case .failed(let error): throw error
        }
    }
}

extension Work {
    /// Takes in a peer's hello: its incarnation, what it knows of ours, where its streams to us stand.
    fileprivate func takeIn(_ hello: Hello, from peer: NodeCode, freshEpoch: String) throws(HelloStop) {
        do {
            try judgePeer(hello, peer)
            if try judgeOurselves(hello, peer, freshEpoch: freshEpoch) { return }
            for name in StreamName.allCases { try judgeStream(StreamKey(peer: peer, stream: name), hello) }
            if let number = hello.peerTicketNumber.flatMap(TicketNumber.init(rawValue:)) {
                try NumberStore.pass(number, in: transaction)
            }
            try hearOfMirrors(hello, peer)
            try OutageStore.end(peer: peer, at: now.milliseconds, in: transaction)
        } catch let problem as Problem {
            throw .problem(problem)
        } catch {
            throw .failed(error)
        }
    }

    /// What both ends tell each other of mirrors that came back above.
    private func hearOfMirrors(_ hello: Hello, _ peer: NodeCode) throws {
        let known = try PeerStore.restoredMirrors(peer, in: transaction)
        if known.isUntold, hello.peerMirrorsRestored == known.ours {
            try PeerStore.note(mirrorsTold: known.ours, peer, in: transaction)
        }
        guard let mark = hello.mirrorsRestored, mark != known.heard, settings.peer(peer)?.relation == .upper else {
            return
        }
        try PeerStore.note(mirrorsHeard: mark, peer, in: transaction)
        try leaveUntaken(peer)
    }

    /// Whether the peer took a new generation, and said so, while this answer was on its way: no sign that two live.
    fileprivate func isOvertaken(_ answer: Hello, by peer: NodeCode) throws -> Bool {
        guard let seen = try PeerStore.find(peer, in: transaction), seen.generation > answer.generation else {
            return false
        }
        return now.milliseconds - (seen.helloAt ?? 0) < NodeCore.helloMilliseconds
    }

    private func judgePeer(_ hello: Hello, _ peer: NodeCode) throws {
        if let fault = hello.fault { throw fault }
        guard hello.node == peer.rawValue else {
            throw Problem(.sourceNotAuthorised, detail: "the hello names \(hello.node), the link belongs to \(peer)")
        }
        let seen = try PeerStore.find(peer, in: transaction)
        let known = seen.flatMap { $0.generation > 0 ? (generation: $0.generation, epoch: $0.epoch) : nil }
        let verdict = PeerGeneration.decide(seen: known.map { ($0.generation, $0.epoch) }, hello: hello)
        if case .refuse(let problem) = verdict {
            if problem.known == .generationJump {
                try warnOfJump(
                    peer, "节点 \(peer) 报出第 \(hello.generation) 代，本节点所知为第 \(known?.generation ?? 0) 代",
                    cure: "核实无误后由管理员以 POST /api/v1/peers/\(peer)/actions/accept-generation "
                        + "{\"generation\":\(hello.generation)} 认可，否则请该节点更正")
                throw problem
            }
            _ = try refuseOlder(peer, given: hello.generation, seen: known?.generation ?? 0)
            throw problem
        }
        try PeerStore.save(
            PeerStore.Seen(
                generation: hello.generation, epoch: hello.epoch ?? "", helloAt: now.milliseconds,
                suspended: seen?.suspended),
            peer, in: transaction)
    }

    /// True when this node found itself restored and took a new generation.
    private func judgeOurselves(_ hello: Hello, _ peer: NodeCode, freshEpoch: String) throws -> Bool {
        let node = try node
        switch OwnGeneration.decide(
            generation: node.generation, epoch: node.epoch, settled: node.isSettled,
            peerHasSeen: hello.peerGeneration.flatMap { $0 > 0 ? $0 : nil }, epoch: hello.peerEpoch)
        {
        case .keep: return false
        case .adopt(let generation):
            try beginGeneration(
                generation, on: peer, epoch: freshEpoch, reason: "节点 \(peer) 见过本节点的第 \(hello.peerGeneration ?? 0) 代")
            try reissueUnacknowledged()
            return true
        case .standDown(let problem) where problem.known == .generationJump:
            try warnOfJump(
                peer, "节点 \(peer) 称见过本节点的第 \(hello.peerGeneration ?? 0) 代，本节点为第 \(node.generation) 代",
                cure: "请在该节点由管理员以 POST /api/v1/peers/\(settings.code)/actions/accept-generation "
                    + "{\"generation\":\(node.generation)} 更正")
            throw problem
        case .standDown(let problem):
            try AlarmStore.raise(
                kind: "two-incarnations", peer: peer,
                detail: "节点 \(peer) 见过本节点的另一个运行实例（第 \(problem.generation ?? 0) 代），请停用其中一台",
                at: now.milliseconds, in: transaction)
            throw problem
        }
    }

    /// A generation that lies too far above what was known is remembered nowhere; a person decides.
    private func warnOfJump(_ peer: NodeCode, _ what: String, cure: String) throws {
        try AlarmStore.raise(
            kind: NodeCore.jumpAlarm, peer: peer, detail: "\(what)，跨度过大，已拒绝；\(cure)", at: now.milliseconds,
            in: transaction)
    }

    /// The receiving end: takes over where the peer's stream begins anew.
    private func judgeStream(_ key: StreamKey, _ hello: Hello) throws {
        guard let peer = hello.stream(key.stream, .out) else { return }
        let record = try InboundStreamStore.find(key, in: transaction)
        switch ReceiverHello.decide(record, hello: hello, peer: peer) {
        case .proceed, .awaitRewind: return
        case .adopt(let position, let unrecoverable):
            try InboundStreamStore.save(position, appliedAt: nil, key, in: transaction)
            try RefusalStore.forgetAll(key, in: transaction)
            try list(unrecoverable, key, "对方已不再保存的消息")
        case .restored(let evidence):
            throw try suspectRestore(of: key.peer, evidence)
        }
    }

    /// The sending end: where to go on; nil when something was put right here and hello has to be said again.
    fileprivate func resume(_ key: StreamKey, _ hello: Hello, freshEpoch: String) throws -> Int64? {
        switch try decide(key, hello) {
        case .proceed(let first, let refused):
            try acknowledge(key, through: first - 1, refused: refused)
            try OutboxStore.note(acknowledgedBy: hello.generation, on: key, in: transaction)
            return first
        case .rewind(let first, let unrecoverable):
            try OutboxStore.rewind(to: first - 1, on: key, in: transaction)
            try OutboxStore.note(acknowledgedBy: hello.generation, on: key, in: transaction)
            try list(unrecoverable, key, "对方恢复后缺失、本节点也不再保存的消息")
            return nil
        case .restored(let evidence):
            try beginGeneration(
                try node.generation + 1, on: key.peer, epoch: freshEpoch, reason: "节点 \(key.peer) 的记录与本库不符：\(evidence)")
            try reissueUnacknowledged()
            return nil
        }
    }

    private func decide(_ key: StreamKey, _ hello: Hello) throws -> SenderHello {
        let node = try node
        let stream = try OutboxStore.stream(key, in: transaction)
        let standing = SenderHello.Standing(
            generation: node.generation, epoch: node.epoch, acknowledged: stream.acknowledged, next: stream.next,
            oldestHeld: try OutboxStore.oldestHeld(stream: stream.ref, in: transaction) ?? stream.next,
            acknowledgedBy: stream.acknowledgedBy)
        var failure: (any Error)?
        let decision = SenderHello.decide(standing, name: key.stream, hello: hello) { position in
            do {
                return try OutboxStore.chain(before: position + 1, stream: stream, in: transaction)
            } catch {
                failure = error
                return nil
            }
        }
        if let failure { throw failure }
        return decision
    }

    private func list(_ positions: Range<Int64>, _ key: StreamKey, _ what: String) throws {
        guard !positions.isEmpty else { return }
        try UnrecoveredStore.add(
            ticket: nil,
            detail: "与节点 \(key.peer) 的\(key.stream.rawValue)流第 \(positions.lowerBound) 至 "
                + "\(positions.upperBound - 1) 条：\(what)",
            at: now.milliseconds, in: transaction)
    }
}
