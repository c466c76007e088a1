import HotlineCore
import WorkCalendar

/// How many decisions a second the core takes on tickets in memory, each with the ticket after it.
struct CoreDecisions: Sendable {
    private let ruleBook: RuleBook
    private let calendar: WorkCalendar
    private let node: NodeCode
    private let unit: UnitID
    private let now: Moment

    init() throws {
        ruleBook = try RuleBook.embedded("zezhou-2023")
        calendar = try WorkCalendar.embedded()
        guard let node = NodeCode(rawValue: "140525"), let unit = UnitID(rawValue: "water"),
            let now = Moment("2026-09-18T16:00:00+08:00")
        else { preconditionFailure("these are a node's code, a unit's id and a time") }
        (self.node, self.unit, self.now) = (node, unit, now)
    }

    func perSecond(for duration: Duration) throws -> Double {
        let watch = Stopwatch()
        var count = 0
        var ticket: Int64 = 0
        while watch.elapsed < duration {
            ticket += 1
            count += try handle(ticket)
        }
        return Double(count) / watch.seconds
    }

    /// Takes one matter from its registration to the approval of its completion; returns the decisions.
    private func handle(_ counter: Int64) throws -> Int {
        let id = TicketID(owner: node, generation: 1, counter: counter)
        let first = AssignmentID(ticket: id, number: 1)
        let steps: [(Role, HotlineCore.Command)] = [
            (.operator, .register(Self.matter)), (.operator, .accept(Accept())),
            (.dispatcher, .dispatch(Dispatch([Dispatch.Share(assignee: .unit(unit))]))),
            (.unit, .assignment(first, .sign(Sign()))),
            (.unit, .assignment(first, .complete(Complete(form: form)))),
            (.reviewer, .assignment(first, .approveCompletion(Approve()))),
        ]
        var ticket: Ticket?
        for (role, command) in steps {
            let events = try decide(ticket, command, context(role, id))
            ticket = events.reduce(ticket) { evolve($0, $1) }
        }
        return steps.count
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

    private static let matter = Register(
        matter: Matter(
            kind: .help, channel: .telephone, title: "小区停水", content: "停水已三天，无人处理。", place: "凤台小区"),
        petitioner: Petitioner(personal: PersonalFields(name: "张某", phone: "13800000000")))
}
