import HotlineCore
import NodeCore
import Storage
import SyncProtocol
import WorkCalendar

/// Looks at a world at rest from outside: at what is stored, not at what was answered, and with means of its own.
struct Auditor {
    let world: World
    private(set) var findings: [Finding] = []
    private var tickets: [NodeCode: [Ticket]] = [:]

    init(_ world: World) { self.world = world }

    /// Every check; what it found.
    mutating func audit() throws -> [Finding] {
        for node in world.nodes { tickets[node.code] = try node.read { try WholeStore.tickets(in: $0) } }
        findings = world.ledger.findings
        checkMatters()
        checkOrders()
        try checkStreams()
        try checkMirrors()
        try checkSeals()
        for node in world.nodes {
            try checkJournal(of: node)
            try checkQuiet(of: node)
            try checkTimers(of: node)
        }
        return findings
    }

    private mutating func add(_ check: Finding.Check, _ detail: String) {
        findings.append(Finding(check: check, detail: detail))
    }

    private func wasRestored(_ codes: NodeCode...) -> Bool { codes.contains(where: world.ledger.restored.contains) }

    // MARK: - Matters and orders

    private mutating func checkMatters() {
        let known = Set(tickets.values.joined().map(\.id))
        for node in world.nodes {
            for id in world.ledger.accepted[node.code] ?? []
            where !known.contains(id) && !world.ledger.lost.contains(id) {
                add(.matters, "\(id) was accepted and is gone")
            }
        }
    }

    /// By order, the tickets that it made at a node.
    private mutating func checkOrders() {
        var made: [AssignmentID: [Ticket]] = [:]
        for node in world.nodes {
            for ticket in tickets[node.code] ?? [] {
                if let order = ticket.order { made[order.assignment, default: []].append(ticket) }
            }
        }
        for node in world.nodes {
            for ticket in tickets[node.code] ?? [] {
                for assignment in ticket.assignments {
                    guard let below = assignment.assignee.node else { continue }
                    check(assignment, by: node.code, made[assignment.id] ?? [], at: below)
                }
            }
        }
    }

    private mutating func check(_ assignment: Assignment, by upper: NodeCode, _ made: [Ticket], at lower: NodeCode) {
        let here = made.filter { $0.owner == lower }
        // A node that lost its history with a restore, and has none above it, may give the name of a lost order again.
        if here.count < made.count, !wasRestored(upper) { add(.orders, "\(assignment.id) was not for all who have it") }
        guard here.count <= 1 else { return add(.orders, "\(assignment.id) made \(here.count) tickets at \(lower)") }
        // What was ordered or executed after the copy was taken may be gone with either end.
        guard !wasRestored(upper, lower) else { return }
        guard let ticket = here.first, let order = ticket.order else {
            return add(.orders, "\(assignment.id) was not executed at \(lower)")
        }
        if order.received != assignment.sent || order.sent != assignment.received {
            add(.orders, "\(assignment.id): \(upper) and \(lower) have counted different messages")
        }
        checkLimits(of: assignment, order, ticket)
    }

    private mutating func checkLimits(of assignment: Assignment, _ order: ReceivedOrder, _ ticket: Ticket) {
        guard assignment.state.isOpen, let above = assignment.handlingLimit?.due else { return }
        if order.due != above { add(.limits, "\(assignment.id) is due \(above) above and is not below") }
        for share in ticket.openAssignments where share.handlingLimit.map({ $0.due > above }) ?? false {
            add(.limits, "\(share.id) may take longer than the order that it serves")
        }
    }

    // MARK: - Streams and mirrors

    private mutating func checkStreams() throws {
        for node in world.nodes {
            for (key, out) in try node.read({ try OutboxStore.all(in: $0) }) {
                let back = StreamKey(peer: node.code, stream: key.stream)
                let position = try world.node(key.peer).read { try InboundStreamStore.find(back, in: $0) }
                if out.backlog != 0 {
                    add(.streams, "\(node.code) still owes \(key.peer) \(out.backlog) of \(key.stream)")
                } else if position?.highest ?? 0 != out.next - 1 || position?.chain ?? Chain.origin != out.chain {
                    add(.streams, "\(node.code) and \(key.peer) stand at different places of \(key.stream)")
                }
            }
            for key in node.machines.keys.sorted() {
                if let problem = node.machines[key]?.sender.suspension {
                    add(.streams, "\(node.code) has suspended \(key.peer): \(problem.type)")
                }
            }
        }
    }

    private mutating func checkMirrors() throws {
        for link in world.shape.links {
            let (owner, copy) = (world.node(link.lower), world.node(link.upper))
            for source in owner.core.settings.subtree {
                let difference = try world.compare(source, owner: owner, copy: copy)
                guard let first = difference.first else { continue }
                add(.mirrors, "\(link.upper) holds \(first) of \(source) otherwise than \(link.lower)")
            }
        }
    }

    // MARK: - One node

    private mutating func checkJournal(of node: SimulatedNode) throws {
        var digest = [UInt8](repeating: 0, count: 32)
        var states: [TicketID: Ticket] = [:]
        for row in try node.read({ try WholeStore.journal(in: $0) }) {
            digest = (digest + row.entry).withUnsafeBytes { StorageHash.sha256($0).bytes }
            guard digest == row.digest else {
                return add(.journals, "\(node.code): a row does not follow the one before")
            }
            let event = try CanonicalJSON.decode(TicketEvent.self, from: row.entry)
            states[event.ticket] = evolve(states[event.ticket], event)
        }
        for ticket in tickets[node.code] ?? [] where states[ticket.id] != ticket {
            add(.journals, "\(node.code): the journal does not lead to \(ticket.id)")
        }
    }

    /// No seal that a node above keeps speaks against a journal that nobody touched.
    private mutating func checkSeals() throws {
        for link in world.shape.links {
            let kept = try world.node(link.upper).read {
                try SealStore.page(of: link.lower, after: 0, limit: 10_000, in: $0)
            }
            let comparison = try world.node(link.lower).read { try SealComparison.run(kept.seals, in: $0) }
            guard let first = comparison.differences.first else { continue }
            add(.journals, "\(link.upper) holds seals that contradict the honest journal of \(link.lower): \(first)")
        }
    }

    /// Without a restore nothing may wait for a person.
    private mutating func checkQuiet(of node: SimulatedNode) throws {
        let mode = try node.read { try NodeRecord.find(in: $0)?.mode }
        if mode != .normal { add(.quiet, "\(node.code) is still read-only after a restore") }
        guard world.ledger.restored.isEmpty else { return }
        try node.read { view in
            for letter in try DeadLetterStore.list(undecidedOnly: true, limit: 5, in: view) {
                add(.quiet, "\(node.code) has a dead letter: \(String(decoding: letter.problem, as: UTF8.self))")
            }
            for item in try ParkedStore.list(limit: 5, in: view) {
                add(.quiet, "\(node.code) has parked a message: \(item.reason)")
            }
            for alarm in try AlarmStore.open(limit: 5, in: view) {
                add(.quiet, "\(node.code) has raised \(alarm.kind)")
            }
        }
    }

    private mutating func checkTimers(of node: SimulatedNode) throws {
        guard let next = try node.read({ try TimerStore.next(in: $0) }) else { return }
        // A clock that ran slow may have moved its next look by a little.
        if next.at.adding(milliseconds: 3_600_000) < world.now {
            add(.limits, "\(node.code) has passed over a timer of \(next.ticket) at \(next.at)")
        }
    }
}

extension ReconciliationDifference {
    /// One of the tickets that differ.
    fileprivate var first: String? { missing.first ?? older.first ?? newer.first ?? different.first }
}
