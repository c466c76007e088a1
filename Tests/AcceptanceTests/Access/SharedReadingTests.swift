import Foundation
import HTTPWire
import PeerTransport
import Testing

@testable import HotlineCLI

/// Hotline data shared with the units that handle matters and with the department in charge of a field.
@Suite(.timeLimit(.minutes(2))) struct SharedReadingTests {
    // proves: JY24-23
    @Test func `A unit reads its own share: list, search, detail and timeline are as strict as each other`()
        async throws {
        try await AccessNode.run("jiyuan-2024") { node in
            let own = try await node.register(["title": "路灯停水"])
            let other = try await node.register(["title": "别处停水", "category": "住房"])
            try await node.dispatch(own, to: "housing")
            try await node.dispatch(other, to: "water")
            for query in [[:], ["q": "停水"], ["unit": "housing"]] {
                let list = try await node.read(as: "unit-housing", "tickets", query: query)
                #expect(list.list("items").map { $0.text("id") } == [own] && list["total"]?.integer == 1)
            }
            #expect(try await node.read(as: "unit-housing", "tickets", query: ["unit": "water"])["total"]?.integer == 0)
            #expect(try await node.read(as: "unit-housing", "tickets", own).text("id") == own)
            for steps in [[other], [other, "timeline"], [other, "limits"], [other, "attachments"]] {
                let refused = try await node.refusal(as: "unit-housing", .get(["tickets"] + steps))
                #expect(refused?.code == "unknown-ticket", "\(steps)")
            }
        }
    }

    // proves: JY24-23, ZZ23-8a
    @Test func `A department reads the tickets of its field, masked, and handles none of them`() async throws {
        try await AccessNode.run("jiyuan-2024") { node in
            let byUnit = try await node.register()
            try await node.dispatch(byUnit, to: "water")
            let byCategory = try await node.register(["category": "供水"])
            let none = try await node.register(["category": "住房"])
            let list = try await node.read(as: "unit-supply", "tickets")
            #expect(list.list("items").map { $0.text("id") } == [byCategory, byUnit] && list["total"]?.integer == 2)
            let found = try await node.read(as: "unit-supply", "tickets", query: ["q": "停水"])
            #expect(found["total"]?.integer == 2)

            for id in [byUnit, byCategory] {
                let detail = try await node.read(as: "unit-supply", "tickets", id)
                #expect(detail.list("actions") == [] && detail.line.contains("＊＊＊家停水"))
                let timeline = try await node.read(as: "unit-supply", "tickets", id, "timeline")
                for text in ["李鸿雁", "13600002222"] {
                    #expect(!detail.line.contains(text) && !timeline.line.contains(text))
                }
            }
            #expect(try await node.refusal(as: "unit-supply", .get(["tickets", none]))?.code == "unknown-ticket")
            let reveal = [URLQueryItem(name: "reveal", value: "核实")]
            let hidden = try await node.refusal(as: "unit-supply", .get(["tickets", byUnit], query: reveal))
            #expect(hidden?.code == "not-authorised")
            for steps in [["assignments", byUnit + ".1", "actions", "sign"], ["tickets", byUnit, "actions", "attach"]] {
                let refused = try await node.refusal(as: "unit-supply", .post(steps, body: [:]))
                #expect(["shared-reads-only", "unknown-action"].contains(refused?.code), "\(steps)")
            }
            let signing = try await node.refusal(
                as: "unit-supply", .post(["assignments", byUnit + ".1", "actions", "sign"], body: [:]))
            #expect(signing?.article.contains("第二十三条") == true)
        }
    }

    // proves: JY24-23
    @Test func `A department's feed tells the changes of its field and no others`() async throws {
        try await AccessNode.run("jiyuan-2024") { node in
            let feed = try await EventReader(node.address, token: "token-unit-supply")
            let none = try await node.register(["category": "住房"])
            let ofField = try await node.register(["category": "供水"])
            let report = try await node.register(["kind": "report", "petitioner": [
                "name": "李鸿雁", "phone": "13600002222", "confidential": true,
            ]])
            let heard = try await feed.tickets(until: report)
            #expect(heard == [ofField, report] && !heard.contains(none))
        }
    }
}

/// Reads `/events` as one account.
struct EventReader {
    private let stream: PeerStream
    /// Lives as long as its stream is read.
    private let transport: SocketTransport

    init(_ address: String, token: String) async throws {
        let origin = try #require(PeerOrigin(address))
        transport = try SocketTransport()
        stream = try await transport.stream(PeerRequest(
            .get, origin, "/api/v1/events", headers: ["Authorization": "Bearer \(token)"]))
        #expect(stream.status == 200)
    }

    /// The tickets that it tells of, until it tells of that one.
    func tickets(until last: String) async throws -> [String] {
        var parser = EventStreamParser()
        var heard: [String] = []
        for try await piece in stream.body {
            heard += parser.events(in: piece).compactMap { ChangeEvent($0, from: "")?.ticket }
            if heard.contains(last) { break }
        }
        return heard
    }
}
