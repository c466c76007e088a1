import HotlineCore
import NodeCore
import Storage
import SyncProtocol
import Testing
import WorkCalendar

/// What may happen to an order on its way through two tiers.
@Suite(.timeLimit(.minutes(3))) struct LifeTests {
    private let city = Plan.city
    private let county = Plan.county

    /// The city's ticket, ordered down to the county, which has signed.
    private func signed() throws -> (TestNetwork, top: TicketID, order: AssignmentID, bottom: TicketID) {
        let network = try TestNetwork(.pair)
        let top = try network.register(city)
        let order = try network.order(city, top, to: county)
        try network.settle()
        let bottom = try network.ordered(county, order).id
        try network.act(county, bottom, .accept(Accept()))
        try network.settle()
        return (network, top, order, bottom)
    }

    /// ZZ23-24: unsatisfied, the matter goes to the same assignees in the next round, and its result comes up again.
    @Test func redoRunsTheNextRound() throws {
        let (network, top, order, bottom) = try signed()
        let unit = try network.dispatch(county, bottom, .init(assignee: .unit(Plan.water)))[0]
        try network.act(county, bottom, .assignment(unit, .complete(Complete(form: .sample))))
        try network.act(county, bottom, .assignment(unit, .approveCompletion(Approve())))
        try network.settle()
        try network.act(city, top, .assignment(order, .approveCompletion(Approve())))
        try network.act(city, top, .revisit(RecordRevisit(rating: .unsatisfied, reason: "又停了")))
        try network.act(city, top, .redo(OrderRedo(reasons: "又停了")))
        try network.settle()
        #expect(try network.ticket(county, bottom).order?.round == 2)
        #expect(try network.ticket(county, bottom).assignments[0].round == 2)
        try network.act(county, bottom, .assignment(unit, .complete(Complete(form: .sample))))
        try network.act(county, bottom, .assignment(unit, .approveCompletion(Approve())))
        try network.settle()
        let assignment = try network.ticket(city, top).assignments[0]
        #expect(assignment.round == 2 && assignment.state == .submitted)
    }

    /// ZZ23-12, ZZ23-13: returned with a reason, approved above, dispatched anew to a unit.
    @Test func returnIsFollowedByASecondDispatch() throws {
        let (network, top, order, bottom) = try signed()
        let ask = AskReturn(reason: "outsideScope", explanation: "不属于本县", basis: "职责清单")
        try network.act(county, bottom, .assignment(order, .askReturn(ask)))
        try network.settle()
        try network.act(city, top, .assignment(order, .approveReturn(ApproveReturn())))
        try network.settle()
        #expect(try network.ticket(county, bottom).state == .returned)
        let unit = try network.dispatch(city, top, .init(assignee: .unit(Plan.town)))[0]
        try network.act(city, top, .assignment(unit, .complete(Complete(form: .sample))))
        try network.act(city, top, .assignment(unit, .approveCompletion(Approve())))
        #expect(try network.ticket(city, top).state == .revisiting)
    }

    /// The assigner's decision stands: the completion that crosses it is late on both timelines.
    @Test func withdrawalCrossesCompletion() throws {
        let (network, top, order, bottom) = try signed()
        network.cut = [.init(city, county)]
        try network.act(county, bottom, .assignment(order, .complete(Complete(form: .sample))))
        try network.act(city, top, .withdraw(Withdraw(reason: "诉求人撤回")))
        try network.settle()
        network.cut = []
        try network.settle()
        #expect(try network.ticket(city, top).state == .withdrawn)
        #expect(try network.ticket(county, bottom).state == .withdrawn)
        #expect(try network.ticket(city, top).late.map(\.why) == [.withdrawn])
        #expect(try network.ticket(county, bottom).late.map(\.direction) == [.sent])
        #expect(try network.timeline(city, top).contains("message.late"))
        #expect(try network.timeline(county, bottom).contains("message.late"))
    }

    /// JY24-13.4: what the assisting unit of the city did is told to the county as lead, which answers for all.
    @Test func leadAnswersWithWhatAssistingDid() throws {
        let network = try TestNetwork(.pair)
        let top = try network.register(city)
        let shares = try network.dispatch(
            city, top, .init(assignee: .node(county), role: .lead),
            .init(assignee: .unit(Plan.town), role: .assisting))
        try network.settle()
        let bottom = try network.ordered(county, shares[0]).id
        try network.act(city, top, .assignment(shares[1], .complete(Complete(form: .sample))))
        try network.settle()
        #expect(try network.ticket(county, bottom).order?.contributions.map(\.from) == [.unit(Plan.town)])
        try network.act(county, bottom, .assignment(shares[0], .complete(Complete(form: .sample))))
        try network.settle()
        try network.act(city, top, .assignment(shares[0], .approveCompletion(Approve())))
        #expect(try network.ticket(city, top).state == .revisiting)
    }

    /// A supplement reaches whoever is at work below, through every tier.
    @Test func supplementGoesDown() throws {
        let network = try TestNetwork(.three)
        let top = try network.register(Plan.province)
        let first = try network.order(Plan.province, top, to: city)
        try network.settle()
        let second = try network.order(city, try network.ordered(city, first).id, to: county)
        try network.settle()
        try network.act(Plan.province, top, .supplement(AddSupplement(text: "三楼也停了")))
        try network.settle()
        #expect(try network.ordered(county, second).supplements.map(\.text) == ["三楼也停了"])
    }
}
