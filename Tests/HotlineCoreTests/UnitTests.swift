import HotlineCore
import Testing
import WorkCalendar

/// What goes on inside a unit, what it said by other channels, and letters that go down with a redo.
@Suite struct UnitTests {
    private let city = Network.city
    private let county = Network.county
    private let water = Network.unit("water")

    private func toCounty(_ book: String) throws -> (Network, TicketID, AssignmentID, TicketID) {
        var network = try Network(book: book)
        let top = try network.act(city, nil, .register(.sample()))
        try network.act(city, top, .dispatch(Dispatch([.init(assignee: .node(county))])))
        try network.deliver()
        let order = AssignmentID(ticket: top, number: 1)
        return (network, top, order, network.ordered(county, order).id)
    }

    private func code(_ body: () throws -> Void) -> Refusal.Code? {
        (#expect(throws: Refusal.self) { try body() })?.code
    }

    /// proves: ZZ20-2.2.2
    @Test func onlyUnitsForwardInside() throws {
        var (network, top, order, bottom) = try toCounty("zezhou-2023")
        let forward = AssignmentCommand.forward(Forward(section: "供水科"))
        #expect(code { try network.act(city, top, .assignment(order, forward)) } == .notAuthorised)
        #expect(code { try network.act(county, bottom, .assignment(order, forward)) } == .boundByOrder)
        try network.act(county, bottom, .dispatch(Dispatch([.init(assignee: .unit(water))])))
        let share = AssignmentID(ticket: bottom, number: 1)
        try network.act(county, bottom, .assignment(share, forward), as: .unit, unit: water)
        let forwarded = try #require(network.ticket(county, bottom).assignments[0].forwards.first)
        #expect(forwarded.due == network.ticket(county, bottom).assignments[0].handlingLimit?.due)
        #expect(forwarded.facts == "小区停水" && forwarded.by.unit == water)
        try network.act(county, bottom, .assignment(share, .complete(Complete(form: .sample))))
        #expect(code { try network.act(county, bottom, .assignment(share, forward)) } == .notNow)
    }

    /// proves: ZZ23-40; the hotline of a node that was cut off itself records what it said upward by telephone.
    @Test func spokenUpwardByAnotherChannel() throws {
        var (network, top, order, bottom) = try toCounty("zezhou-2023")
        network.now = network.now.adding(hours: 5)
        var form = CompletionForm.sample
        let told = ReportedElsewhere(
            occurredAt: network.now.adding(hours: -2), channel: "电话", reportedBy: "县热线值班员")
        form.elsewhere = told
        let progress = Progress(text: "已到现场", elsewhere: told)
        try network.act(county, bottom, .assignment(order, .progress(progress)))
        try network.act(county, bottom, .assignment(order, .complete(Complete(form: form))))
        try network.deliver()
        let above = network.ticket(city, top).assignments[0]
        #expect(above.progress.map(\.elsewhere) == [told] && above.completion?.form.elsewhere == told)
        #expect(above.completion?.submittedAt == network.now)
    }

    /// proves: YC19-7.4
    @Test func redoGoesDownWithItsLetter() throws {
        var (network, top, order, bottom) = try toCounty("yuncheng-2019")
        try network.act(county, bottom, .assignment(order, .complete(Complete(form: .sample))))
        try network.deliver()
        try network.act(city, top, .assignment(order, .approveCompletion(Approve())))
        try network.act(city, top, .revisit(RecordRevisit(rating: .unsatisfied, reason: "敷衍")))
        #expect(code { try network.act(city, top, .archive(Archive())) } == .redoRequired)
        try network.act(city, top, .redo(OrderRedo(reasons: "答复敷衍")))
        try network.deliver()
        #expect(network.ticket(city, top).supervisions.map(\.means) == ["letter"])
        let below = network.ticket(county, bottom)
        #expect(below.order?.round == 2 && below.directives.map(\.directive.text) == ["答复敷衍"])
    }

    /// proves: ZZ20-2.3.4
    @Test func theFirstStaysResponsible() throws {
        var network = try Network()
        let id = try network.act(county, nil, .register(.sample()))
        #expect(network.ticket(county, id).firstResponsible == nil)
        try network.act(county, id, .dispatch(Dispatch([
            .init(assignee: .unit(Network.unit("town")), role: .assisting),
            .init(assignee: .unit(water), role: .lead),
        ])))
        #expect(network.ticket(county, id).firstResponsible == AssignmentID(ticket: id, number: 2))
    }
}
