import HotlineCore
import WorkCalendar

/// The way of one matter, decided by the core as a node would: what benchmarks of the core and of its lists begin with.
struct BenchMatter: Sendable {
    /// Who does what.
    typealias Step = (role: Role, command: HotlineCore.Command)

    private let ruleBook: RuleBook
    private let calendar: WorkCalendar
    private let node: NodeCode
    private let unit: UnitID
    private let now: Moment

    /// - Parameter unit: who handles it.
    init(at node: NodeCode, handledBy unit: UnitID, now: Moment) throws {
        ruleBook = try RuleBook.embedded("zezhou-2023")
        calendar = try WorkCalendar.embedded()
        (self.node, self.unit, self.now) = (node, unit, now)
    }

    /// From its registration to the archive: registered, accepted, dispatched, signed, completed, approved, revisited,
    /// archived.
    func way(of id: TicketID) -> [Step] {
        let first = AssignmentID(ticket: id, number: 1)
        return [
            (.operator, .register(Self.registration)), (.operator, .accept(Accept())),
            (.dispatcher, .dispatch(Dispatch([Dispatch.Share(assignee: .unit(unit))]))),
            (.unit, .assignment(first, .sign(Sign()))),
            (.unit, .assignment(first, .complete(Complete(form: form)))),
            (.reviewer, .assignment(first, .approveCompletion(Approve()))),
            (.reviewer, .revisit(RecordRevisit(rating: .satisfied, wasTold: true, wasSolved: true))),
            (.reviewer, .archive(Archive(category: "民生"))),
        ]
    }

    /// The ticket after some of those steps.
    func ticket(_ id: TicketID, after steps: some Sequence<Step>) throws -> Ticket {
        var ticket: Ticket?
        for step in steps {
            let events = try decide(ticket, step.command, context(step.role, id))
            ticket = events.reduce(ticket) { evolve($0, $1) }
        }
        guard let ticket else { preconditionFailure("a registration makes a ticket") }
        return ticket
    }

    private func context(_ role: Role, _ id: TicketID) -> Context {
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

    private static let registration = Register(
        matter: Matter(
            kind: .help, channel: .telephone, title: "小区停水", content: "停水已三天，无人处理。", place: "凤台小区"),
        petitioner: Petitioner(personal: PersonalFields(name: "张某", phone: "13800000000")))
}
