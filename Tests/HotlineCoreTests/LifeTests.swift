import HotlineCore
import Testing
import WorkCalendar

/// The life of a node's own ticket, with units.
@Suite struct LifeTests {
    private let county = Network.county
    private let water = Network.unit("water")
    private let town = Network.unit("town")

    private func dispatched(
        _ network: inout Network, _ shares: [Dispatch.Share], _ kind: MatterKind = .help, confidential: Bool = false
    ) throws -> TicketID {
        let id = try network.act(county, nil, .register(.sample(kind, confidential: confidential)), as: .operator)
        try network.act(county, id, .accept(Accept()), as: .operator)
        try network.act(county, id, .dispatch(Dispatch(shares)), as: .dispatcher)
        return id
    }

    private func first(_ id: TicketID, _ number: Int = 1) -> AssignmentID { AssignmentID(ticket: id, number: number) }

    private func code(
        _ network: Network, _ id: TicketID, _ command: Command, as role: Role = .admin, unit: UnitID? = nil
    ) -> Refusal.Code? {
        var copy = network
        do throws(Refusal) {
            try copy.act(county, id, command, as: role, unit: unit)
            return nil
        } catch { return error.code }
    }

    /// proves: ZZ23-16, ZZ23-28a, ZZ23-24
    @Test func oneUnitToTheArchive() throws {
        var network = try Network()
        let id = try dispatched(&network, [.init(assignee: .unit(water))])
        var ticket = network.ticket(county, id)
        #expect(ticket.state == .handling && ticket.rootId == id)
        // Monday 2026-09-14 + 5 working days; Sunday the 20th is worked.
        #expect(ticket.assignments[0].handlingLimit?.dueDate.description == "2026-09-20")
        try network.act(county, id, .assignment(first(id), .sign(Sign())), as: .unit, unit: water)
        try network.act(county, id, .assignment(first(id), .progress(Progress(text: "抢修中"))), as: .unit, unit: water)
        try network.act(
            county, id, .assignment(first(id), .complete(Complete(form: .sample))), as: .unit, unit: water)
        #expect(network.ticket(county, id).assignments[0].state == .submitted)
        try network.act(
            county, id, .assignment(first(id), .refuseCompletion(Disapprove(reasons: "未附回复记录"))), as: .reviewer)
        #expect(network.ticket(county, id).assignments[0].state == .signed)
        try network.act(
            county, id, .assignment(first(id), .complete(Complete(form: .sample))), as: .unit, unit: water)
        try network.act(county, id, .assignment(first(id), .approveCompletion(Approve())), as: .reviewer)
        ticket = network.ticket(county, id)
        #expect(ticket.state == .revisiting && ticket.result?.result == CompletionForm.sample.result)
        #expect(ticket.revisitLimit?.dueDate.description == "2026-09-16")
        try network.act(
            county, id, .revisit(RecordRevisit(rating: .satisfied, wasTold: true, wasSolved: true)), as: .reviewer)
        try network.act(county, id, .archive(Archive()), as: .reviewer)
        #expect(network.ticket(county, id).state == .archived)
        #expect(code(network, id, .supplement(AddSupplement(text: "再说"))) == .archived)
    }

    /// proves: ZZ23-12, ZZ23-13
    @Test func returnRefusedThenApprovedThenDispatchedAnew() throws {
        var network = try Network()
        let id = try dispatched(&network, [.init(assignee: .unit(water))])
        let ask = AskReturn(reason: "notOurDuty", explanation: "属乡镇管理", basis: "三定方案")
        let empty = AskReturn(reason: "", explanation: "")
        #expect(code(network, id, .assignment(first(id), .askReturn(empty))) == .missingFields)
        let unknown = AskReturn(reason: "tired", explanation: "x")
        #expect(code(network, id, .assignment(first(id), .askReturn(unknown))) == .invalidField)
        try network.act(county, id, .assignment(first(id), .askReturn(ask)), as: .unit, unit: water)
        #expect(code(network, id, .assignment(first(id), .complete(Complete(form: .sample)))) == .returnPending)
        try network.act(
            county, id, .assignment(first(id), .refuseReturn(Disapprove(reasons: "属本单位职责"))), as: .reviewer)
        #expect(network.ticket(county, id).assignments[0].state == .signed)
        try network.act(county, id, .assignment(first(id), .askReturn(ask)), as: .unit, unit: water)
        try network.act(county, id, .assignment(first(id), .approveReturn(ApproveReturn())), as: .reviewer)
        #expect(network.ticket(county, id).state == .accepted)
        try network.act(county, id, .dispatch(Dispatch([.init(assignee: .unit(town))])), as: .dispatcher)
        let ticket = network.ticket(county, id)
        #expect(ticket.state == .handling && ticket.assignments[0].replaced)
        #expect(ticket.assignments[1].state == .dispatched)
    }

