import Foundation
import HTTPWire
import Node
import Synchronization
import Testing

/// A county and its city in one process: what one changes, the other shows; what the city orders, the county does.
@Suite(.timeLimit(.minutes(3))) struct TwoNodesTests {
    let city: TestNode
    let county: TestNode

    init() throws {
        let cityPort = FreePort.draw()
        let countyPort = FreePort.draw()
        let secret = "a secret of this link"
        city = try TestNode({ configuration in
            configuration.code = "140500"
            configuration.name = "晋城市"
            configuration.tier = .city
            configuration.units = [.init(id: "water", name: "市水务局"), .init(id: "housing", name: "市住建局")]
            configuration.peers = [
                .init(
                    code: "140525", name: "泽州县", relation: .lower, baseURL: "http://127.0.0.1:\(countyPort)",
                    secret: secret, speaksFor: ["140525"]),
            ]
        }, port: cityPort)
        county = try TestNode({ configuration in
            configuration.peers = [
                .init(
                    code: "140500", name: "晋城市", relation: .upper, baseURL: "http://127.0.0.1:\(cityPort)",
                    secret: secret, speaksFor: ["140500"]),
            ]
        }, port: countyPort)
    }

    @Test func feedGoesUpAndOrdersComeDown() async throws {
        try await city.run { city in
            try await county.run { county in
                try await county.untilWritable()
                try await city.untilWritable()
                let own = try await county.register()
                try await city.until("/mirror/tickets/\(own)") { $0.status == 200 && $0["state"] == "registered" }
                let mirrored = try await city.get("/mirror/tickets/\(own)")
                #expect(!mirrored.text.contains("13800005678"))
                let timeline = try await city.get("/mirror/tickets/\(own)/timeline")
                #expect(timeline.items.first?["type"] as? String == "ticket.registered")

                let root = try await city.register("市里来的事")
                _ = try await city.post("/tickets/\(root)/actions/accept", as: "token-operator")
                let dispatch = #"{"assignments":[{"assignee":{"node":"140525"}}]}"#
                let dispatched = try await city.post(
                    "/tickets/\(root)/actions/dispatch", dispatch, as: "token-dispatcher")
                #expect(dispatched.status == 200, "\(dispatched.text)")
                try await county.until("/tickets") { $0.object["total"] as? Int == 2 }
                let tickets = try await county.get("/tickets").items
                let ordered = try #require(tickets.first { $0["rootId"] as? String == root })
                #expect(ordered["title"] as? String == "市里来的事")
                try await city.until("/mirror/tickets") { $0.object["total"] as? Int == 2 }
                let equal = try await city.post("/reconciliation", #"{"peer":"140525"}"#)
                #expect(equal.object["equal"] as? Bool == true, "\(equal.text)")
                let peers = try await city.get("/peers")
                #expect(peers.items.first?["state"] as? String == "connected", "\(peers.text)")
            }
        }
    }

    /// Two nodes may call two units by one code: a copy's unit goes by the name that it has at its node, in lists and
    /// on its page. proves: ZZ23-46
    @Test func unitsOfCopiesAreNotThisNodes() async throws {
        try await city.run { city in
            try await county.run { county in
                try await county.untilWritable()
                let id = try await county.register()
                _ = try await county.post("/tickets/\(id)/actions/accept", as: "token-operator")
                let dispatch = #"{"assignments":[{"assignee":{"unit":"water"}}]}"#
                _ = try await county.post("/tickets/\(id)/actions/dispatch", dispatch, as: "token-dispatcher")
                try await city.until("/mirror/tickets") { $0.items.first?["state"] as? String == "handling" }
                let copy = try #require(try await city.get("/mirror/tickets").items.first)
                #expect(copy["summary"] as? String == "县水务局待签收")
                #expect((copy["shares"] as? [[String: Any]])?.first?["name"] as? String == "县水务局")
                let page = try await city.get("/mirror/tickets/\(id)")
                #expect(page.object["unitNames"] as? [String: String] == ["water": "县水务局"])
                let own = try #require(try await county.get("/tickets").items.first)
                #expect(own["summary"] as? String == "县水务局待签收")
            }
        }
    }

    /// A directive whose answer got lost is sent again with its key: it goes down once.
    @Test func aDirectiveWithAKeyIsIssuedOnce() async throws {
        try await city.run { city in
            try await county.run { county in
                try await county.untilWritable()
                try await city.untilWritable()
                let own = try await county.register()
                try await city.until("/mirror/tickets/\(own)") { $0.status == 200 }
                let path = "/mirror/tickets/\(own)/actions/supervise"
                func supervise(_ text: String, key: String) async throws -> APIAnswer {
                    try await city.post(
                        path, #"{"text":"\#(text)"}"#, as: "token-supervisor", headers: ["idempotency-key": key])
                }
                let first = try await supervise("今日办结", key: "k1")
                let again = try await supervise("今日办结", key: "k1")
                #expect(first.status == 201 && again.status == 201 && first.body == again.body, "\(again.text)")
                let reused = try await supervise("明日办结", key: "k1")
                #expect(reused.status == 422 && reused.problem == "idempotency-key-reused")
                let second = try await supervise("明日办结", key: "k2")
                #expect(second.status == 201 && second["id"] != first["id"])
                try await county.until("/tickets/\(own)") { $0.text.contains("明日办结") }
                let directives = try await county.get("/tickets/\(own)").object["directives"] as? [Any]
                #expect(directives?.count == 2)
            }
        }
    }

    @Test func whatIsOwedWhileThePeerIsAwayArrives() async throws {
        try await county.run { county in
            try await county.untilWritable()
            for number in 1...5 { _ = try await county.register("第\(number)件") }
            try await county.until("/outbox") { $0.object["total"] as? Int == 5 }
            let outages = try await county.get("/peers").items.first?["outages"] as? [[String: Any]]
            #expect(outages?.count == 1)
            try await city.run { city in
                try await city.until("/mirror/tickets") { $0.object["total"] as? Int == 5 }
                try await county.until("/outbox") { $0.object["total"] as? Int == 0 }
                let ended = try await county.get("/peers").items.first?["outages"] as? [[String: Any]]
                #expect(ended?.first?["until"] is String)
            }
        }
    }

    /// A county that nothing reaches from outside fetches its orders, and sends by itself.
    @Test func ordersAreFetchedWhereNothingReachesTheCounty() async throws {
        var above = city.configuration
        above.peers[0].pull = true
        above.peers[0].baseURL = nil
        var below = county.configuration
        below.peers[0].pull = true
        let city = try TestNode { $0.takeOver(above) }
        let county = try TestNode { $0.takeOver(below) }
        try await city.run { city in
            try await county.run { county in
                try await county.untilWritable()
                let root = try await city.register("市里来的事")
                _ = try await city.post("/tickets/\(root)/actions/accept", as: "token-operator")
                let dispatch = #"{"assignments":[{"assignee":{"node":"140525"}}]}"#
                _ = try await city.post("/tickets/\(root)/actions/dispatch", dispatch, as: "token-dispatcher")
                try await county.until("/tickets") { $0.object["total"] as? Int == 1 }
                try await city.until("/mirror/tickets") { $0.object["total"] as? Int == 1 }
                try await city.until("/outbox") { $0.object["total"] as? Int == 0 }
            }
        }
    }

    /// The county's database goes back to an older copy: what the city still holds comes back.
    @Test func whatARestoreLostIsTakenBackFromAbove() async throws {
        try await city.run { city in
            let first = try await county.run { county in
                try await county.untilWritable()
                return try await county.register("第一件")
            }
            let folder = county.configuration.dataFolder
            try FileManager.default.copyItem(atPath: folder, toPath: folder + ".copy")
            let second = try await county.run { county in
                let second = try await county.register("第二件")
                _ = try await county.post("/tickets/\(first)/actions/accept", as: "token-operator")
                try await county.until("/outbox") { $0.object["total"] as? Int == 0 }
                return second
            }
            let identity = folder + "/node.identity"
            try FileManager.default.moveItem(atPath: identity, toPath: folder + ".identity")
            try FileManager.default.removeItem(atPath: folder)
            try FileManager.default.moveItem(atPath: folder + ".copy", toPath: folder)
            try FileManager.default.removeItem(atPath: identity)
            try FileManager.default.moveItem(atPath: folder + ".identity", toPath: identity)
            try await county.run { county in
                try await county.untilWritable()
                #expect(try await county.get("/tickets/\(first)")["state"] == "accepted")
                #expect(try await county.get("/tickets/\(second)").status == 200)
                let third = try await county.register("第三件")
                #expect(third.contains("-2-"))
                try await city.until("/mirror/tickets") { $0.object["total"] as? Int == 3 }
                try await county.until("/outbox") { $0.object["total"] as? Int == 0 }
                let equal = try await city.post("/reconciliation", #"{"peer":"140525"}"#)
                #expect(equal.object["equal"] as? Bool == true, "\(equal.text)")
            }
        }
    }

    @Test func wrongSecretSuspendsAndResumes() async throws {
        var other = city.configuration
        other.peers[0].secret = "quite another secret"
        let stranger = NodeService(other, environment: TestNode.quiet)
        try await stranger.start()
        try await county.run { county in
            try await county.until("/peers") { $0.items.first?["state"] as? String == "suspended" }
            let alarms = try await county.get("/alarms")
            #expect(alarms.items.contains { $0["kind"] as? String == "link-suspended" })
            await stranger.stop(grace: .zero)
            try await city.run { _ in
                #expect(try await county.post("/peers/140500/actions/resume").status == 200)
                try await county.until("/peers") { $0.items.first?["state"] as? String == "connected" }
            }
        }
    }
}

extension NodeConfiguration {
    /// Another node's configuration with a data folder of its own.
    mutating func takeOver(_ other: NodeConfiguration) {
        let folder = dataFolder
        self = other
        dataFolder = folder
    }
}

extension TestNode {
    /// Asks again until the answer is as wanted; the suite's time limit ends it.
    func until(_ path: String, as token: String = "token-admin", _ isWanted: (APIAnswer) -> Bool) async throws {
        while !isWanted(try await get(path, as: token)) { await Task.yield() }
    }

    /// A new node takes writes once it has spoken to its peers, or found them away.
    func untilWritable() async throws {
        while try await send(.get, "/readyz", as: nil).status != 200 { await Task.yield() }
    }
}

/// Ports that no other test is given: counted up from a random beginning, below those that the system hands out.
enum FreePort {
    private static let last = Atomic<UInt16>(.random(in: 20_000..<31_000))

    static func draw() -> UInt16 { last.add(1, ordering: .relaxed).newValue }
}
