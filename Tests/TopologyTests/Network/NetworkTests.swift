import Foundation
import Node
import Synchronization
import TestSupport
import Testing
import Topology

@Suite(.timeLimit(.minutes(3))) struct NetworkTests {
    /// A host that only notes what is asked of it.
    final class RecordedHost: NodeHost {
        let code: String
        let fails: Bool
        private let notes = Mutex<[String]>([])
        private let deaths: Mutex<Int>

        init(code: String, fails: Bool = false, deaths: Int = 0) {
            self.deaths = Mutex(deaths)
            self.code = code
            self.fails = fails
        }

        var pid: Int32? { nil }
        var log: [String] { notes.withLock { $0 } }

        func start() async throws {
            if fails { throw NetworkError.cannotStart(node: code, reason: "told to") }
            notes.withLock { $0.append("start") }
        }

        func stop() async { notes.withLock { $0.append("stop") } }
        func kill() async { notes.withLock { $0.append("kill") } }

        /// Each end of the node that nobody asked for; it runs on once they are used up.
        func ownEnd() async -> NodeEnd? {
            let left = deaths.withLock { deaths in
                defer { deaths -= 1 }
                return deaths
            }
            guard left > 0 else { return nil }
            return NodeEnd(node: code, cause: .start(reason: "told to"), log: ["last words"])
        }
    }

    private func plan(folder: String = "/data") throws -> NetworkPlan {
        try NetworkPlan(TopologyFiles.load("shanxi"), folder: folder, secrets: .spelledOut) { "sha256:of/\($0)" }
    }

    @Test func `If one node cannot start, the others are stopped again`() async throws {
        let hosts = Mutex<[RecordedHost]>([])
        let network = try Network(plan()) { member in
            let host = RecordedHost(code: member.code, fails: member.code == "140800")
            hosts.withLock { $0.append(host) }
            return host
        }
        await #expect(throws: NetworkError.cannotStart(node: "140800", reason: "told to")) { try await network.start() }
        #expect(hosts.withLock { $0.filter { !$0.fails && $0.log.first == "start" && $0.log.last != "stop" } }.isEmpty)
    }

    @Test func `One node is killed and started again by its code`() async throws {
        let hosts = ["140000", "140500", "140525", "140800"].map { RecordedHost(code: $0) }
        let network = try Network(plan()) { member in try #require(hosts.first { $0.code == member.code }) }
        try await network.start()
        try await network.kill("140525")
        try await network.start("140525")
        #expect(hosts.map(\.log.count) == [1, 1, 3, 1])
        #expect(hosts[2].log == ["start", "kill", "start"])
        await #expect(throws: NetworkError.unknownNode("999999")) { try await network.kill("999999") }
    }

    @Test func `A node that dies is started again, until it has died too often`() async throws {
        let hosts = ["140000", "140500", "140525", "140800"].map { code in
            RecordedHost(code: code, deaths: code == "140525" ? 3 : 0)
        }
        let network = try Network(plan()) { member in try #require(hosts.first { $0.code == member.code }) }
        try await network.start()
        let news = Mutex<[NodeNews]>([])
        let last = await network.keepUp(pace: RestartPace(firstDelay: .milliseconds(1), most: 2)) { item in
            news.withLock { $0.append(item) }
        }
        let end = NodeEnd(node: "140525", cause: .start(reason: "told to"), log: ["last words"])
        #expect(last == end)
        #expect(news.withLock { $0 } == [
            .ended(end, restartAfter: .milliseconds(1)), .restarted(node: "140525", pid: nil),
            .ended(end, restartAfter: .milliseconds(2)), .restarted(node: "140525", pid: nil),
        ])
        #expect(hosts[2].log == ["start", "start", "start", "stop"] && hosts[0].log == ["start", "stop"])
    }

    @Test func `Tokens are handed to the caller, and configurations hold their digests only`() throws {
        let county = try #require(try plan().member("140525"))
        let account = try #require(county.configuration.staff.first { $0.id == "xiacun" })
        #expect(county.tokens["xiacun"] == "not-a-secret/token/140525/xiacun")
        #expect(account.token == nil && account.tokenDigest == "sha256:of/not-a-secret/token/140525/xiacun")
        #expect(county.tokens.count == county.configuration.staff.count)
    }

    @Test func `Each node's file lies in the network's folder, for its owner only`() throws {
        let folder = try TemporaryDirectory()
        let network = try Network.processes(plan(folder: folder.path), program: .init(path: "/bin/true"))
        for member in network.plan.members {
            let path = network.plan.configurationFile(of: member.code)
            let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
            #expect(mode == 0o600)
            #expect(try String(contentsOfFile: path, encoding: .utf8).contains("\"dataFolder\" : \"\(folder.path)/"))
        }
    }

    @Test func `A folder that cannot be made is named`() throws {
        let error = #expect(throws: NetworkError.self) {
            try Network.processes(plan(folder: "/proc/nowhere"), program: .init(path: "/bin/true"))
        }
        guard case .unusableFolder("/proc/nowhere", _) = error else { throw try #require(error) }
    }
}
