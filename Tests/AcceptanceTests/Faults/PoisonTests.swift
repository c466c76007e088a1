import Foundation
import HotlineCore
import Node
import Platform
import Testing
import Topology
import WorkCalendar

@testable import HotlineCLI

/// A message that can never be accepted holds nothing up, and nobody loses sight of it.
@Suite(.timeLimit(.minutes(2))) struct PoisonTests {
    // proves: CARD-2, CARD-3
    @Test func `Of a hundred messages with one poison among them ninety-nine are applied and one is refused`(
    ) async throws {
        let network = AcceptanceNetwork(
            topology: "shanxi", absent: [ScriptedSubcentre.code], adapt: ScriptedSubcentre.join)
        try await network.run { staged in
            let subcentre = try ScriptedSubcentre(at: staged)
            #expect(try await subcentre.hello().status == 200)
            let events = try RelayEvent.series(100, now: Moment(milliseconds: 1_795_248_000_000))
            let poison = try events[49].text(replacing: ["data": .object(["ticket": .string("毒")])])
            var batch = try events.map { try $0.text() }
            batch[49] = poison
            // The same request again is answered the same: the first answer may have got lost.
            for _ in 1...2 {
                let answer = try await subcentre.deliver(batch)
                #expect(answer.status == 200 && answer.body?["acknowledged"] == .integer(100))
                let refused = answer.body?.list("refused") ?? []
                #expect(refused.map { $0["position"] } == [.integer(50)])
                #expect(refused.first?.text("id") == events[49].id)
                #expect(refused.first?.text("problem", "type") == "urn:hotline:problem:invalid-data")
                #expect(refused.first?.text("problem", "cure").isEmpty == false)
            }
            let expected = Set(events.map(\.ticket)).subtracting([events[49].ticket])
            for code in ["140525", "140500", "140000"] {
                let desk = try staged.stage.desk(code)
                try await desk.wait(for: "ninety-nine mirrors") {
                    let mirrors = try await desk.list("mirror", "tickets").map { $0.text("id") }
                    return mirrors.count == 99 && Set(mirrors) == expected ? true : nil
                }
            }
        }
    }

    // proves: CARD-2, CARD-3, JY24-6.3
    @Test func `What a neighbour refuses is a dead letter until its cause is mended and it is sent again`(
    ) async throws {
        let network = AcceptanceNetwork(topology: "henan", way: .processes, client: try PersistentClient.maker())
        try await network.run { staged in
            let (province, zone) = (try staged.stage.desk("410000"), try staged.stage.desk("419001"))
            let subcentre = try staged.stage.desk("419001-12366")
            let whole = try #require(staged.network.plan.member(province.code)).configuration
            var partial = whole
            for index in partial.peers.indices where partial.peers[index].code == zone.code {
                partial.peers[index].speaksFor.removeAll { $0 == subcentre.code }
            }
            try await staged.restart(province, with: partial)

            let ticket = try await subcentre.register(.plain("税务咨询"))
            let letter = try await zone.look(for: "a dead letter") {
                try await zone.read("dead-letters").list("items").first
            }
            #expect(letter.text("peer") == province.code && letter.text("stream") == "feed")
            #expect(letter.text("problem", "type") == "urn:hotline:problem:source-not-authorised")
            #expect(!letter.text("problem", "detail").isEmpty && !letter.text("problem", "cure").isEmpty)
            // Others go on.
            let other = try await zone.register(.plain())
            try await province.untilMirror(of: other, is: .registered)
            #expect(try await province.mirror(of: ticket) == nil)
            let listed = try await staged.hotline("dead-letters", "list", at: zone)
            #expect(listed.first?.text("id") == letter.text("id"))

            try await staged.restart(province, with: whole)
            _ = try await staged.hotline("dead-letters", "requeue", letter.text("id"), at: zone)
            try await province.untilMirror(of: ticket, is: .registered)
            let decided = try await zone.read("dead-letters", letter.text("id"))
            #expect(decided.text("decision") == "requeued" && decided.text("decidedBy") == "admin")
            try await staged.expectSettled()
            try await staged.expectVerified()
        }
    }
}

extension StagedNetwork {
    /// Starts a node again with another configuration.
    fileprivate func restart(_ desk: Desk, with configuration: NodeConfiguration) async throws {
        try await network.stop(desk.code)
        try configuration.save(to: network.plan.configurationFile(of: desk.code))
        try await restart(desk)
    }

    /// What a command of the program prints as the node's administrator, one object a line.
    fileprivate func hotline(_ words: String..., at desk: Desk) async throws -> [JSONValue] {
        let member = try #require(network.plan.member(desk.code))
        let outcome = try await BuiltProgram.run(
            words + ["--node", member.address, "--token", try #require(member.tokens["admin"])])
        #expect(outcome.isSuccess, "\(words): \(outcome.errors)")
        return outcome.lines
    }
}