    /// proves: ZZ23-12.4, ZZ23-12.1; two days from the next day: Monday's order until Wednesday.
    @Test func returnWindow() throws {
        var network = try Network()
        let id = try dispatched(&network, [.init(assignee: .unit(water))])
        let ask = AskReturn(reason: "notOurDuty", explanation: "x", basis: "三定方案")
        network.now = Moment("2026-09-16T23:59:59.999+08:00")!
        #expect(code(network, id, .assignment(first(id), .askReturn(ask))) == nil)
        network.now = Moment("2026-09-17T00:00:00+08:00")!
        #expect(code(network, id, .assignment(first(id), .askReturn(ask))) == .returnTooLate)
        let free = AskReturn(reason: "registrationError", explanation: "登记错误")
        #expect(code(network, id, .assignment(first(id), .askReturn(free))) == nil)
    }

    /// proves: JY24-13.1b, JY24-13.1a, JY24-13.2
    @Test func jiyuanCountsFromSigning() throws {
        var network = try Network(book: "jiyuan-2024")
        network.now = Moment("2026-09-18T18:00:00+08:00")!
        let id = try dispatched(&network, [.init(assignee: .unit(water))], .consultation)
        var share = network.ticket(county, id).assignments[0]
        // Saturday is skipped, Sunday the 20th is worked.
        #expect(share.signLimit?.due.description == "2026-09-20T18:00:00.000+08:00")
        #expect(share.handlingLimit?.dueDate.description == "2026-09-22")
        network.now = Moment("2026-09-18T19:00:00+08:00")!
        try network.act(county, id, .assignment(first(id), .sign(Sign())), as: .unit, unit: water)
        share = network.ticket(county, id).assignments[0]
        #expect(share.handlingLimit?.dueDate.description == "2026-09-21" && !share.signedLate)
        network.now = Moment("2026-09-20T19:00:00+08:00")!
        let ask = AskReturn(reason: "notOurDuty", explanation: "x", basis: "三定方案")
        try network.act(county, id, .assignment(first(id), .askReturn(ask)), as: .unit, unit: water)
        #expect(network.ticket(county, id).assignments[0].returnRequest?.late == true)
    }

    /// proves: ZZ23-10.3
    @Test func severalIndependentShares() throws {
        var network = try Network()
        let id = try dispatched(&network, [.init(assignee: .unit(water)), .init(assignee: .unit(town))])
        for (number, unit) in [(1, water), (2, town)] {
            #expect(network.ticket(county, id).state == .handling)
            let share = first(id, number)
            try network.act(county, id, .assignment(share, .complete(Complete(form: .sample))), as: .unit, unit: unit)
            try network.act(county, id, .assignment(share, .approveCompletion(Approve())), as: .reviewer)
        }
        let ticket = network.ticket(county, id)
        #expect(ticket.state == .revisiting && ticket.result?.result == "已恢复供水\n已恢复供水")
    }

    /// proves: ZZ23-10.4, JY24-13.4
    @Test func leadWaitsForTheAssisting() throws {
        var network = try Network()
        let id = try dispatched(&network, [
            .init(assignee: .unit(water), role: .lead), .init(assignee: .unit(Network.unit("union")), role: .assisting),
        ])
        let complete = AssignmentCommand.complete(Complete(form: .sample))
        #expect(code(network, id, .assignment(first(id), complete), as: .unit, unit: water) == .assistingOpen)
        // An assisting unit answers no petitioner: no reply is asked of it, and nobody reviews it.
        let part = CompletionForm.part
        try network.act(
            county, id, .assignment(first(id, 2), .complete(Complete(form: part))), as: .unit,
            unit: Network.unit("union"))
        #expect(network.ticket(county, id).assignments[1].state == .completed)
        try network.act(county, id, .assignment(first(id), complete), as: .unit, unit: water)
        try network.act(county, id, .assignment(first(id), .approveCompletion(Approve())), as: .reviewer)
        #expect(network.ticket(county, id).result?.result == CompletionForm.sample.result)
    }

