import HotlineCore
import WorkCalendar

/// A few nodes without storage or sockets: decides, evolves, routes, and carries the messages by hand, so that a test
/// can hold them back and let them cross.
struct Network {
    struct Node {
        var code: NodeCode
        var generation: Int64 = 1
        var book: RuleBook
        var upper: [NodeCode]
        var lower: Set<NodeCode>
        var tickets: [TicketID: Ticket] = [:]
        var byOrder: [AssignmentID: TicketID] = [:]
        var counter: Int64 = 0
        var events: [TicketEvent] = []
        var parked: [AssignmentID: [Int: Owed]] = [:]
    }

    struct Wire {
        var from: NodeCode
        var owed: Owed
    }

    var nodes: [NodeCode: Node] = [:]
    var now = Moment("2026-09-14T09:00:00+08:00")!
    let calendar: WorkCalendar
    /// Messages on `orders` not delivered yet; feed states go straight to `mirrors`.
    var wire: [Wire] = []
    var mirrors: [NodeCode: [TicketID: Ticket]] = [:]
    var escalations: [Escalation] = []
    /// Every change of a ticket's state so far that no command to the ticket itself made, `handling→revisiting
    /// ticket.handled`.
    var moves: Set<String> = []

    static let province = NodeCode(rawValue: "140000")!
    static let city = NodeCode(rawValue: "140500")!
    static let county = NodeCode(rawValue: "140525")!
    static let bureau = NodeCode(rawValue: "140500-12345")!
    static let units: [UnitID: Facts.KnownUnit] = [
        unit("water"): .init(name: "县水务局"), unit("town"): .init(name: "巴公镇"), unit("police"): .init(name: "县公安局"),
        unit("old"): .init(name: "已撤销单位", active: false), unit("union"): .init(name: "县总工会", linked: true),
    ]

    static func unit(_ text: String) -> UnitID { UnitID(rawValue: text)! }

    init(book: String = "zezhou-2023") throws {
        calendar = try WorkCalendar.embedded()
        let rules = try RuleBook.embedded(book)
        nodes[Self.province] = Node(code: Self.province, book: rules, upper: [], lower: [Self.city])
        nodes[Self.city] = Node(
            code: Self.city, book: rules, upper: [Self.province], lower: [Self.county, Self.bureau])
        nodes[Self.county] = Node(code: Self.county, book: rules, upper: [Self.city], lower: [])
        nodes[Self.bureau] = Node(code: Self.bureau, book: rules, upper: [Self.city], lower: [])
    }

    func context(_ node: NodeCode, _ actor: Actor) -> Context {
        let state = nodes[node]!
        let new = Facts.NewTicket(
            id: TicketID(owner: node, generation: state.generation, counter: state.counter + 1),
            number: TicketNumber(day: now.day, counter: Int(state.counter + 1)),
            petitionerReference: "p\(state.counter)")
        return Context(
            actor: actor, node: node, generation: state.generation, now: now, ruleBook: state.book,
            calendar: calendar,
            facts: Facts(newTicket: new, units: Self.units, lowerNodes: state.lower, upperNodes: state.upper))
    }

    /// One command at a node, as its shell would run it.
    @discardableResult
    mutating func act(
        _ node: NodeCode, _ ticket: TicketID? = nil, _ command: Command, as role: Role = .admin, unit: UnitID? = nil
    ) throws(Refusal) -> TicketID {
        let actor = Actor(person: "\(role)", role: role, unit: unit, node: node)
        return try run(node, ticket, command, actor)
    }

    @discardableResult
    mutating func run(
        _ node: NodeCode, _ id: TicketID?, _ command: Command, _ actor: Actor
    ) throws(Refusal) -> TicketID {
        let before = id.flatMap { nodes[node]!.tickets[$0] }
        let events = try decide(before, command, context(node, actor))
        var ticket = before
        for event in events {
            let after = evolve(ticket, event)
            for owed in route(event, after: after, upperNodes: nodes[node]!.upper) { owe(owed, from: node) }
            nodes[node]!.events.append(event)
            if let was = ticket?.state, was != after.state, TicketRule.row(for: command.verb) == nil {
                moves.insert("\(was)→\(after.state) \(event.change.name)")
            }
            ticket = after
        }
        let final = ticket!
        if nodes[node]!.tickets[final.id] == nil {
            nodes[node]!.counter += 1
            if let order = final.order { nodes[node]!.byOrder[order.assignment] = final.id }
        }
        nodes[node]!.tickets[final.id] = final
        return final.id
    }

