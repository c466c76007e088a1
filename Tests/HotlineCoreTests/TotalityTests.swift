import HotlineCore
import Testing
import WorkCalendar

/// Every state meets every command: an effect, or a typed refusal that says why and what to do.
@Suite struct TotalityTests {
    /// A ticket that holds one assignment to a unit, one to a node, and where asked an order from above.
    private func subject(ordered: Bool) throws -> (Network, Ticket) {
        var network = try Network()
        var id: TicketID
        if ordered {
            let top = try network.act(Network.province, nil, .register(.sample()))
            try network.act(Network.province, top, .dispatch(Dispatch([.init(assignee: .node(Network.city))])))
            try network.deliver()
            id = network.ordered(Network.city, AssignmentID(ticket: top, number: 1)).id
        } else {
            id = try network.act(Network.city, nil, .register(.sample()))
        }
        id = try network.act(Network.city, id, .dispatch(Dispatch([
            .init(assignee: .unit(Network.unit("water"))), .init(assignee: .node(Network.county)),
        ])))
        return (network, network.ticket(Network.city, id))
    }

    private static let assignmentCommands: [AssignmentCommand] = [
        .sign(Sign()), .askReturn(AskReturn(reason: "notOurDuty", explanation: "x", basis: "y")),
        .approveReturn(ApproveReturn()), .extend(.sample), .approveExtension(Approve()),
        .refuseExtension(Disapprove(reasons: "x")), .defer(.sample), .approveDeferral(Approve()),
        .refuseDeferral(Disapprove(reasons: "x")), .strikeOff(.sample), .contest(ContestRating(reasons: "x")),
        .decideContest(DecideContest(upheld: true, reasons: "x")),
        .refuseReturn(Disapprove(reasons: "x")), .progress(Progress(text: "x")),
        .contact(Contact(means: "电话", reached: true)), .forward(Forward(section: "供水科")),
        .complete(Complete(form: .sample)),
        .approveCompletion(Approve()), .refuseCompletion(Disapprove(reasons: "x")),
    ]

    private static let ticketCommands: [Command] = [
        .register(.sample()), .accept(Accept()), .refuse(Refuse(reason: "jurisdiction", guidance: "y")),
        .transfer(HandOver(to: "110")), .answer(Answer(text: "x")),
        .dispatch(Dispatch([.init(assignee: .unit(Network.unit("town")))])), .supplement(AddSupplement(text: "x")),
        .attach(.sample(0)),
        .withdraw(Withdraw(reason: "x")), .revisit(RecordRevisit(rating: .unsatisfied, reason: "x")),
        .redo(OrderRedo(reasons: "x")), .archive(Archive(noRevisitWanted: true)),
        .answerDirective(AnswerDirective(directive: "d", text: "x")), .escalate(Escalate(reason: "x")),
        .correct(Correct(title: "新标题", reason: "x")), .supervise(Supervise(means: "reminder", text: "x")),
        .answerSupervision(AnswerSupervision(supervision: "1", text: "x")),
        .dismissProposal(DismissProposal(trigger: "overdue", reason: "x")),
    ]

    @Test(arguments: TicketState.allCases, [true, false])
    func everyTicketCommandInEveryState(state: TicketState, ordered: Bool) throws {
        var (network, ticket) = try subject(ordered: ordered)
        ticket.state = state
        let admin = Actor(person: "a", role: .admin, node: Network.city)
        for command in Self.ticketCommands {
            let closedByTable = TicketRule.row(for: command.verb)?.refusal(for: ticket)
            do throws(Refusal) {
                let events = try decide(ticket, command, network.context(Network.city, admin))
                #expect(!events.isEmpty && closedByTable == nil)
                #expect(events.map(\.revision) == events.indices.map { ticket.revision + 1 + Int64($0) })
                #expect(state != .archived)
            } catch {
                #expect(!error.message.isEmpty && !error.cure.isEmpty)
                if let closedByTable { #expect(error == closedByTable) }
            }
        }
        network.nodes[Network.city]!.tickets[ticket.id] = ticket
    }

    @Test(arguments: AssignmentState.allCases, TicketState.allCases)
    func everyAssignmentCommandInEveryState(state: AssignmentState, ticketState: TicketState) throws {
        var (network, ticket) = try subject(ordered: true)
        ticket.state = ticketState
        ticket.order?.state = state
        for index in ticket.assignments.indices { ticket.assignments[index].state = state }
        let order = try #require(ticket.order?.assignment)
        let admin = Actor(person: "a", role: .admin, node: Network.city)
        for id in ticket.assignments.map(\.id) + [order] {
            for command in Self.assignmentCommands {
                let rule = try #require(AssignmentRule.row(for: command.verb))
                do throws(Refusal) {
                    let events = try decide(ticket, .assignment(id, command), network.context(Network.city, admin))
                    #expect(!events.isEmpty && rule.refusal(in: state, onOrder: id == order) == nil)
                } catch {
                    #expect(!error.message.isEmpty && !error.cure.isEmpty)
                }
            }
        }
        network.wire = []
    }

    @Test func everyVerbHasARowOrAHandler() {
        let elsewhere: Set<Verb> = [
            .register, .receiveOrder, .instruction, .report, .directive, .answerDirective, .escalate, .skipOrdinal,
            .recover, .timer,
        ]
        for verb in Verb.allCases {
            let rows = (TicketRule.row(for: verb) == nil ? 0 : 1) + (AssignmentRule.row(for: verb) == nil ? 0 : 1)
            #expect(rows == (elsewhere.contains(verb) ? 0 : 1), "\(verb)")
            #expect(!Authority.roles(for: verb).isEmpty)
        }
        #expect(Set(Refusal.Code.allCases.map { Refusal($0, "", cure: "").urn }).count == Refusal.Code.allCases.count)
    }

    @Test(arguments: TotalityTests.ticketCommands.filter { $0.verb != .register })
    func withoutATicket(command: Command) throws {
        let network = try Network()
        let admin = Actor(person: "a", role: .admin, node: Network.city)
        let refusal = #expect(throws: Refusal.self) { try decide(nil, command, network.context(Network.city, admin)) }
        #expect(refusal?.code == .unknownTicket)
    }

    /// proves: ZZ23-47; the auditor changes nothing.
    @Test func auditorsAndKnowledgeChangeNothing() {
        for verb in Verb.allCases {
            for role in [Role.auditor, .knowledge] {
                let actor = Actor(person: "x", role: role, node: Network.city)
                #expect(Authority.refusal(actor, verb)?.code == .notAuthorised)
            }
        }
    }
}
