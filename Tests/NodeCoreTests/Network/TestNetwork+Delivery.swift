import HotlineCore
import NodeCore
import Storage
import SyncProtocol
import WorkCalendar

extension TestNetwork {
    /// Does what one stream's machine wants; false where it rests, waits or is suspended.
    func step(_ code: NodeCode, _ key: StreamKey) throws -> Bool {
        let node = self[code]
        guard var loop = node.loops[key] else { return false }
        switch loop.step {
        case .rest, .suspended: return false
        case .wait(let until):
            guard now.milliseconds >= until else { return false }
            loop.step = loop.sender.timerFired(now: now.milliseconds)
            node.loops[key] = loop
        case .sayHello:
            loop.step = .rest
            node.loops[key] = loop
            try greet(code, key.peer)
        case .send(let first, let max, let bytes):
            try send(code, key, from: first, max: max, bytes: bytes)
        }
        return true
    }

    private func send(_ code: NodeCode, _ key: StreamKey, from first: Int64, max: Int, bytes: Int) throws {
        let node = self[code]
        let batch = try node.read {
            try node.core.batch(key, from: first, maxEvents: max, maxBytes: bytes, in: $0)
        }
        guard var loop = node.loops[key] else { return }
        guard let batch else {
            loop.step = .wait(until: now.milliseconds + 1000)
            loop = try restarted(node, key, loop)
            node.loops[key] = loop
            return
        }
        loop.sender.sent(count: batch.count)
        node.loops[key] = loop
        let request = Request(from: code, to: key.peer, kind: .stream(key.stream), body: batch.body)
        let reply = try carry(request) {
            try self.deliver(
                from: code, to: key.peer, batch.header.value, journal: batch.journal?.value, batch.body)
        }
        // What was owed meanwhile has reached the machine already.
        loop = node.loops[key] ?? loop
        try take(reply, &loop, node, key)
        node.loops[key] = loop
    }

    /// The record moved under the machine: it greets anew after a while.
    private func restarted(_ node: TestNode, _ key: StreamKey, _ loop: TestNode.Loop) throws -> TestNode.Loop {
        var loop = loop
        loop.sender.sent(count: 1)
        loop.step = loop.sender.connectionFailed(now: now.milliseconds, jitter: 0)
        return loop
    }

    private func take(
        _ reply: Reply<StreamReply>, _ loop: inout TestNode.Loop, _ node: TestNode, _ key: StreamKey
    ) throws {
        let moment = now.milliseconds
        switch reply {
        case .unreachable: loop.step = loop.sender.connectionFailed(now: moment, jitter: 0)
        case .timedOut, .failed: loop.step = loop.sender.serverFailed(now: moment, jitter: 0)
        case .answered(.problem(let problem)):
            switch problem.status {
            case 409: loop.step = loop.sender.conflicted(now: moment, jitter: 0)
            case 503: loop.step = loop.sender.busy(retryAfterSeconds: 1, now: moment, jitter: 0)
            default: loop.step = loop.sender.suspend(problem)
            }
        case .answered(.answer(let answer)):
            switch loop.sender.answered(answer, now: moment, jitter: 0) {
            case .acknowledged(let through, let refused, _, let then):
                loop.step = then
                node.loops[key] = loop
                try node.write {
                    try node.core.acknowledge(key, through: through, refused: refused, in: $0, at: now)
                }
                loop = node.loops[key] ?? loop
            case .inconsistent(_, let then): loop.step = then
            }
        }
    }

    /// A request with events as its receiver takes it, from its bytes on.
    @discardableResult
    func deliver(
        from: NodeCode, to: NodeCode, _ header: String, journal: String? = nil, _ body: [UInt8]
    ) throws -> StreamReply {
        if keepsSent { sent.append((from, to, header, journal, body)) }
        let node = self[to]
        node.heard(from)
        let batch: InboundBatch
        do throws(Problem) {
            var reader = InboundReader()
            var head: JournalHead?
            if let journal { head = try JournalHead(parsing: journal) }
            batch = InboundBatch(
                header: try StreamHeader(parsing: header), journal: head, events: try reader.batch(body))
        } catch {
            return .problem(error)
        }
        return try node.write { try node.core.receive(batch, from: from, in: $0, at: now) }
    }

    // MARK: - Links

    enum Reply<Value> {
        case answered(Value)
        case unreachable
        case timedOut
        case failed
    }

    /// Carries a request over its link, in the weather of the day.
    func carry<Value>(_ request: Request, _ arrive: () throws -> Value) throws -> Reply<Value> {
        guard isOpen(request.from, request.to) else { return .unreachable }
        switch weather(request) {
        case .none: return .answered(try arrive())
        case .lost: return .timedOut
        case .failing: return .failed
        case .answerLost:
            _ = try arrive()
            return .timedOut
        case .doubled:
            _ = try arrive()
            return .answered(try arrive())
        }
    }
}