    private mutating func owe(_ owed: Owed, from node: NodeCode) {
        switch owed {
        case .feed(let message, let upper):
            let known = mirrors[upper]?[message.ticket.id]
            guard known.map(message.ticket.isNewer) ?? true else { return }
            mirrors[upper, default: [:]][message.ticket.id] = message.ticket
        case .escalation(let escalation, _): escalations.append(escalation)
        case .order, .report, .directive: wire.append(Wire(from: node, owed: owed))
        }
    }

    /// Delivers everything, and what follows from it.
    mutating func deliver() throws(Refusal) {
        while !wire.isEmpty { try deliver(wire.removeFirst()) }
    }

    /// Delivers one message, and what was parked behind it.
    mutating func deliver(_ message: Wire) throws(Refusal) {
        let node = message.owed.to
        if case .directive(let directive, _) = message.owed {
            let known = ticket(node, directive.ticket).directives.map(\.directive.id)
            if !known.contains(directive.id) {
                try run(node, directive.ticket, .directive(directive), .peer(message.from))
            }
            return
        }
        let assignment: AssignmentID
        let ticket: TicketID?
        let admission: Admission
        switch message.owed {
        case .order(let order):
            assignment = order.assignment
            ticket = nodes[node]!.byOrder[assignment]
            admission = admit(order, ticket: ticket.flatMap { nodes[node]!.tickets[$0] }, from: message.from, at: node)
        case .report(let report):
            assignment = report.assignment
            ticket = assignment.ticket
            admission = admit(report, ticket: nodes[node]!.tickets[assignment.ticket], from: message.from, at: node)
        default: return
        }
        switch admission {
        case .apply(let command):
            try run(node, ticket, command, .peer(message.from))
            try deliverParked(assignment, at: node, from: message.from)
        case .duplicate: break
        case .park: nodes[node]!.parked[assignment, default: [:]][message.owed.ordinal] = message.owed
        case .refuse(let refusal): throw refusal
        }
    }

    private mutating func deliverParked(_ id: AssignmentID, at node: NodeCode, from sender: NodeCode) throws(Refusal) {
        guard let next = nodes[node]!.parked[id]?.keys.min(),
            let owed = nodes[node]!.parked[id]?.removeValue(forKey: next)
        else { return }
        try deliver(Wire(from: sender, owed: owed))
    }

    func ticket(_ node: NodeCode, _ id: TicketID) -> Ticket { nodes[node]!.tickets[id]! }
    func ordered(_ node: NodeCode, _ id: AssignmentID) -> Ticket { ticket(node, nodes[node]!.byOrder[id]!) }
}

extension Owed {
    var ordinal: Int {
        switch self {
        case .order(let message): message.ordinal
        case .report(let message): message.ordinal
        default: 0
        }
    }
}

extension Register {
    static func sample(_ kind: MatterKind = .help, confidential: Bool = false) -> Register {
        Register(
            matter: Matter(
                kind: kind, channel: .telephone, title: "小区停水", content: "停水三天", place: "巴公镇",
                occurredAt: "2026-09-12"),
            petitioner: Petitioner(
                confidential: confidential, personal: PersonalFields(name: "王小明", phone: "13812345678")))
    }
}

extension CompletionForm {
    /// What an assisting unit states: it answers no petitioner.
    static let part = CompletionForm(
        handling: "协助", result: "已协助", handledAt: Moment("2026-09-14T15:00:00+08:00"))

    static let sample = CompletionForm(
        handling: "抢修管道", result: "已恢复供水", handledAt: Moment("2026-09-14T15:00:00+08:00"),
        reply: Reply(at: Moment("2026-09-14T15:30:00+08:00"), means: "电话", content: "已告知"),
        items: [
            "answeredInFull": "true", "findings": "属实", "noCaseReason": "不涉及违法", "adoption": "adopted",
            "control": "已控制", "petitionerSatisfied": "satisfied",
        ])
}

extension AskExtension {
    static let sample = AskExtension(
        until: Day("2026-09-28")!, reason: "需协调", basis: "依据", consent: "王局长", petitionerTold: true)
}

extension AskDeferral {
    static let sample = AskDeferral(
        until: Day("2026-12-31")!, reason: "资金未到位", progress: "已立项", measures: "争取资金", plan: "分期实施",
        responsible: "李局长", petitionerTold: true)
}

extension StrikeOff {
    static let sample = StrikeOff(
        result: "已改造完毕", petitionerSigned: "王小明", signedOn: Day("2026-09-14")!, leader: "李局长", consent: "同意销号")
}
