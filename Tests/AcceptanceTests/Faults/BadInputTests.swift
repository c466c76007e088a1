import Foundation
import HotlineCore
import Node
import TestSupport
import Testing
import Topology
import WorkCalendar

@testable import HotlineCLI

/// What only a neighbour or a raw connection can do wrong: each gets a problem that names cause and cure, and changes
/// nothing. The rest of bad input stands in the node's own tests.
@Suite(.timeLimit(.minutes(2))) struct BadInputTests {
    /// What the played sub-centre brings, and what is said to it.
    struct Case: Sendable, CustomTestStringConvertible {
        var testDescription: String
        /// Members of the first event that are replaced.
        var members: [String: JSONValue]
        var problem: String
    }

    static let report = """
        {"assignment":"140525-1-99.1","rootId":"140525-1-99","assigner":"140525","assignee":"140525-bench","round":1,
         "ordinal":1,"basis":1,"issuedAt":"2026-11-21T09:00:00.000+08:00",
         "actor":{"person":"bench","role":"unit","node":"140525-bench"},
         "report":{"assignment.progressed":{"text":"已到现场"}}}
        """

    static let cases: [Case] = [
        Case(
            testDescription: "another node's source", members: ["source": .string("urn:hotline:140800")],
            problem: "source-not-authorised"),
        Case(
            testDescription: "an unknown version of CloudEvents", members: ["specversion": .string("2.0")],
            problem: "unsupported-specversion"),
        Case(testDescription: "no type", members: ["type": .null], problem: "missing-attribute"),
        Case(
            testDescription: "data of another shape", members: ["data": .object(["ticket": .integer(1)])],
            problem: "invalid-data"),
    ]

    private func run(_ test: (StagedNetwork, Desk, ScriptedSubcentre) async throws -> Void) async throws {
        let absent = ["140000", "140500", "140800", ScriptedSubcentre.code]
        let network = AcceptanceNetwork(topology: "shanxi", absent: absent, adapt: ScriptedSubcentre.join)
        try await network.run { staged in
            try await test(staged, staged.stage.desk("140525"), ScriptedSubcentre(at: staged))
        }
    }

    private func expectNothing(at county: Desk, mirrors: Int = 0) async throws {
        #expect(try await county.list("tickets").isEmpty)
        #expect(try await county.list("mirror", "tickets").count == mirrors)
    }

    private func event() throws -> RelayEvent {
        try #require(RelayEvent.series(1, now: Moment(milliseconds: 1_795_248_000_000)).first)
    }

    private func expect(_ problem: JSONValue?, _ name: String) {
        #expect(problem?.text("type") == "urn:hotline:problem:" + name)
        #expect(problem?.text("title").isEmpty == false && problem?.text("cure").isEmpty == false)
    }

    // proves: CARD-2
    @Test(arguments: cases) func `A neighbour's bad message is refused alone`(bad: Case) async throws {
        try await run { _, county, subcentre in
            #expect(try await subcentre.hello().status == 200)
            let answer = try await subcentre.deliver([event().text(replacing: bad.members)])
            #expect(answer.status == 200 && answer.body?["acknowledged"] == .integer(1))
            expect(answer.body?.list("refused").first?["problem"], bad.problem)
            try await expectNothing(at: county)
        }
    }

    // proves: CARD-3
    @Test func `A change that is not known yet is on the timeline as it came`() async throws {
        try await run { _, county, subcentre in
            #expect(try await subcentre.hello().status == 200)
            let known = try event()
            let later = try known.text().replacing(#""ticket.accepted":{}"#, with: #""ticket.pondered":{"depth":7}"#)
            #expect(later.contains("pondered"))
            let answer = try await subcentre.deliver([later])
            #expect(answer.status == 200 && answer.body?.list("refused").isEmpty == true)
            let items = try await county.read("mirror", "tickets", known.ticket, "timeline").list("items")
            #expect(items.map { $0.text("type") } == ["ticket.pondered"])
            #expect(items.first?.isTrue("unknown") == true)
            #expect(items.first?["data"]?["depth"] == .integer(7))
            #expect(items.first?.text("actor", "node") == ScriptedSubcentre.code)
        }
    }

    // proves: CARD-2
    @Test func `A report on a ticket that never was is refused`() async throws {
        try await run { _, county, subcentre in
            #expect(try await subcentre.hello().status == 200)
            let report = try event().text(replacing: [
                "type": .string("cn.hotline.assignment.progressed.v1"),
                "data": try JSONValue(parsing: Data(Self.report.utf8)),
            ])
            let answer = try await subcentre.deliver([report], on: "orders")
            expect(answer.body?.list("refused").first?["problem"], "unknown-ticket")
            try await expectNothing(at: county)
        }
    }

    // proves: CARD-2
    @Test func `The same id with other content is refused, and the operators hear of it`() async throws {
        try await run { _, county, subcentre in
            #expect(try await subcentre.hello().status == 200)
            let first = try event()
            let other = try first.text(replacing: ["time": .string("2026-01-01T00:00:00.000+08:00")])
            let answer = try await subcentre.deliver([first.text(), other])
            #expect(answer.body?.list("refused").map { $0["position"] } == [.integer(2)])
            expect(answer.body?.list("refused").first?["problem"], "content-differs")
            let alarm = try await county.alarm("id-reused")
            #expect(alarm.text("detail").contains(first.id))
            try await expectNothing(at: county, mirrors: 1)
        }
    }

    // proves: CARD-2
    @Test func `A message of a type that is not known yet is kept aside for a later version`() async throws {
        try await run { _, county, subcentre in
            #expect(try await subcentre.hello().status == 200)
            let type = "cn.hotline.ticket.changed.v9"
            let answer = try await subcentre.deliver([event().text(replacing: ["type": .string(type)])])
            #expect(answer.body?.list("refused").isEmpty == true)
            let parked = try await county.read("parked").list("items")
            #expect(parked.first?.text("reason").contains(type) == true)
            try await expectNothing(at: county)
        }
    }

    // proves: CARD-2
    @Test(arguments: [
        (ScriptedSubcentre.code, "not the secret of the link", 403, "link-secret-wrong"),
        ("140525-other", ScriptedSubcentre.secret, 401, "unknown-peer"),
    ])
    func `Who is no neighbour is not heard`(code: String, secret: String, status: Int, name: String) async throws {
        try await run { staged, county, _ in
            let stranger = try ScriptedSubcentre(at: staged, code: code, secret: secret)
            for answer in [try await stranger.hello(), try await stranger.deliver([event().text()])] {
                #expect(answer.status == status)
                expect(answer.body, name)
            }
            try await expectNothing(at: county)
        }
    }

    // proves: CARD-2
    @Test func `Ten thousand headers and a sender that dawdles are told so and let go`() async throws {
        try await run { staged, county, _ in
            let port = try #require(staged.network.plan.member(county.code)).configuration.listen.port
            async let crowded = say(to: port, "POST /inbox HTTP/1.1\r\nHost: county\r\n" + Self.manyHeaders)
            // The head never ends; the server's limit on a head's time does.
            async let slow = dawdle(at: port, "POST /api/v1/tickets HTTP/1.1\r\nHost: county\r\n")
            for (answer, status, name) in [
                (try await crowded, 431, "too-many-header-lines"), (try await slow, 408, "request-timeout"),
            ] {
                #expect(answer.hasPrefix("HTTP/1.1 \(status) "))
                #expect(answer.contains("content-type: application/problem+json"))
                let document = answer.components(separatedBy: "\r\n\r\n").last ?? ""
                let problem = try JSONValue(parsing: Data(document.utf8))
                #expect(problem.text("type") == "urn:hotline:problem:" + name)
                // The server's own problems name the cause in the title and the cure in the detail.
                #expect(!problem.text("title").isEmpty && !problem.text("detail").isEmpty)
            }
            try await expectNothing(at: county)
        }
    }

    private static let manyHeaders = (1...10_000).map { "X-\($0): y\r\n" }.joined() + "\r\n"

    private func say(to port: Int, _ text: String) async throws -> String {
        try await onThread {
            let socket = try RawSocket(port: UInt16(port))
            // The server may answer and close before it was given all.
            try? socket.send(text)
            return try socket.receiveAll()
        }
    }

    private func dawdle(at port: Int, _ text: String) async throws -> String {
        try await onThread {
            let socket = try RawSocket(port: UInt16(port))
            for octet in text.utf8 {
                guard (try? socket.send([octet])) != nil else { break }
                socket.pause(milliseconds: 250)
            }
            return try socket.receiveAll()
        }
    }
}
