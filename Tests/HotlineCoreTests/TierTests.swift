import HotlineCore
import Testing
import WorkCalendar

/// Orders down and reports up, through two and three tiers.
@Suite struct TierTests {
    private let province = Network.province
    private let city = Network.city
    private let county = Network.county
    private let bureau = Network.bureau
    private let water = Network.unit("water")

    private struct Chain {
        var network: Network
        var top: TicketID
        var toCity: AssignmentID
        var toCounty: AssignmentID
        var middle: TicketID { network.nodes[Network.city]!.byOrder[toCity]! }
        var bottom: TicketID { network.nodes[Network.county]!.byOrder[toCounty]! }
    }

    /// Province → city → county → unit, everything delivered.
    private func chain() throws -> Chain {
        var network = try Network()
        let top = try network.act(province, nil, .register(.sample()))
        try network.act(province, top, .dispatch(Dispatch([.init(assignee: .node(city))])))
        try network.deliver()
        let toCity = AssignmentID(ticket: top, number: 1)
        let middle = network.ordered(city, toCity).id
        try network.act(city, middle, .dispatch(Dispatch([.init(assignee: .node(county))])))
        try network.deliver()
        let toCounty = AssignmentID(ticket: middle, number: 1)
        let bottom = network.ordered(county, toCounty).id
        try network.act(county, bottom, .dispatch(Dispatch([.init(assignee: .unit(water))])))
        try network.deliver()
        return Chain(network: network, top: top, toCity: toCity, toCounty: toCounty)
    }

    private func completeAtUnit(_ chain: inout Chain) throws {
        let bottom = chain.bottom
        let share = AssignmentID(ticket: bottom, number: 1)
        try chain.network.act(
            county, bottom, .assignment(share, .complete(Complete(form: .sample))), as: .unit, unit: water)
        try chain.network.act(county, bottom, .assignment(share, .approveCompletion(Approve())), as: .reviewer)
        try chain.network.deliver()
    }

    private func approveUp(_ chain: inout Chain) throws {
        try chain.network.act(
            city, chain.middle, .assignment(chain.toCounty, .approveCompletion(Approve())), as: .reviewer)
        try chain.network.deliver()
        try chain.network.act(
            province, chain.top, .assignment(chain.toCity, .approveCompletion(Approve())), as: .reviewer)
        try chain.network.deliver()
    }

    /// proves: CARD-4, CARD-3
    @Test func fullCircleThroughThreeTiers() throws {
        var chain = try chain()
        let bottom = chain.network.ticket(county, chain.bottom)
        #expect(bottom.rootId == chain.top && bottom.order?.state == .signed)
        #expect(chain.network.ticket(province, chain.top).assignments[0].state == .signed)
        #expect(chain.network.ticket(province, chain.top).assignments[0].below?.ticket == chain.middle)
        let share = AssignmentID(ticket: chain.bottom, number: 1)
        try chain.network.act(
            county, chain.bottom, .assignment(share, .progress(Progress(text: "抢修中"))), as: .unit, unit: water)
        try chain.network.deliver()
        #expect(chain.network.ticket(province, chain.top).assignments[0].progress.map(\.text) == ["抢修中"])
        try completeAtUnit(&chain)
        #expect(chain.network.ticket(county, chain.bottom).state == .reported)
        #expect(chain.network.ticket(city, chain.middle).assignments[0].state == .submitted)
        try approveUp(&chain)
        #expect(chain.network.ticket(province, chain.top).state == .revisiting)
        #expect(chain.network.ticket(province, chain.top).result?.result == CompletionForm.sample.result)
        try chain.network.act(
            province, chain.top, .revisit(RecordRevisit(rating: .satisfied, wasTold: true, wasSolved: true)))
        try chain.network.act(province, chain.top, .archive(Archive()))
        #expect(chain.network.ticket(county, chain.bottom).state == .reported)
        try chain.network.deliver()
        #expect(chain.network.ticket(city, chain.middle).state == .archived)
        #expect(chain.network.ticket(county, chain.bottom).state == .archived)
        // Every own change reached the node above as a newest state.
        #expect(chain.network.mirrors[city]?[chain.bottom] == chain.network.ticket(county, chain.bottom))
        #expect(chain.network.mirrors[province]?[chain.middle] == chain.network.ticket(city, chain.middle))
    }

    /// proves: ZZ20-2.2.4, ZZ23-25
    @Test func redoGoesDownToTheUnit() throws {
        var chain = try chain()
        try completeAtUnit(&chain)
        try approveUp(&chain)
        try chain.network.act(province, chain.top, .revisit(RecordRevisit(rating: .unsatisfied, reason: "仍停水")))
        try chain.network.act(province, chain.top, .redo(OrderRedo(reasons: "仍停水")))
        try chain.network.deliver()
        let unit = chain.network.ticket(county, chain.bottom).assignments[0]
        #expect(unit.round == 2 && unit.state == .dispatched)
        #expect(chain.network.ticket(province, chain.top).assignments[0].state == .signed)
        try completeAtUnit(&chain)
        try approveUp(&chain)
        #expect(chain.network.ticket(province, chain.top).state == .revisiting)
        #expect(chain.network.ticket(province, chain.top).assignments[0].round == 2)
    }

