import Foundation
import Synchronization
import TestSupport
import Testing
import Topology

@Suite struct SecretsFileTests {
    /// Draws secrets that tell how many were drawn before.
    private func counting() -> @Sendable (String) -> String {
        let drawn = Mutex(0)
        return { _ in drawn.withLock { count in
            count += 1
            return "secret-number-\(count)"
        } }
    }

    private func tokens(in folder: String, draw: @escaping @Sendable (String) -> String) throws -> [String: String] {
        let file = try SecretsFile(folder: folder, draw: draw)
        let plan = try NetworkPlan(TopologyFiles.load("henan"), folder: folder, secrets: file.secrets) { $0 }
        try file.save()
        return try #require(plan.member("419001")).tokens
    }

    @Test func `The same folder again gives the same secrets`() throws {
        let folder = try TemporaryDirectory()
        let first = try tokens(in: folder.path, draw: counting())
        #expect(Set(first.values).count == first.count)
        let second = try tokens(in: folder.path) { _ in
            Issue.record("a secret was drawn anew")
            return "anew-anew-anew-anew"
        }
        #expect(first == second)
    }

    @Test func `Only the owner reads the file`() throws {
        let folder = try TemporaryDirectory()
        _ = try tokens(in: folder.path, draw: counting())
        let mode = try FileManager.default.attributesOfItem(atPath: folder.file("secrets.json"))[.posixPermissions]
        #expect(mode as? Int == 0o600)
    }

    @Test func `A broken file is not overwritten`() throws {
        let folder = try TemporaryDirectory()
        try Data("{".utf8).write(to: folder.url("secrets.json"))
        #expect(throws: NetworkError.self) { try tokens(in: folder.path, draw: counting()) }
        #expect(try String(contentsOfFile: folder.file("secrets.json"), encoding: .utf8) == "{")
    }

    @Test func `Free ports are different ones that can be listened at`() throws {
        let ports = try Ports.free(20)
        #expect(Set(ports).count == 20)
        let listener = try RawListener()
        #expect(!Ports.isFree(Int(listener.port)))
    }

    @Test(arguments: [
        (#"{"ready":{"node":"140525","address":"http://127.0.0.1:14011"}}"#, true), (#"{"ready":{}}"#, false),
        (#"{"event":"started"}"#, false), ("ready", false), ("", false),
    ])
    func `A ready line is told from every other line`(line: String, isReady: Bool) {
        #expect((ReadyLine(Array(line.utf8)) != nil) == isReady)
        let own = ReadyLine(node: "140525", address: "http://127.0.0.1:14011")
        #expect(ReadyLine(Array(own.line.utf8)) == own)
    }
}