    /// proves: ZZ23-10.4
    @Test(arguments: [
        [Dispatch.Share(assignee: .unit(Network.unit("water")), role: .lead)],
        [.init(assignee: .unit(Network.unit("water")), role: .assisting)],
        [.init(assignee: .unit(Network.unit("water"))), .init(assignee: .unit(Network.unit("water")))],
        [.init(assignee: .unit(Network.unit("water"))), .init(assignee: .unit(Network.unit("town")), role: .assisting)],
        [.init(assignee: .unit(Network.unit("union")))],
    ])
    func impossibleShares(shares: [Dispatch.Share]) throws {
        var network = try Network()
        let id = try network.act(county, nil, .register(.sample()))
        #expect(code(network, id, .dispatch(Dispatch(shares))) == .impossibleShares)
    }

    @Test func unknownAssignees() throws {
        var network = try Network()
        let id = try network.act(county, nil, .register(.sample()))
        for name in ["old", "nowhere"] {
            let dispatch = Dispatch([.init(assignee: .unit(Network.unit(name)))])
            #expect(code(network, id, .dispatch(dispatch)) == .unknownUnit)
        }
        #expect(code(network, id, .dispatch(Dispatch([.init(assignee: .node(Network.city))]))) == .unknownNode)
        #expect(code(network, id, .dispatch(Dispatch([]))) == .missingFields)
    }

    /// proves: ZZ23-24, ZZ23-25, ZZ23-28b
    @Test func redoOnceWithoutReturn() throws {
        var network = try Network()
        let id = try dispatched(&network, [.init(assignee: .unit(water))])
        func finish(_ network: inout Network) throws {
            try network.act(county, id, .assignment(first(id), .complete(Complete(form: .sample))))
            try network.act(county, id, .assignment(first(id), .approveCompletion(Approve())))
        }
        try finish(&network)
        #expect(code(network, id, .revisit(RecordRevisit(rating: .unsatisfied))) == .missingFields)
        try network.act(county, id, .revisit(RecordRevisit(rating: .unsatisfied, reason: "仍停水")), as: .reviewer)
        #expect(code(network, id, .archive(Archive())) == .redoRequired)
        try network.act(county, id, .redo(OrderRedo(reasons: "仍停水")), as: .reviewer)
        let share = network.ticket(county, id).assignments[0]
        #expect(share.round == 2 && share.state == .dispatched && share.id == first(id))
        let ask = AskReturn(reason: "notOurDuty", explanation: "x", basis: "三定方案")
        #expect(code(network, id, .assignment(first(id), .askReturn(ask))) == .returnExcluded)
        try finish(&network)
        try network.act(county, id, .revisit(RecordRevisit(rating: .unsatisfied, reason: "仍停水")))
        #expect(network.ticket(county, id).revisits.map(\.round) == [1, 2])
        #expect(code(network, id, .redo(OrderRedo(reasons: "再办"))) == .redoExhausted)
        try network.act(county, id, .archive(Archive()))
    }

