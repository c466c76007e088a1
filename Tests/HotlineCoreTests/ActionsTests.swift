import Foundation
import HotlineCore
import Testing
import WorkCalendar

@Suite struct ActionsTests {
    private func forms(
        _ network: Network, _ id: TicketID, _ role: Role, unit: String? = nil
    ) -> [ActionForm] {
        let actor = Actor(person: "x", role: role, unit: unit.map(Network.unit), node: Network.county)
        return actions(network.ticket(Network.county, id), network.context(Network.county, actor))
    }

    private func open(_ forms: [ActionForm]) -> Set<Verb> { Set(forms.filter { $0.closed == nil }.map(\.action)) }

    @Test func eachRoleSeesWhatItMayDoNow() throws {
        var network = try Network()
        let id = try network.act(Network.county, nil, .register(.sample()))
        #expect(open(forms(network, id, .operator)) == [
            .accept, .refuse, .transfer, .answer, .supplement, .attach, .withdraw, .correct, .link,
        ])
        #expect(forms(network, id, .auditor).isEmpty)
        let reviewer = forms(network, id, .reviewer)
        #expect(open(reviewer) == [.supplement, .attach, .withdraw, .correct, .link])
        #expect(reviewer.first { $0.action == .archive }?.closed?.code == .notNow)
        try network.act(Network.county, id, .dispatch(Dispatch([.init(assignee: .unit(Network.unit("water")))])))
        let unit = forms(network, id, .unit, unit: "water")
        #expect(open(unit) == [.attach, .sign, .forward, .askReturn, .progress, .contact, .complete, .extend, .defer])
        #expect(unit.first { $0.action == .progress }?.fields.map(\.name) == ["text"])
        let byHotline = forms(network, id, .operator).first { $0.action == .progress }
        #expect(byHotline?.fields.map(\.name) == ["text", "occurredAt", "channel", "reportedBy"])
        let addressed = unit.filter { $0.action != .attach }
        #expect(addressed.allSatisfy { $0.assignment == AssignmentID(ticket: id, number: 1) })
        #expect(forms(network, id, .unit, unit: "town").isEmpty)
        let reasons = unit.first { $0.action == .askReturn }?.fields.first { $0.name == "reason" }?.choices
        #expect(reasons?.map(\.value).contains("notOurDuty") == true)
        let complete = unit.first { $0.action == .complete }?.fields ?? []
        #expect(complete.first { $0.name == "reply.content" }?.maxLength == 20_000)
        #expect(complete.first { $0.name == "handledAt" }.map { $0.maxLength == nil } == true)
        #expect(try JSONDecoder().decode([ActionForm].self, from: JSONEncoder().encode(unit)) == unit)
    }

    @Test func closedOnesSayWhy() throws {
        var network = try Network()
        let id = try network.act(Network.county, nil, .register(.sample()))
        try network.act(Network.county, id, .dispatch(Dispatch([
            .init(assignee: .unit(Network.unit("water")), role: .lead),
            .init(assignee: .unit(Network.unit("town")), role: .assisting),
        ])))
        let complete = forms(network, id, .unit, unit: "water").first { $0.action == .complete }
        #expect(complete?.closed?.code == .assistingOpen && complete?.closed?.article != nil)
    }
}
