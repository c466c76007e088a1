import Database
import HTTPWire
import HotlineCore
import Node
import SyncProtocol
import TestSupport
import Testing

/// What happens while the disk answers slowly or not at all: what waits is bounded, and says so.
@Suite(.timeLimit(.minutes(3))) struct QueueTests {
    private static let county = NodeCode(rawValue: "140525")!
    private static let other = NodeCode(rawValue: "140581")!

    /// Commands wait for the writer up to the bound; one more is told to come again, reads go on, nothing is lost.
    // proves: CARD-2
    @Test func commandsThatFindTheQueueFullAreToldToComeAgain() async throws {
        let disk = FaultyDriver()
        let node = try TestNode({ $0.limits.queueRequests = 4 }, driver: disk)
        try await node.run { node in
            try await node.untilWritable()
            disk.holdCommits()
            async let first = node.register("正在写入")
            try await node.until(metric: "hotline_writes_waiting", is: 0, and: { disk.heldCommits == 1 })
            async let second = node.register("等待一")
            async let third = node.register("等待二")
            async let fourth = node.register("等待三")
            async let fifth = node.register("等待四")
            try await node.until(metric: "hotline_writes_waiting", is: 4)
            #expect(try await node.metric("hotline_writes_waiting_bytes") > 4 * 100)

            let refused = try await node.post("/tickets", TestNode.matter("第六件"), as: "token-operator")
            #expect(refused.status == 503 && refused.problem == "busy", "\(refused.text)")
            #expect((1...5).contains(Int(refused.headers["retry-after"] ?? "") ?? 0))
            #expect(try await node.get("/tickets").status == 200)

            disk.releaseCommits()
            let kept = Set(try await [first, second, third, fourth, fifth])
            #expect(kept.count == 5)
            #expect(try await node.get("/tickets").object["total"] as? Int == 5)
            _ = try await node.register("第六件")
        }
    }

    /// So many neighbours are worked for at a time; the next is told to come again before its body is read, and people
    /// find room meanwhile.
    // proves: CARD-2, CARD-7
    @Test func neighboursBeyondTheBoundComeAgainAndPeopleFindRoom() async throws {
        let disk = FaultyDriver()
        let node = try TestNode.overCounties({ $0.exchanges = 1 }, driver: disk)
        try await node.run { node in
            try await node.untilWritable()
            let (county, other) = (node.peer(Self.county), node.peer(Self.other))
            disk.holdCommits()
            async let greeted = county.hello()
            try await node.until(metric: "hotline_exchanges", is: 1, and: { disk.heldCommits == 1 })
            let refused = try await other.post("/hello", other.greeting())
            #expect(refused.status == 503 && refused.problem == "busy", "\(refused.text)")
            #expect((1...5).contains(Int(refused.headers["retry-after"] ?? "") ?? 0))
            async let command = node.register("来自群众")
            try await node.until(metric: "hotline_writes_waiting", is: 1)
            disk.releaseCommits()
            _ = try await (greeted, command)
            try await node.until(metric: "hotline_exchanges", is: 0)
            try await other.hello()
        }
    }

    /// A node whose disk takes no writes at its start says so, with the folder, and starts once it does.
    // proves: CARD-7
    @Test(arguments: [FaultyDriver(failingWith: .full), FaultyDriver(failingWith: .ioError)])
    func aDiskThatTakesNothingAtTheStartIsNamed(disk: FaultyDriver) async throws {
        let node = try TestNode(driver: disk)
        disk.failCommits(.max)
        let error = await #expect(throws: NodeStartError.self) { try await node.service.start() }
        let text = "\(try #require(error))"
        let folder = node.configuration.dataFolder
        #expect(text.contains("the disk of the data folder \(folder) takes no writes"), "\(text)")
        disk.failCommits(0)
        try await node.run { node in
            try await node.untilWritable()
            _ = try await node.register()
        }
    }
}
