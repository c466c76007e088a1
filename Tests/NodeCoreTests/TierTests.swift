import HotlineCore
import NodeCore
import Storage
import SyncProtocol
import Testing
import WorkCalendar

/// Tickets up, orders down, results back (design section 5, "Orders and feed").
@Suite(.timeLimit(.minutes(3))) struct TierTests {
    /// The feed passes every tier in the bytes in which it left its owner, and ends at the top.
    @Test func feedPassesUnchanged() throws {
        let network = try TestNetwork(.tiers)
        let id = try network.register(Plan.subcentre)
        try network.act(Plan.subcentre, id, .accept(Accept()))
        try network.settle()
        let top = try #require(try network.mirror(Plan.province, id))
        #expect(try network.mirror(Plan.city, id) == top)
        #expect(try network.mirror(Plan.county, id) == top)
        #expect(try network.mirrored(Plan.province, id)?.state == .accepted)
        #expect(try network.mirror(Plan.subcentre, id) == nil)
        for code in [Plan.province, Plan.city, Plan.county] { #expect(try network.deadLetters(code).isEmpty) }
    }

    /// CARD-4: dispatched above, handled by a unit two tiers below, the result reviewed above and the matter closed
    /// down the whole way.
    @Test func orderGoesFullCircle() throws {
        let network = try TestNetwork(.three)
        let id = try network.register(Plan.province)
        let first = try network.order(Plan.province, id, to: Plan.city)
        try network.settle()
        let middle = try network.ordered(Plan.city, first)
        #expect(middle.rootId == id)
        let second = try network.order(Plan.city, middle.id, to: Plan.county)
        try network.settle()
        let bottom = try network.ordered(Plan.county, second)
        #expect(bottom.rootId == id)
        let unit = try network.dispatch(Plan.county, bottom.id, .init(assignee: .unit(Plan.water)))[0]
        try network.act(Plan.county, bottom.id, .assignment(unit, .complete(Complete(form: .sample))))
        try network.act(Plan.county, bottom.id, .assignment(unit, .approveCompletion(Approve())))
        try network.settle()
        try network.act(Plan.city, middle.id, .assignment(second, .approveCompletion(Approve())))
        try network.settle()
        try network.act(Plan.province, id, .assignment(first, .approveCompletion(Approve())))
        try network.act(Plan.province, id, .revisit(RecordRevisit(rating: .satisfied, wasTold: true, wasSolved: true)))
        try network.act(Plan.province, id, .archive(Archive()))
        try network.settle()
        #expect(try network.ticket(Plan.county, bottom.id).state == .archived)
        #expect(try network.ticket(Plan.city, middle.id).order?.state == .closed)
        #expect(try network.ticket(Plan.province, id).result?.result == "已恢复供水")
        #expect(try network.mirrored(Plan.province, bottom.id)?.state == .archived)
    }
}
