import HotlineCore
import NodeCore
import Storage
import SyncProtocol
import WorkCalendar

extension TestNetwork {
    /// How a hello ended.
    enum Greeted {
        case open([StreamName: Int64])
        case refused(Problem)
        /// No verdict: try again later.
        case unanswered
    }

    /// One node says hello to another and tells both its machines what came of it.
    @discardableResult
    func greet(_ code: NodeCode, _ peer: NodeCode) throws -> Greeted {
        let outcome = try exchangeHello(code, peer)
        let node = self[code]
        let record = try node.read { try NodeRecord.find(in: $0) }
        for key in node.keys(to: peer) {
            guard var loop = node.loops[key] else { continue }
            switch outcome {
            case .open(let firsts):
                try settleMachine(&loop, node, key, firsts[key.stream] ?? 1, record)
            case .refused(let problem): loop.step = loop.sender.suspend(problem)
            case .unanswered: loop.step = loop.sender.helloFailed(now: now.milliseconds, jitter: 0)
            }
            node.loops[key] = loop
        }
        return outcome
    }

    private func settleMachine(
        _ loop: inout TestNode.Loop, _ node: TestNode, _ key: StreamKey, _ first: Int64, _ record: NodeRecord?
    ) throws {
        // A batch that has not left yet is asked for anew.
        if case .send = loop.step { _ = loop.sender.start() }
        let next = try node.read { try OutboxStore.find(key, in: $0)?.next ?? 1 }
        _ = loop.sender.owed(next: max(next, loop.sender.next))
        let outcome = loop.sender.helloSucceeded(
            generation: record?.generation ?? 1, epoch: record?.epoch ?? "", from: first)
        switch outcome {
        case .go(let step): loop.step = step
        case .setAside(let position, let problem, let then):
            loop.step = then
            node.loops[key] = loop
            try node.write { try node.core.setAside(key, position: position, problem: problem, in: $0, at: now) }
            loop = node.loops[key] ?? loop
        }
    }

    private func exchangeHello(_ code: NodeCode, _ peer: NodeCode) throws -> Greeted {
        let (node, other) = (self[code], self[peer])
        var heard: Hello?
        for _ in 0..<4 {
            let hello = try node.read { try node.core.hello(to: peer, after: heard, in: $0) }
            let request = Request(from: code, to: peer, kind: .hello)
            let reply = try carry(request) {
                other.heard(code)
                return try other.write {
                    try other.core.answerHello(
                        recoded(hello), from: code, freshEpoch: other.freshEpoch(), in: $0, at: now)
                }
            }
            guard case .answered(let answer) = reply else { return .unanswered }
            heard = try? answer.get()
            let result = try node.write { transaction in
                switch answer {
                case .success(let hello):
                    try node.core.helloAnswered(
                        recoded(hello), by: peer, freshEpoch: node.freshEpoch(), in: transaction, at: now)
                case .failure(let problem):
                    try node.core.helloRefused(
                        problem, by: peer, freshEpoch: node.freshEpoch(), in: transaction, at: now)
                }
            }
            switch result {
            case .ready(let firsts): return .open(firsts)
            case .standDown(let problem): return .refused(problem)
            case .again: continue
            }
        }
        return .unanswered
    }

    /// As it travels: through its bytes.
    private func recoded(_ hello: Hello) throws -> Hello {
        try CanonicalJSON.decode(Hello.self, from: CanonicalJSON.encode(hello))
    }

    // MARK: - Pull

    /// Fetches once for each node that fetches and has something waiting; false where nobody has.
    func pullOnce() throws -> Bool {
        for link in plan.links where link.fetches && isOpen(link.lower, link.upper) {
            for stream in StreamName.allCases where try pull(link.lower, from: link.upper, stream) { return true }
        }
        return false
    }

    private func pull(_ code: NodeCode, from peer: NodeCode, _ stream: StreamName) throws -> Bool {
        let (node, other) = (self[code], self[peer])
        let owing = try other.read { try OutboxStore.find(StreamKey(peer: code, stream: stream), in: $0)?.backlog ?? 0 }
        guard owing > 0 else { return false }
        let key = StreamKey(peer: peer, stream: stream)
        guard let request = try node.read({ try node.core.pullRequest(key, wait: 0, in: $0) }) else {
            try greet(code, peer)
            return true
        }
        let outgoing = StreamKey(peer: code, stream: stream)
        let reply = try carry(Request(from: code, to: peer, kind: .pull(stream))) {
            () -> Result<OutboundBatch?, Problem> in
            switch try other.write({ try other.core.pulled(request, by: code, in: $0, at: now) }) {
            case .failure(let problem): return .failure(problem)
            case .success(let first):
                return .success(try other.read {
                    try other.core.batch(outgoing, from: first, maxEvents: 500, maxBytes: 1 << 20, in: $0)
                })
            }
        }
        guard case .answered(let answer) = reply else {
            advance(milliseconds: 1000)
            return true
        }
        switch answer {
        case .success(let batch?):
            if case .problem = try deliver(from: peer, to: code, batch.header.value, batch.body) {
                try greet(code, peer)
            }
        case .success(nil): break
        case .failure: try greet(code, peer)
        }
        return true
    }
}
