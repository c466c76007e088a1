import HotlineCore
import NodeCore
import Storage
import SyncProtocol
import WorkCalendar

/// A network of nodes under one virtual clock: real cores on real databases, and a faulty network between them. One
/// thread runs all; what happens, and when, follows from the options alone.
final class World {
    let options: WorldOptions
    let shape: Shape
    let nodes: [SimulatedNode]
    private let places: [NodeCode: Int]
    private(set) var now = WorldOptions.start
    var schedule = Schedule()
    var lines: Lines
    var flights: [Int: Flight] = [:]
    var flightCount = 0
    var dice: WorldDice
    var ledger = Ledger()
    var tally = Tally()
    /// Digest of all that happened, by which two runs are compared.
    private(set) var trace: UInt64 = 0xcbf2_9ce4_8422_2325
    /// Nothing new begins: what is under way comes to its end.
    private(set) var isClosing = false
    /// When each node's timers are looked at next.
    var timersAt: [Int64?]
    /// Tickets that somebody will look at.
    var planned: Set<TicketID> = []
    /// Copies of databases that will be put back.
    var copies: [Int: SimulatedNode.Copy] = [:]

    /// Builds the network and starts every node.
    init(_ options: WorldOptions) throws {
        self.options = options
        switch options.network {
        case .national: shape = .national
        case .drawn(let nodes): shape = .drawn(nodes: nodes, seed: options.seed)
        }
        let settings = try shape.settings(mutation: options.mutation.flatMap { Mutation(rawValue: $0.rawValue) })
        let empty = try MemoryDatabase.emptyImage(now: WorldOptions.start.milliseconds)
        nodes = settings.enumerated().map { SimulatedNode($0, $1, image: empty, at: WorldOptions.start) }
        places = Dictionary(uniqueKeysWithValues: nodes.map { ($0.code, $0.index) })
        dice = WorldDice(seed: options.seed)
        lines = Lines(shape.links, places)
        timersAt = Array(repeating: nil, count: nodes.count)
        for node in nodes {
            try start(node)
            if options.faults.contains(.clock) { node.clock.drift = dice.faults.within(-100...100) }
        }
        planCalls()
        planReconciliations()
        planFaults()
    }

    func place(_ code: NodeCode) -> Int {
        guard let place = places[code] else { preconditionFailure("no node \(code)") }
        return place
    }

    func node(_ code: NodeCode) -> SimulatedNode { nodes[place(code)] }

    // MARK: - Time

    func plan(_ happening: Happening, in milliseconds: Int64) {
        schedule.add(happening, at: now.milliseconds + max(0, milliseconds))
    }

    /// Runs until a moment, or until nothing is to come.
    func run(until end: Moment) throws {
        while let next = schedule.next, next <= end.milliseconds, let (at, happening) = schedule.pop() {
            now = Moment(milliseconds: max(at, now.milliseconds))
            tally.happenings += 1
            do {
                try carryOut(happening)
            } catch is SimulatedNode.PowerCut {
                // The node went down on the way: nothing of it is left to carry on.
            }
        }
        now = max(now, end)
    }

    private func carryOut(_ happening: Happening) throws {
        switch happening {
        case .arrival(let flight): try arrive(flight)
        case .answer(let flight): try takeAnswer(flight)
        case .patience(let flight): try loseAnswer(flight)
        case .wait(let node, let key): try endWait(nodes[node], key)
        case .fetch(let node, let key): try fetch(nodes[node], key)
        case .timers(let node): try fireTimers(nodes[node])
        case .call(let node): try call(nodes[node])
        case .work(let node, let ticket): try workOn(ticket, at: nodes[node])
        case .recovery(let node): try recover(nodes[node])
        case .reconciliation(let node): try reconcile(nodes[node])
        case .operatorLooks(let node): try resumeLinks(of: nodes[node])
        case .fault(let fault): try happen(fault)
        }
    }

    /// Notes something that happened, so that two runs can be compared.
    func note(_ what: UInt64, at node: Int) {
        for word in [UInt64(bitPattern: now.milliseconds), what, UInt64(node)] {
            trace = (trace ^ word) &* 0x100_0000_01b3
        }
    }

    /// From now on nobody calls and nothing breaks.
    func close() { isClosing = true }

    // MARK: - Nodes

    func start(_ node: SimulatedNode) throws {
        let outcome = try node.start(at: now)
        note(1, at: node.index)
        try take(outcome.effects, at: node)
        for key in node.machines.keys.sorted() { try follow(key, of: node) { $0.sender.start() } }
        for peer in node.core.settings.peers where fetches(node, from: peer.code) {
            for stream in StreamName.allCases {
                let key = StreamKey(peer: peer.code, stream: stream)
                plan(.fetch(node: node.index, key), in: dice.network.wait(about: 500))
            }
        }
        plan(.recovery(node: node.index), in: dice.network.wait(about: 300))
        try scheduleTimers(of: node)
        setTimer(now, at: node)
    }

    /// Derives every timer anew, as the shell does at each start.
    private func scheduleTimers(of node: SimulatedNode) throws {
        var next: Int64? = 0
        while let row = next {
            let outcome = try commit(node) { try node.core.scheduleTimers(after: row, limit: 200, in: $0, at: $1) }
            next = outcome ?? nil
        }
    }

    /// Runs an entry point of a node's core and does what follows; nil where the node's power fails meanwhile.
    func commit<Value>(
        _ node: SimulatedNode, _ work: (StorageTransaction, Moment) throws -> Outcome<Value>
    ) throws -> Value? {
        do {
            let outcome = try node.write(at: now, work)
            try take(outcome.effects, at: node)
            return outcome.value
        } catch is SimulatedNode.PowerCut {
            try crash(node)
            return nil
        }
    }

    /// Does what a core asks its shell to do.
    private func take(_ effects: Effects, at node: SimulatedNode) throws {
        tally.alarms += effects.alarms.count
        for change in effects.changes where change.place == .ticket { planWork(on: change.ticket, at: node) }
        for key in effects.wake.sorted() { try wake(key, of: node) }
        for peer in effects.hello.sorted() { try greetAnew(peer, by: node) }
        if effects.recover || effects.takeBack { plan(.recovery(node: node.index), in: 200) }
        if let timer = effects.timer { setTimer(timer, at: node) }
    }

    // MARK: - Timers

    private func setTimer(_ moment: Moment, at node: SimulatedNode) {
        let at = max(moment.milliseconds, now.milliseconds)
        if let set = timersAt[node.index], set <= at { return }
        timersAt[node.index] = at
        schedule.add(.timers(node: node.index), at: at)
    }

    private func fireTimers(_ node: SimulatedNode) throws {
        guard node.isRunning, timersAt[node.index] == now.milliseconds else { return }
        timersAt[node.index] = nil
        guard try isWorking(node) else {
            // It takes back what a restore lost, and looks again as the shell does.
            return setTimer(now.adding(milliseconds: 2_000), at: node)
        }
        guard let firing = try commit(node, { try node.core.fireTimers(limit: 50, in: $0, at: $1) }) else { return }
        tally.timers += firing.fired
        // By a clock that is wrong "due" may not have come yet: a little later it has.
        if let next = firing.next { setTimer(max(next, now.adding(milliseconds: 1_000)), at: node) }
    }
}
