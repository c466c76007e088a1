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
    private let count: Int

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
    }

    init(_ count: Int, node: NodeCode, now: Moment) throws {
        self.count = count
        self.node = node
        self.now = now
        patterns = try Self.patterns(ListsMaker(node: node, now: now))
    }

    private static func patterns(_ maker: ListsMaker) throws -> [Stage: Ticket] {
        var patterns: [Stage: Ticket] = [:]
        patterns[.registered] = try maker.ticket(after: [])
        patterns[.accepted] = try maker.ticket(after: [maker.accept])
        let dispatched = [maker.accept, maker.dispatch]
        patterns[.dispatched] = try maker.ticket(after: dispatched)
        patterns[.signed] = try maker.ticket(after: dispatched + [maker.sign])
        patterns[.returnAsked] = patterns[.signed]
        patterns[.returnAsked]?.assignments[0].state = .returnAsked
        let submitted = dispatched + [maker.sign, maker.complete]
        patterns[.submitted] = try maker.ticket(after: submitted)
        let revisiting = submitted + [maker.approve]
        patterns[.revisiting] = try maker.ticket(after: revisiting)
        patterns[.archived] = try maker.ticket(after: revisiting + [maker.revisit, maker.archive])
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

/// Takes one matter as far as it is told, by the core's decisions.
struct ListsMaker: Sendable {
    private let ruleBook: RuleBook
    private let calendar: WorkCalendar
    private let node: NodeCode
    private let unit: UnitID
    private let id: TicketID
    private let now: Moment

    init(node: NodeCode, now: Moment) throws {
        ruleBook = try RuleBook.embedded("zezhou-2023")
        calendar = try WorkCalendar.embedded()
        guard let unit = UnitID(rawValue: ListsTickets.units[0]) else { preconditionFailure("a unit's id") }
        (self.node, self.unit, self.now) = (node, unit, now)
        id = TicketID(owner: node, generation: 1, counter: 1)
    }

    typealias Step = (role: Role, command: HotlineCore.Command)

    var accept: Step { (.operator, .accept(Accept())) }
    var dispatch: Step { (.dispatcher, .dispatch(Dispatch([Dispatch.Share(assignee: .unit(unit))]))) }
    var sign: Step { (.unit, .assignment(first, .sign(Sign()))) }
    var complete: Step { (.unit, .assignment(first, .complete(Complete(form: form)))) }
    var approve: Step { (.reviewer, .assignment(first, .approveCompletion(Approve()))) }
    var revisit: Step { (.reviewer, .revisit(RecordRevisit(rating: .satisfied, wasTold: true, wasSolved: true))) }
    var archive: Step { (.reviewer, .archive(Archive(category: "民生"))) }

    func ticket(after steps: [Step]) throws -> Ticket {
        let register = Register(
            matter: Matter(kind: .help, channel: .telephone, title: "停水", content: "停水三天", place: "下村镇"),
            petitioner: Petitioner(personal: PersonalFields(name: "张某", phone: "13800000000")))
        var ticket = try decide(nil, .register(register), context(.operator)).reduce(nil as Ticket?) { evolve($0, $1) }
        for step in steps {
            ticket = try decide(ticket, step.command, context(step.role)).reduce(ticket) { evolve($0, $1) }
        }
        guard let ticket else { preconditionFailure("a registration makes a ticket") }
        return ticket
    }

    private var first: AssignmentID { AssignmentID(ticket: id, number: 1) }

    private func context(_ role: Role) -> Context {
        Context(
            actor: Actor(person: "bench", role: role, unit: role == .unit ? unit : nil, node: node), node: node,
            generation: 1, now: now, ruleBook: ruleBook, calendar: calendar,
            facts: Facts(
                newTicket: Facts.NewTicket(id: id, number: TicketNumber(day: now.day, counter: 1)),
                units: [unit: Facts.KnownUnit(name: "县水务局")]))
    }

    private var form: CompletionForm {
        CompletionForm(
            handling: "抢修主管网", result: "已恢复供水", unit: "县水务局", person: "李某", handledAt: now,
            reply: CompletionForm.Reply(at: now, means: "电话", content: "已告知恢复供水"))
    }
}
