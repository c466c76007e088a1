import HotlineCore
import NodeCore
import Storage
import SyncProtocol
import WorkCalendar

extension World {
    /// As many rounds as the shell says hello before it takes a rest.
    private static let rounds = 3

    /// Says hello, unless one is under way.
    func greet(_ peer: NodeCode, by node: SimulatedNode) throws {
        guard node.greetings[peer] == nil else { return }
        try sayHello(to: peer, after: nil, round: 1, by: node)
    }

    /// The core wants a hello before anything else is sent.
    func greetAnew(_ peer: NodeCode, by node: SimulatedNode) throws {
        for key in keys(of: node, to: peer) where node.machines[key]?.sender.suspension == nil {
            // One that is under way is waited for: the machine takes its end.
            if node.machines[key]?.flight != nil { continue }
            try follow(key, of: node) { $0.sender.start() }
        }
    }

    private func keys(of node: SimulatedNode, to peer: NodeCode) -> [StreamKey] {
        StreamName.allCases.map { StreamKey(peer: peer, stream: $0) }.filter { node.machines[$0] != nil }
    }

    private func sayHello(to peer: NodeCode, after heard: Hello?, round: Int, by node: SimulatedNode) throws {
        let hello = try node.read { try node.core.hello(to: peer, after: heard, in: $0) }
        node.greetings[peer] = Greeting(flight: send(.hello(hello), from: node, to: peer), rounds: round)
    }

    /// A hello was answered, or its answer is given up (nil).
    func helloSettled(_ id: Int, _ answer: Flight.Answer?, with peer: NodeCode, by node: SimulatedNode) throws {
        guard let greeting = node.greetings[peer], greeting.flight == id else { return }
        node.greetings[peer] = nil
        guard case .hello(let answer) = answer else { return try greetingFailed(peer, by: node) }
        let epoch = node.freshEpoch()
        let result = try commit(node) { transaction, moment in
            switch answer {
            case .success(let hello):
                try node.core.helloAnswered(hello, by: peer, freshEpoch: epoch, in: transaction, at: moment)
            case .failure(let problem):
                try node.core.helloRefused(problem, by: peer, freshEpoch: epoch, in: transaction, at: moment)
            }
        }
        switch result {
        case nil: return
        case .ready(let firsts): try greeted(peer, firsts, by: node)
        case .again where greeting.rounds < Self.rounds:
            try sayHello(to: peer, after: try? answer.get(), round: greeting.rounds + 1, by: node)
        case .again: try greetingFailed(peer, by: node)
        case .standDown(let problem):
            for key in keys(of: node, to: peer) {
                node.machines[key]?.flight = nil
                try follow(key, of: node) { $0.sender.suspend(problem) }
            }
        }
    }

    private func greetingFailed(_ peer: NodeCode, by node: SimulatedNode) throws {
        for key in keys(of: node, to: peer) where node.machines[key]?.awaitsHello == true {
            let jitter = dice.network.next()
            node.machines[key]?.awaitsHello = false
            try follow(key, of: node) { $0.sender.helloFailed(now: now.milliseconds, jitter: jitter) }
        }
    }

    private func greeted(_ peer: NodeCode, _ firsts: [StreamName: Int64], by node: SimulatedNode) throws {
        for key in keys(of: node, to: peer) {
            let (record, next) = try node.read {
                (try NodeRecord.find(in: $0), try OutboxStore.find(key, in: $0)?.next ?? 1)
            }
            guard node.machines[key]?.awaitsHello == true, let record else { continue }
            node.machines[key]?.awaitsHello = false
            try open(key, from: firsts[key.stream] ?? 1, record, next, by: node)
        }
        try fetchAll(from: peer, by: node)
    }

    private func open(
        _ key: StreamKey, from first: Int64, _ record: NodeRecord, _ next: Int64, by node: SimulatedNode
    ) throws {
        guard var machine = node.machines[key] else { return }
        let owed = machine.sender.owed(next: max(next, machine.sender.next))
        let outcome = machine.sender.helloSucceeded(generation: record.generation, epoch: record.epoch, from: first)
        machine.waitsUntil = nil
        node.machines[key] = machine
        switch outcome {
        case .go(let step): try follow(key, of: node) { _ in step == .rest ? owed : step }
        case .setAside(let position, let problem, let then):
            let done: Void? = try commit(node) {
                try node.core.setAside(key, position: position, problem: problem, in: $0, at: $1)
            }
            if done != nil { try follow(key, of: node) { _ in then } }
        }
    }
}