    /// proves: ZZ23-24
    @Test func exceptionNeedsNoRedo() throws {
        var network = try Network()
        let id = try dispatched(&network, [.init(assignee: .unit(water))])
        try network.act(county, id, .assignment(first(id), .complete(Complete(form: .sample))))
        try network.act(county, id, .assignment(first(id), .approveCompletion(Approve())))
        #expect(code(network, id, .archive(Archive())) == .notNow)
        #expect(
            code(network, id, .revisit(RecordRevisit(rating: .satisfied, wasTold: false))) == .invalidField)
        #expect(code(network, id, .revisit(RecordRevisit(rating: .satisfied, wasTold: true))) == .missingFields)
        let unknown = RecordRevisit(rating: .unsatisfied, reason: "x", exception: "mood")
        #expect(code(network, id, .revisit(unknown)) == .invalidField)
        try network.act(
            county, id, .revisit(RecordRevisit(rating: .unsatisfied, reason: "x", exception: "mediated")))
        #expect(code(network, id, .redo(OrderRedo(reasons: "x"))) == .redoUnfounded)
        try network.act(county, id, .archive(Archive()))
    }

    /// proves: JY24-14.1; 7 + 2 working days from first receipt, or the next working day.
    /// Received Monday the 14th: 14, 15, 16, 17, 18, 20 (make-up), 21, 22, 23.
    @Test(arguments: [("2026-09-21T10:00:00+08:00", "2026-09-23"), ("2026-11-20T10:00:00+08:00", "2026-11-23")])
    func jiyuanRedo(redoAt: String, expected: String) throws {
        var network = try Network(book: "jiyuan-2024")
        let id = try dispatched(&network, [.init(assignee: .unit(water))], .complaint)
        try network.act(county, id, .assignment(first(id), .complete(Complete(form: .sample))))
        try network.act(county, id, .assignment(first(id), .approveCompletion(Approve())))
        try network.act(county, id, .revisit(RecordRevisit(rating: .unsatisfied, reason: "未解决")))
        network.now = Moment(redoAt)!
        try network.act(county, id, .redo(OrderRedo(reasons: "未解决")))
        #expect(network.ticket(county, id).assignments[0].handlingLimit?.dueDate.description == expected)
    }

    /// proves: ZZ23-22.3
    @Test func withdrawal() throws {
        var network = try Network()
        let id = try dispatched(&network, [.init(assignee: .unit(water))])
        try network.act(county, id, .withdraw(Withdraw(reason: "已解决")), as: .operator)
        let ticket = network.ticket(county, id)
        #expect(ticket.state == .withdrawn && ticket.assignments[0].state == .withdrawn)
        try network.act(county, id, .archive(Archive()))
    }

    /// proves: ZZ23-10.1, ZZ23-9
    @Test func endsWithoutAssignment() throws {
        var network = try Network()
        let ends: [(Command, TicketState)] = [
            (.answer(Answer(text: "请到政务大厅")), .answered),
            (.refuse(Refuse(reason: "jurisdiction", guidance: "向市热线反映")), .refused),
            (.transfer(HandOver(to: "110")), .transferred),
        ]
        for (command, state) in ends {
            let id = try network.act(county, nil, .register(.sample()))
            try network.act(county, id, command, as: .operator)
            #expect(network.ticket(county, id).state == state)
            try network.act(county, id, .archive(Archive()), as: .reviewer)
        }
    }

    /// proves: JY24-11, ZZ23-8b
    @Test func intakeNamesEverythingMissing() throws {
        var network = try Network(book: "jiyuan-2024")
        let empty = Register(
            matter: Matter(kind: .help, channel: .telephone, title: " ", content: "", place: ""),
            petitioner: Petitioner())
        let refusal = #expect(throws: Refusal.self) { try network.act(county, nil, .register(empty)) }
        #expect(refusal?.missing == ["title", "content", "place", "occurredAt", "petitioner.phone"])
        var anonymous = Register.sample(confidential: true)
        anonymous.needsIdentity = true
        let identity = #expect(throws: Refusal.self) { try network.act(county, nil, .register(anonymous)) }
        #expect(identity?.code == .identityRequired)
    }

    /// proves: ZZ23-21, JY24-13.4
    @Test func completionFormNamesEverythingMissing() throws {
        var network = try Network()
        let open = try dispatched(&network, [.init(assignee: .unit(water))])
        let refusal = #expect(throws: Refusal.self) {
            try network.act(county, open, .assignment(first(open), .complete(Complete(form: CompletionForm()))))
        }
        #expect(refusal?.missing == [
            "handling", "result", "handledAt", "reply.at", "reply.means", "reply.content",
        ])
        let exempt = CompletionForm(
            handling: "x", result: "y", handledAt: network.now, reply: .init(exemption: "noReplyWanted"))
        #expect(code(network, open, .assignment(first(open), .complete(Complete(form: exempt)))) == nil)
        // The hotline answers a confidential petitioner from the unit's result.
        let hidden = try dispatched(&network, [.init(assignee: .unit(water))], confidential: true)
        let form = CompletionForm(handling: "x", result: "y", handledAt: network.now)
        #expect(code(network, hidden, .assignment(first(hidden), .complete(Complete(form: form)))) == nil)
    }

    /// proves: ZZ23-47; a unit acts on its own shares only, others not on its behalf.
    @Test func whoMayAct() throws {
        var network = try Network()
        let id = try dispatched(&network, [.init(assignee: .unit(water))])
        let sign = Command.assignment(first(id), .sign(Sign()))
        #expect(code(network, id, sign, as: .unit, unit: water) == nil)
        #expect(code(network, id, sign, as: .unit, unit: town) == .notAuthorised)
        #expect(code(network, id, sign, as: .auditor) == .notAuthorised)
        #expect(code(network, id, .withdraw(Withdraw(reason: "x")), as: .unit, unit: water) == .notAuthorised)
        #expect(code(network, id, .dispatch(Dispatch([])), as: .operator) == .notAuthorised)
    }
}
