import Foundation
import Node
import Testing
import WorkCalendar

@testable import HotlineCLI

@Suite struct BenchTests {
    @Test(arguments: [
        ([], 50, nil), ([7], 99, 7), ([3, 1, 2], 50, 2), ((1...100).map(Double.init), 99, 99),
        ((1...100).map(Double.init), 50, 50), ((1...200).map(Double.init), 99, 198), ([1, 2], 0, 1), ([1, 2], 100, 2),
    ] as [([Double], Double, Double?)])
    func percentilesAreNearestRanks(samples: [Double], percent: Double, value: Double?) {
        #expect(Percentiles(samples.reversed()).value(at: percent) == value)
    }

    @Test(arguments: [(0, "0"), (999.6, "1,000"), (17_345.2, "17,345"), (1_234_567, "1,234,567")])
    func figuresAreGrouped(value: Double, text: String) {
        #expect(Figure.whole(value) == text)
    }

    @Test(arguments: 1...60) func serverSentEventsAreFoundWhereverTheyAreCut(size: Int) {
        let text = ": beat\n\nid: 7\nevent: mirror\ndata: {\"ticket\":\"140525-1-1\",\"revision\":2}\n\n"
            + "event: reset\ndata: {}\n\nid: 8\nevent: mirror\ndata:{\"ticket\":\"140525-1-2\"}\n\n"
        var lines = EventLines()
        var found: [String] = []
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            found += lines.tickets(in: Array(rest.prefix(size)))
            rest = rest.dropFirst(size)
        }
        #expect(found == ["140525-1-1", "140525-1-2"])
    }

    @Test func theReportHasTheKeysOfItsContract() throws {
        let limits = MachineLimits(
            sqliteCommitsPerSecond: 6_100.4, sqliteGroupedRowsPerSecond: 132_000, fdatasyncPerSecond: 5_700,
            roundTripMicroseconds: 79.12)
        let report = RelayReport(
            messagesPerSecond: 17_000.6, registrationsPerSecond: 900, catchUpPerSecond: 21_500,
            latencies: [.init([0.954, 1]), .init([1.7]), .init([])], commandsAtRest: .init([0.9]),
            commandsInCatchUp: .init([4.25]), idleBytes: 30 << 20, loadBytes: 63_333_333,
            messageCost: .init(nodes: [54.32, 71, nil], client: 12),
            registrationCost: .init(nodes: [1, 2, 3], client: 4),
            limits: limits, eventBytes: 1_234)
        #expect(
            report.record.line == """
                {"benchmark":"relay","catchUpPerSecond":21500,\
                "commandMs":{"catchUp":{"p50":4.25,"p99":4.25},"rest":{"p50":0.9,"p99":0.9}},\
                "latencyMs":{"city":{"p50":1.7,"p99":1.7},\
                "county":{"p50":0.95,"p99":1},"province":{"p50":null,"p99":null}},"limits":{"fdatasyncPerSecond":5700,\
                "roundTripMicroseconds":79.1,"sqliteCommitsPerSecond":6100,"sqliteGroupedRowsPerSecond":132000},\
                "memoryMB":{"idle":30,"load":60.4},"messagesPerSecond":17001,\
                "processorMicroseconds":{"message":{"city":71,"client":12,"county":54.3,"province":null},\
                "registration":{"city":2,"client":4,"county":1,"province":3}},"registrationsPerSecond":900,"tiers":3}
                """)
        let text = report.text(on: Terminal(output: RecordingSink(), errors: RecordingSink()))
        let lines = text.split(separator: "\n").map { $0.split(separator: " ").joined(separator: " ") }
        #expect(lines.contains("latency at rest: county acknowledges 0.95 / 1.0 ms p50 / p99"), "\(text)")
        #expect(lines.contains("processors a message 54 / 71 / – / 12 µs county / city / province / client"), "\(text)")
    }

    @Test(arguments: [true, false]) func theNodesOfARelayKnowEachOther(areSigned: Bool) throws {
        let configuration = try RelayConfiguration(signed: areSigned)
        #expect(Set(configuration.ports).count == 3)
        let nodes = RelayTier.allCases.map { configuration.node($0, in: "/data") }
        #expect(Set(nodes.map(\.dataFolder)).count == 3)
        for node in nodes {
            for peer in node.peers where peer.code != RelayTier.subcentre {
                let other = try #require(nodes.first { $0.code == peer.code })
                #expect(peer.baseURL == "http://127.0.0.1:\(other.listen.port)")
                let back = try #require(other.peers.first { $0.code == node.code })
                #expect(back.secret == peer.secret && (peer.secret == nil) == areSigned)
                #expect(peer.keys.isEmpty != areSigned && (other.signingKey != nil) == areSigned)
                #expect(peer.relation == (back.relation == .upper ? .lower : .upper))
            }
        }
        let city = nodes[RelayTier.city.rawValue]
        #expect(city.peers.map(\.code) == ["140525", "140000"])
        #expect(city.peers[0].speaksFor == ["140525", "140525-bench"])
        #expect(city.peers[1].speaksFor == ["140000"])
        let county = nodes[RelayTier.county.rawValue].peers[0]
        #expect(county.secret == configuration.subcentreSecret && county.fetchesItself)
    }

    @Test func eventsOfARelayAreDistinctAndInOrder() throws {
        let events = try RelayEvent.series(20, now: .init(milliseconds: 1_795_248_000_000))
        #expect(events.map(\.id) == (1...20).map { "1-\($0)" })
        #expect(Set(events.map(\.ticket)).count == 20)
        let first = try JSONValue(parsing: Data(events[0].bytes))
        #expect(first.text("source") == "urn:hotline:140525-bench")
        #expect(first.text("data", "ticket", "state") == "accepted")
    }

    @Test(.timeLimit(.minutes(3))) func workThatHangsIsGivenUp() async {
        await #expect(throws: Failure(.failed, "the test took longer than 0 s")) {
            try await within(.milliseconds(1), "the test") {
                let never = AsyncStream<Void> { _ in }
                for await _ in never {}
            }
        }
    }

    @Test func aFolderThatCannotBeMadeIsNamed() {
        let failure = #expect(throws: Failure.self) { try BenchFolder(in: "/nonexistent") }
        #expect(failure?.cure == "name another one with --folder")
    }

    @Test(.timeLimit(.minutes(3))) func theCoreIsMeasured() async throws {
        #expect(try CoreDecisions().perSecond(for: .milliseconds(50)) > 0)
        #expect(try CoreDeadlines(explaining: false).perSecond(for: .milliseconds(50)) > 0)
        #expect(try CoreDeadlines(explaining: true).perSecond(for: .milliseconds(50)) > 0)
    }

    @Test(.timeLimit(.minutes(3))) func limitsAreMeasured() async throws {
        let folder = try BenchFolder(in: nil)
        defer { folder.remove() }
        let rows = try await onBlockingThread("test") {
            try CommitLimit(rowsPerCommit: 10).rowsPerSecond(in: folder.path, for: .milliseconds(20))
        }
        let appends = try await onBlockingThread("test") {
            try SyncLimit.appendsPerSecond(in: folder.path, for: .milliseconds(20))
        }
        let trip = try await onBlockingThread("test") { try RoundTripLimit.medianMicroseconds(for: .milliseconds(20)) }
        #expect(rows > 0 && appends > 0 && trip > 0)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty)
    }
}