    /// proves: ZZ23-28a
    @Test func completionRefusedAboveReopensBelow() throws {
        var chain = try chain()
        try completeAtUnit(&chain)
        try chain.network.act(city, chain.middle, .assignment(chain.toCounty, .approveCompletion(Approve())))
        try chain.network.deliver()
        try chain.network.act(
            province, chain.top, .assignment(chain.toCity, .refuseCompletion(Disapprove(reasons: "未附证明"))))
        try chain.network.deliver()
        let unit = chain.network.ticket(county, chain.bottom).assignments[0]
        #expect(unit.round == 1 && unit.state == .signed)
        #expect(chain.network.ticket(city, chain.middle).state == .handling)
        try completeAtUnit(&chain)
        #expect(chain.network.ticket(city, chain.middle).assignments[0].state == .submitted)
    }

    /// proves: ZZ23-13
    @Test func returnUpwardOnlyWhenNobodyIsAtWork() throws {
        var chain = try chain()
        let ask = AskReturn(reason: "outsideScope", explanation: "不属本县", basis: "条例")
        let up = Command.assignment(chain.toCounty, .askReturn(ask))
        let refusal = #expect(throws: Refusal.self) { try chain.network.act(county, chain.bottom, up) }
        #expect(refusal?.code == .assignmentsOpen)
        let share = AssignmentID(ticket: chain.bottom, number: 1)
        try chain.network.act(county, chain.bottom, .assignment(share, .askReturn(ask)), as: .unit, unit: water)
        try chain.network.act(county, chain.bottom, .assignment(share, .approveReturn(ApproveReturn())))
        try chain.network.act(county, chain.bottom, up)
        let waiting = #expect(throws: Refusal.self) {
            try chain.network.act(county, chain.bottom, .dispatch(Dispatch([.init(assignee: .unit(water))])))
        }
        #expect(waiting?.code == .returnPending)
        try chain.network.deliver()
        #expect(chain.network.ticket(city, chain.middle).assignments[0].state == .returnAsked)
        try chain.network.act(city, chain.middle, .assignment(chain.toCounty, .approveReturn(ApproveReturn())))
        try chain.network.deliver()
        #expect(chain.network.ticket(county, chain.bottom).state == .returned)
        try chain.network.act(city, chain.middle, .dispatch(Dispatch([.init(assignee: .node(bureau))])))
        try chain.network.deliver()
        #expect(chain.network.nodes[bureau]!.tickets.count == 1)
        try chain.network.act(county, chain.bottom, .archive(Archive()))
    }

    /// proves: CARD-4; what an ordered ticket may not do by itself.
    @Test func orderedTicketIsBound() throws {
        var chain = try chain()
        for command: Command in [
            .withdraw(Withdraw(reason: "x")), .refuse(Refuse(reason: "x", guidance: "y")), .archive(Archive()),
            .revisit(RecordRevisit(rating: .unsatisfied, reason: "x")), .redo(OrderRedo(reasons: "x")),
            .transfer(HandOver(to: "110")),
        ] {
            let refusal = #expect(throws: Refusal.self) { try chain.network.act(county, chain.bottom, command) }
            #expect(refusal?.code == .boundByOrder)
        }
    }

    /// Due below is the earlier of the order's and the own limit from arrival (design section 5).
    @Test func limitsBelowAreBounded() throws {
        var network = try Network(book: "zezhou-2023")
        network.nodes[county]!.book = try RuleBook.embedded("zezhou-2020")
        let top = try network.act(city, nil, .register(.sample(.complaint)))
        try network.act(city, top, .dispatch(Dispatch([.init(assignee: .node(county))])))
        network.now = network.now.adding(hours: 24)
        try network.deliver()
        let bottom = network.ordered(county, AssignmentID(ticket: top, number: 1)).id
        try network.act(county, bottom, .dispatch(Dispatch([.init(assignee: .unit(water))])))
        let limit = network.ticket(county, bottom).assignments[0].handlingLimit
        #expect(limit?.due == network.ticket(city, top).assignments[0].handlingLimit?.due)
        #expect(limit?.boundByOrder == true)
    }

    /// proves: JY24-13.4; a county leads, a bureau's hotline and a local unit assist.
    @Test func leadAndAssistingMixed() throws {
        var network = try Network()
        let top = try network.act(city, nil, .register(.sample()))
        try network.act(city, top, .dispatch(Dispatch([
            .init(assignee: .node(county), role: .lead), .init(assignee: .node(bureau), role: .assisting),
            .init(assignee: .unit(water), role: .assisting),
        ])))
        try network.deliver()
        let lead = AssignmentID(ticket: top, number: 1)
        let helper = AssignmentID(ticket: top, number: 2)
        let leadTicket = network.ordered(county, lead).id
        try network.act(county, leadTicket, .assignment(lead, .complete(Complete(form: .sample))))
        try network.deliver()
        let early = #expect(throws: Refusal.self) {
            try network.act(city, top, .assignment(lead, .approveCompletion(Approve())))
        }
        #expect(early?.code == .assistingOpen)
        let part = CompletionForm.part
        try network.act(
            bureau, network.ordered(bureau, helper).id, .assignment(helper, .complete(Complete(form: part))))
        try network.act(
            city, top, .assignment(AssignmentID(ticket: top, number: 3), .complete(Complete(form: part))), as: .unit,
            unit: water)
        try network.deliver()
        #expect(network.ordered(county, lead).order?.contributions.count == 2)
        try network.act(city, top, .assignment(lead, .approveCompletion(Approve())))
        #expect(network.ticket(city, top).state == .revisiting)
        #expect(network.ticket(city, top).result?.result == CompletionForm.sample.result)
        try network.act(city, top, .archive(Archive(noRevisitWanted: true)))
        try network.deliver()
        #expect(network.ordered(bureau, helper).state == .archived)
    }

    /// proves: ZZ23-8a; the order says whether the border adds the contact, and never for a confidential petitioner.
    @Test(arguments: [true, false]) func contactOnlyForTheOpen(confidential: Bool) throws {
        var network = try Network()
        let top = try network.act(city, nil, .register(.sample(confidential: confidential)))
        try network.act(city, top, .dispatch(Dispatch([.init(assignee: .node(county))])))
        guard case .order(let message)? = network.wire.first?.owed, case .dispatched(let matter) = message.order else {
            Issue.record("no order owed")
            return
        }
        #expect(matter.needsContact == !confidential && matter.contact == nil)
        #expect(message.type == "cn.hotline.assignment.dispatched.v1")
    }

    /// proves: ZZ20-2.2.1; an order answered directly is the result, and can be refused above.
    @Test func answeredDirectly() throws {
        var network = try Network()
        let top = try network.act(city, nil, .register(.sample()))
        try network.act(city, top, .dispatch(Dispatch([.init(assignee: .node(county))])))
        try network.deliver()
        let order = AssignmentID(ticket: top, number: 1)
        let bottom = network.ordered(county, order).id
        try network.act(county, bottom, .assignment(order, .contact(Contact(means: "电话", reached: true))))
        try network.act(county, bottom, .answer(Answer(text: "明日恢复供水")), as: .operator)
        try network.deliver()
        #expect(network.ticket(county, bottom).state == .reported)
        #expect(network.ticket(city, top).assignments[0].completion?.form.result == "明日恢复供水")
        try network.act(city, top, .assignment(order, .refuseCompletion(Disapprove(reasons: "须派单"))))
        try network.deliver()
        #expect(network.ticket(county, bottom).state == .accepted)
    }

    /// proves: ZZ20-3.2.16, JY24-29
    @Test func directiveIsAnsweredUpward() throws {
        var network = try Network()
        let id = try network.act(county, nil, .register(.sample()))
        let issuer = Actor(person: "督办员", role: .supervisor, node: province)
        let directive = Directive(
            id: "140000-1-d1", kind: .supervision, ticket: id, rootId: id, text: "请尽快办理", issuedBy: province,
            actor: issuer, issuedAt: network.now)
        try network.run(county, id, .directive(directive), .peer(city))
        let again = #expect(throws: Refusal.self) { try network.run(county, id, .directive(directive), .peer(city)) }
        #expect(again?.code == .ticketExists)
        let answer = Command.answerDirective(AnswerDirective(directive: directive.id, text: "已办理"))
        try network.act(county, id, answer, as: .supervisor)
        #expect(network.escalations.map(\.kind) == [.answer] && network.escalations.map(\.to) == [province])
        #expect(throws: Refusal.self) { try network.act(county, id, answer) }
        try network.act(county, id, .escalate(Escalate(reason: "多部门推诿")), as: .supervisor)
        #expect(network.escalations.last?.to == city)
    }

    /// A state taken back from a mirror after a restore keeps what lost beside it.
    @Test func recovery() throws {
        var network = try Network()
        let id = try network.act(county, nil, .register(.sample()))
        let old = network.ticket(county, id)
        try network.act(county, id, .accept(Accept()))
        let mirror = try #require(network.mirrors[city]?[id])
        network.nodes[county]!.tickets[id] = old
        network.nodes[county]!.generation = 2
        let recover = Command.recover(Recover(ticket: mirror, from: city))
        try network.run(county, id, recover, .system(of: county))
        let ticket = network.ticket(county, id)
        #expect(ticket.state == .accepted && ticket.generation == 2 && ticket.revision == mirror.revision + 1)
        #expect(ticket.recoveries.first?.lost?.state == .registered)
        let same = Command.recover(Recover(ticket: ticket, from: city))
        let refusal = #expect(throws: Refusal.self) { try network.run(county, id, same, .system(of: county)) }
        #expect(refusal?.code == .notNewer)
        // A variant that is not newer loses, on record.
        try network.run(county, id, recover, .system(of: county))
        let after = network.ticket(county, id)
        #expect(after.state == .accepted && after.revision == ticket.revision + 1 && after.recoveries.count == 2)
    }
}
