import HotlineCore
import NodeCore
import Storage
import SyncProtocol
import WorkCalendar

/// Delivery as the shell does it: runs the steps of each stream's machine.
extension World {
    /// Lets a machine take an event, and does what it asks for.
    func follow(
        _ key: StreamKey, of node: SimulatedNode, _ event: (inout Machine) -> StreamSender.Step
    ) throws {
        guard var machine = node.machines[key] else { return }
        let step = event(&machine)
        machine.waitsUntil = nil
        node.machines[key] = machine
        try carryOut(step, key, of: node)
    }

    private func carryOut(_ step: StreamSender.Step, _ key: StreamKey, of node: SimulatedNode) throws {
        switch step {
        case .rest: return
        case .suspended:
            plan(.operatorLooks(node: node.index), in: 3_600_000)
        case .wait(let until):
            node.machines[key]?.waitsUntil = until
            schedule.add(.wait(node: node.index, key), at: until)
        case .sayHello:
            node.machines[key]?.awaitsHello = true
            try greet(key.peer, by: node)
        case .send(let first, let max, let bytes):
            try send(key, from: first, max: max, bytes: bytes, of: node)
        }
    }

    private func send(_ key: StreamKey, from first: Int64, max: Int, bytes: Int, of node: SimulatedNode) throws {
        let batch = try node.read { try node.core.batch(key, from: first, maxEvents: max, maxBytes: bytes, in: $0) }
        guard let batch else {
            // The record has moved, or the feed is held back: the machine begins anew after a while.
            try node.renewMachine(key)
            node.machines[key]?.waitsUntil = now.milliseconds + 1_000
            return plan(.wait(node: node.index, key), in: 1_000)
        }
        node.machines[key]?.sender.sent(count: batch.count)
        node.machines[key]?.flight = send(.batch(key, Flight.Parcel(batch)), from: node, to: key.peer)
    }

    /// A wait is over, unless something ended it before.
    func endWait(_ node: SimulatedNode, _ key: StreamKey) throws {
        guard node.isRunning, node.machines[key]?.waitsUntil == now.milliseconds else { return }
        try follow(key, of: node) { machine in
            let step = machine.sender.timerFired(now: now.milliseconds)
            // A machine made anew has no wait of its own.
            return step == .rest ? machine.sender.start() : step
        }
    }

    /// A commit owed something.
    func wake(_ key: StreamKey, of node: SimulatedNode) throws {
        guard node.machines[key] != nil else {
            let back = StreamKey(peer: node.code, stream: key.stream)
            return plan(.fetch(node: place(key.peer), back), in: dice.network.within(1...40))
        }
        guard let next = try node.read({ try OutboxStore.find(key, in: $0)?.next }) else { return }
        try interrupt(key, of: node) { $0.sender.owed(next: max(next, $0.sender.next)) }
    }

    /// A peer was heard of.
    func heard(_ peer: NodeCode, by node: SimulatedNode) throws {
        for stream in StreamName.allCases {
            try interrupt(StreamKey(peer: peer, stream: stream), of: node) { $0.sender.peerContact() }
        }
    }

    /// As `follow`, for events that may ask for nothing and leave a wait as it is.
    private func interrupt(
        _ key: StreamKey, of node: SimulatedNode, _ event: (inout Machine) -> StreamSender.Step
    ) throws {
        guard var machine = node.machines[key] else { return }
        let step = event(&machine)
        if step != .rest { machine.waitsUntil = nil }
        node.machines[key] = machine
        try carryOut(step, key, of: node)
    }

    /// A batch was answered, or its answer is given up (nil).
    func batchSettled(_ id: Int, _ answer: Flight.Answer?, _ key: StreamKey, by node: SimulatedNode) throws {
        guard node.machines[key]?.flight == id else { return }
        node.machines[key]?.flight = nil
        let (moment, jitter) = (now.milliseconds, dice.network.next())
        switch answer {
        case .batch(.answer(let reply)): try acknowledged(reply, key, by: node)
        case .batch(.problem(let problem)):
            try follow(key, of: node) { machine in
                switch problem.status {
                case 409: machine.sender.conflicted(now: moment, jitter: jitter)
                case 503: machine.sender.busy(retryAfterSeconds: 1, now: moment, jitter: jitter)
                default: machine.sender.suspend(problem)
                }
            }
        case .unreachable:
            try follow(key, of: node) { $0.sender.connectionFailed(now: moment, jitter: jitter) }
        default:
            try follow(key, of: node) { $0.sender.serverFailed(now: moment, jitter: jitter) }
        }
    }

    private func acknowledged(_ answer: StreamAnswer, _ key: StreamKey, by node: SimulatedNode) throws {
        guard var machine = node.machines[key] else { return }
        let outcome = machine.sender.answered(answer, now: now.milliseconds, jitter: dice.network.next())
        node.machines[key] = machine
        switch outcome {
        case .acknowledged(let through, let refused, _, let then):
            let done: Void? = try commit(node) {
                try node.core.acknowledge(key, through: through, refused: refused, in: $0, at: $1)
            }
            if done != nil { try carryOut(then, key, of: node) }
        case .inconsistent(_, let then):
            try carryOut(then, key, of: node)
        }
    }

    /// An operator looks: what stands still is tried again.
    func resumeLinks(of node: SimulatedNode) throws {
        for key in node.machines.keys.sorted() where node.machines[key]?.sender.suspension != nil {
            try follow(key, of: node) { $0.sender.retryNow() }
        }
    }
}
