import Foundation
import HotlineCore
import TestSupport
import Testing

@testable import HotlineCLI

/// Attachments, restrictions and links between matters from the command line, each command as a process.
@Suite(.timeLimit(.minutes(2))) struct WorkCommandTests {
    /// Monday, 31 August 2026, 09:00.
    private static let monday: Int64 = 1_788_138_000_000

    private func withNode(_ test: (SingleNode, TemporaryDirectory) async throws -> Void) async throws {
        let folder = try TemporaryDirectory()
        try await SingleNode.run(at: Self.monday, in: folder.path) { try await test($0, folder) }
    }

    private func run(_ node: SingleNode, as role: String = "admin", _ words: [String]) async throws -> ProgramOutcome {
        try await RunningProgram(words + ["--node", node.address, "--token", "token-\(role)"]).end()
    }

    /// The records of a command that ended so.
    private func records(
        _ node: SingleNode, as role: String = "admin", code: Int32 = 0, _ words: String...
    ) async throws -> [JSONValue] {
        let outcome = try await run(node, as: role, words + ["--json"])
        #expect(outcome.code == code, "\(outcome.errors)")
        #expect(outcome.records.count == outcome.output.split(separator: "\n").count)
        return outcome.records
    }

    private func expectFailure(
        _ node: SingleNode, as role: String = "admin", _ code: ExitCode, _ cause: String, _ words: String...
    ) async throws {
        let outcome = try await run(node, as: role, words)
        #expect(outcome.code == code.rawValue, "\(outcome.output)\(outcome.errors)")
        #expect(outcome.errors.contains(cause) && outcome.errors.contains("cure: "), "\(outcome.errors)")
    }

    // proves: ZZ23-20
    @Test func `A file of many pieces is attached, listed, verified and read back the same`() async throws {
        try await withNode { node, folder in
            let ticket = try await node.dispatched("停水")
            let noise = (0..<20_000_000).map { UInt8(truncatingIfNeeded: ($0 &* 2_654_435_761) >> 13) }
            let bytes = Array("ID3".utf8) + noise
            try Data(bytes).write(to: URL(filePath: folder.file("call.mp3")))
            let added = try #require(try await records(
                node, as: "operator", "attachment", "add", ticket, folder.file("call.mp3"), "--class", "contact").first)
            #expect(added.text("name") == "call.mp3" && added["size"] == .integer(bytes.count))
            let digest = added.text("digest")
            #expect(try await records(node, "attachment", "list", ticket).first?.text("digest") == digest)
            let told = try await run(node, ["attachment", "list", ticket])
            #expect(told.code == 0 && told.output.contains(digest) && told.output.contains("已到"))
            #expect(try await records(node, "attachment", "verify", ticket).first?.text("state") == "sound")

            let copy = folder.file("copy.mp3")
            _ = try await records(node, "attachment", "get", ticket, digest, copy)
            #expect(try Data(contentsOf: URL(filePath: copy)) == Data(bytes))
            try await expectFailure(node, .failed, "copy.mp3", "attachment", "get", ticket, digest, copy)
            #expect(!FileManager.default.fileExists(atPath: copy + ".part"))
        }
    }

    // proves: ZZ23-20
    @Test func `What cannot be attached or read is refused with its cause, and leaves no file`() async throws {
        try await withNode { node, folder in
            let ticket = try await node.dispatched("停水")
            let file = folder.file("page.html")
            try Data("<script>".utf8 + [0, 1, 2]).write(to: URL(filePath: file))
            try await expectFailure(node, .refused, "附件类型", "attachment", "add", ticket, file, "--class", "site")
            try await expectFailure(
                node, .failed, "nowhere.mp3", "attachment", "add", ticket, "nowhere.mp3", "--class", "site")
            try await expectFailure(node, .usage, "--class", "attachment", "add", ticket, file)
            let copy = folder.file("copy")
            let none = "sha256-" + String(repeating: "0", count: 64)
            try await expectFailure(node, .notSo, "附件", "attachment", "get", ticket, none, copy)
            #expect(!FileManager.default.fileExists(atPath: copy))
            #expect(!FileManager.default.fileExists(atPath: copy + ".part"))
        }
    }

    // proves: ZZ23-20
    @Test func `A content that was changed on the disk is found by verify`() async throws {
        try await withNode { node, folder in
            let ticket = try await node.dispatched("停水")
            let digest = try await node.attach("call.mp3", class: "contact", to: ticket, as: "operator")
            let blobs = FileManager.default.enumerator(atPath: folder.path)?.compactMap { $0 as? String } ?? []
            let name = try #require(blobs.first { $0.hasSuffix(String(digest.dropFirst("sha256-".count).suffix(40))) })
            let file = URL(filePath: folder.file(name))
            var bytes = try Data(contentsOf: file)
            bytes[100] ^= 1
            try bytes.write(to: file)
            let found = try await records(node, code: 1, "attachment", "verify", ticket)
            #expect(found.first?.text("state") == "damaged" && found.last?["summary"]?["sound"] == false)
            try await expectFailure(node, .notSo, "sha256-", "attachment", "get", ticket, digest, folder.file("copy"))
            #expect(!FileManager.default.fileExists(atPath: folder.file("copy")))
        }
    }

    // proves: JY24-33
    @Test func `A restriction is imposed, listed and lifted`() async throws {
        try await withNode { node, _ in
            let made = try #require(try await records(
                node, as: "supervisor", "restriction", "impose", "--phone", "13900000000", "--reason", "一小时内无故拨打六十次",
                "--decided-by", "热线管理办公室", "--until", "2026-09-07T09:00:00+08:00").first)
            #expect(made.text("phone") == "139****0000" && made.isTrue("active"))
            let told = try await run(node, ["restriction", "list", "--active"])
            #expect(told.code == 0 && told.output.contains("限制中") && told.output.contains("139****0000"))
            let lifted = try await records(
                node, as: "supervisor", "restriction", "lift", made.text("id"), "--reason", "申诉成立")
            #expect(lifted.first?.text("liftReason") == "申诉成立")
            #expect(try await records(node, "restriction", "list", "--active").count == 1)
            try await expectFailure(
                node, as: "supervisor", .refused, "已经结束", "restriction", "lift", made.text("id"), "--reason", "再次")
            try await expectFailure(
                node, as: "supervisor", .notSo, "99", "restriction", "lift", "99", "--reason", "无")
            try await expectFailure(node, as: "supervisor", .usage, "--reason", "restriction", "lift", "1")
        }
    }

    // proves: ZZ23-9.6
    @Test func `An earlier matter is found and linked`() async throws {
        try await withNode { node, _ in
            let (first, second) = (try await node.register("停水"), try await node.register("又停水"))
            let similar = try await records(node, as: "operator", "ticket", "similar", second)
            #expect(similar.first?.text("ticket", "id") == first)
            let told = try await run(node, as: "operator", ["ticket", "similar", second])
            #expect(told.code == 0 && told.output.contains(first))
            let linked = try await records(node, as: "operator", "ticket", "link", second, first)
            #expect(linked.first?.text("relatedTo") == first)
            try await expectFailure(node, as: "operator", .refused, "同一诉求", "ticket", "link", second, second)
            let none = "140525-1-99999"
            try await expectFailure(node, as: "operator", .notSo, none, "ticket", "similar", none)
        }
    }

    @Test(arguments: ["attachment", "restriction", "ticket link", "ticket similar", "attachment get"])
    func `Each says how it is used`(words: String) async throws {
        let outcome = try await RunningProgram(words.split(separator: " ").map(String.init) + ["--help"]).end()
        #expect(outcome.code == 0 && outcome.output.contains(words))
    }
}
