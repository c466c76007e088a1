import HotlineCore
import NodeCore
import Storage
import SyncProtocol
import Testing
import WorkCalendar

/// Directives down and escalations up, hop by hop (ZZ20-3.2.16, JY24-29).
@Suite(.timeLimit(.minutes(3))) struct DirectiveTests {
    private let supervisor = Actor(person: "督办员", role: .supervisor, node: Plan.province)

    /// The province supervises a county's own ticket, which no one above ordered; the answer comes back.
    @Test func directiveGoesDownTwoHopsAndIsAnswered() throws {
        let network = try TestNetwork(.three)
        let id = try network.register(Plan.county)
        try network.settle()
        let top = network[Plan.province]
        let directive = try top.write {
            try top.core.direct(
                DirectiveForm(kind: .supervision, text: "请尽快办理"), mirror: id, by: supervisor, traceparent: nil,
                in: $0, at: network.now)
        }
        try network.settle()
        #expect(try network.ticket(Plan.county, id).directives.map(\.directive.text) == ["请尽快办理"])
        try network.act(
            Plan.county, id, .answerDirective(AnswerDirective(directive: directive.id, text: "已办理")))
        try network.act(Plan.county, id, .escalate(Escalate(reason: "多部门推诿")))
        try network.settle()
        let above = try top.read { try EscalationStore.list(rootId: id, limit: 10, in: $0) }
        #expect(above.map(\.escalation.text) == ["已办理"])
        let city = network[Plan.city]
        let next = try city.read { try EscalationStore.list(rootId: id, limit: 10, in: $0) }
        #expect(next.map(\.escalation.kind) == [.escalation])
        #expect(top.changes.contains { $0.place == .escalation && $0.ticket == id })
    }

    /// Nobody below may direct.
    @Test func directivesComeFromAbove() throws {
        let network = try TestNetwork(.pair)
        let id = try network.register(Plan.city)
        let directive = Directive(
            id: "x", kind: .complaint, ticket: id, rootId: id, text: "投诉", issuedBy: Plan.county,
            actor: supervisor, issuedAt: network.now)
        try network.forge(
            Plan.county, to: Plan.city, .orders,
            network.event(of: Plan.county, 900, MessageType.directive, try CanonicalJSON.encode(directive)))
        try network.settle()
        #expect(try network.ticket(Plan.city, id).directives.isEmpty)
        #expect(try network.deadLetters(Plan.county).count == 1)
    }

    /// What comes down names what was answered already only once.
    @Test func repairedMirrorIsNotPassedOnTwice() throws {
        let network = try TestNetwork(.three)
        try network[Plan.city].restart(at: network.now) { settings in
            for index in settings.peers.indices { settings.peers[index].speaksFor.remove(Plan.county) }
        }
        try network.settle()
        let missing = try network.register(Plan.county)
        try network.settle()
        network.advance(milliseconds: 3_600_000)
        #expect(try network.mirror(Plan.city, missing) == nil)
        try network[Plan.city].restart(at: network.now) { settings in
            for index in settings.peers.indices where settings.peers[index].code == Plan.county {
                settings.peers[index].speaksFor.insert(Plan.county)
            }
        }
        let older = try network.register(Plan.county)
        try network.settle()
        let difference = try network.compare(source: Plan.county, owner: Plan.county, copy: Plan.city)
        #expect(difference.missing == [missing.rawValue] && difference.older.isEmpty)
        #expect(try network.repair(source: Plan.county, owner: Plan.county, copy: Plan.city) == 1)
        try network.settle()
        #expect(try network.mirror(Plan.city, missing) != nil && network.mirror(Plan.province, missing) != nil)
        #expect(try network.mirrored(Plan.province, older)?.state == .registered)
        for copy in [Plan.city, Plan.province] {
            let owner = copy == Plan.city ? Plan.county : Plan.city
            #expect(try network.compare(source: Plan.county, owner: owner, copy: copy).isEmpty)
        }
    }
}
