import HotlineCore
import Storage
import WorkCalendar

/// Tickets of a hotline that has run for two years, nearly all of them archived: made from patterns that the core's own
/// decisions led to, each under a number, time, unit and words of its own.
struct ListsTickets: Sendable {
    static let units = (1...40).map { "unit\($0)" }
    /// Beyond all counters that the node itself would draw in a benchmark.
    private static let firstCounter: Int64 = 1_000_000_000
    private static let categories = (1...200).map { "事项\($0)" }
    private static let towns = ["下村镇", "大阳镇", "巴公镇", "高都镇", "北义城镇", "南村镇", "金村镇", "犁川镇"]
    private static let matters = ["停水", "路灯不亮", "道路破损", "噪声扰民", "拖欠工资", "占道经营", "垃圾清运", "供暖不足"]

    private let patterns: [Stage: Ticket]
    private let node: NodeCode
    private let now: Moment
    /// How many there are.
    let count: Int

    /// How far a ticket has come.
    private enum Stage: CaseIterable {
        case registered, accepted, dispatched, signed, returnAsked, submitted, revisiting, archived

        /// Of a thousand tickets: 50 are open.
        init(_ number: Int) {
            switch number % 1_000 {
            case 0..<2: self = .registered
            case 2..<5: self = .accepted
            case 5..<10: self = .dispatched
            case 10..<38: self = .signed
            case 38..<40: self = .returnAsked
            case 40..<44: self = .submitted
            case 44..<50: self = .revisiting
            default: self = .archived
            }
        }

        /// Of the way of a matter.
        var steps: Int {
            switch self {
            case .registered: 1
            case .accepted: 2
            case .dispatched: 3
            case .signed, .returnAsked: 4
            case .submitted: 5
            case .revisiting: 6
            case .archived: 8
            }
        }
    }

    init(_ count: Int, node: NodeCode, now: Moment) throws {
        self.count = count
        self.node = node
        self.now = now
        guard let unit = UnitID(rawValue: Self.units[0]) else { preconditionFailure("a unit's id") }
        patterns = try Self.patterns(
            BenchMatter(at: node, handledBy: unit, now: now), TicketID(owner: node, generation: 1, counter: 1))
    }

    private static func patterns(_ matter: BenchMatter, _ id: TicketID) throws -> [Stage: Ticket] {
        var patterns: [Stage: Ticket] = [:]
        let way = matter.way(of: id)
        for stage in Stage.allCases { patterns[stage] = try matter.ticket(id, after: way.prefix(stage.steps)) }
        patterns[.returnAsked]?.assignments[0].state = .returnAsked
        return patterns
    }

    /// The `number`-th ticket, from 0, the oldest first.
    func ticket(_ number: Int) -> Ticket {
        // The open ones are spread over the whole time, as no real hotline's are: no list finds them in one place.
        let mixed = number &* 7_919 % 1_000_003
        guard var ticket = patterns[Stage(mixed)] else { preconditionFailure("there is a pattern of each stage") }
        let span = 730 * Moment.millisecondsPerDay
        let at = now.adding(milliseconds: -span + span / Int64(count) * Int64(number))
        ticket.id = TicketID(owner: node, generation: 1, counter: Self.firstCounter + Int64(number))
        ticket.rootId = ticket.id
        ticket.number = TicketNumber(day: at.day, counter: number % 90_000 + 1)
        (ticket.registeredAt, ticket.changedAt) = (at, at)
        ticket.registeredBy.person = "operator\(mixed % 30)"
        describe(&ticket.matter, mixed)
        if mixed % 11 == 0 { ticket.relatedTo = TicketID(owner: node, generation: 1, counter: 1) }
        if !ticket.revisits.isEmpty {
            ticket.revisits[0].rating = Revisit.Rating.allCases[mixed % 17 == 0 ? 1 : mixed % 3 == 0 ? 2 : 0]
        }
        let due = now.adding(milliseconds: Int64(mixed % 14 - 2) * Moment.millisecondsPerDay)
        if ticket.state != .archived { move(&ticket, to: due) }
        for index in ticket.assignments.indices {
            ticket.assignments[index].id = AssignmentID(ticket: ticket.id, number: index + 1)
            if let unit = UnitID(rawValue: Self.units[mixed % Self.units.count]) {
                ticket.assignments[index].assignee = .unit(unit)
            }
        }
        return ticket
    }

    private func describe(_ matter: inout Matter, _ mixed: Int) {
        let (town, what) = (Self.towns[mixed % 8], Self.matters[mixed / 8 % 8])
        matter.kind = MatterKind.allCases[mixed % 5]
        matter.channel = Channel.allCases[mixed / 5 % 8]
        matter.category = Self.categories[mixed % 200]
        matter.emergency = mixed % 500 == 0
        matter.title = "\(town)\(what)"
        matter.place = "\(town)\(mixed % 60 + 1)号"
        matter.content = "来电人反映\(town)\(what)，第\(mixed)号楼，希望尽快处理。"
    }

    private func move(_ ticket: inout Ticket, to due: Moment) {
        ticket.dispatchLimit?.due = due
        ticket.revisitLimit?.due = due
        for index in ticket.assignments.indices {
            ticket.assignments[index].signLimit?.due = due
            ticket.assignments[index].handlingLimit?.due = due
        }
    }
}
