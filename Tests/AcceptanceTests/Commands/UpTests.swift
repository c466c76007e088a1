import Foundation
import Glibc
import TestSupport
import Testing

@testable import HotlineCLI

/// `hotline up` as a process of its own, with its nodes below it.
@Suite(.timeLimit(.minutes(3))) struct UpTests {
    private static let shanxi = AcceptanceNetwork.repository.appending(path: "Topologies/shanxi.json5").path

    // proves: CARD-1, CARD-7
    @Test func `A node that is killed is named, starts again, and has what it had`() async throws {
        let folder = try TemporaryDirectory()
        let up = try RunningProgram(["up", Self.shanxi, "--folder", folder.path, "--port-base", "0", "--json"])
        let county = try await up.line("the county") { line -> JSONValue? in
            let node = (try? JSONValue(parsing: Data(line.utf8)))?["node"]
            return node?.text("code") == "140525" ? node : nil
        }
        let signIn = try #require(county.list("signIns").first { $0.text("id") == "operator" })
        let address = county.text("address")
        let console = try await URLSessionClient.send(
            "POST", "\(address)/api/v1/session", headers: ["Content-Type": "application/json"],
            body: #"{"account":"operator","password":"\#(signIn.text("password"))"}"#)
        #expect(console.status == 200 && console.body?.text("role") == "operator")
        let client = URLSessionClient.client(address, token: signIn.text("token"))
        let ticket = try await client.value(.post(
            ["tickets"], body: MatterForm.plain().form, headers: ["Idempotency-Key": "before-the-death"]))

        let pid = try pid(ofNodeWith: "\(folder.path)/140525.json")
        #expect(kill(pid, SIGKILL) == 0)
        let ended = try await up.record("nodeEnded")
        #expect(ended.text("node") == "140525")
        #expect(ended.text("cause") == "was ended by signal 9")
        #expect(ended["restartInSeconds"]?.integer == 1)
        let restarted = try await up.record("nodeRestarted")
        #expect(restarted.text("node") == "140525" && restarted["pid"]?.integer != Int(pid))
        let found = try await client.value(.get(["tickets", ticket.text("id")]))
        #expect(found.text("number") == ticket.text("number"))

        up.interrupt()
        let outcome = try await up.end()
        #expect(outcome.code == 0)
        #expect(outcome.records.filter { $0["nodeEnded"] != nil }.count == 1)
    }

    @Test func `A node that dies again and again ends the network with exit code 5`() async throws {
        let folder = try TemporaryDirectory()
        let up = try RunningProgram(["up", Self.shanxi, "--folder", folder.path, "--port-base", "0", "--json"])
        _ = try await up.record("node")
        // A file that no node can start from: the restarts fail as long as they are tried.
        let file = "\(folder.path)/140525.json"
        let pid = try pid(ofNodeWith: file)
        try "no configuration".write(toFile: file, atomically: true, encoding: .utf8)
        #expect(kill(pid, SIGKILL) == 0)
        let outcome = try await up.end()
        #expect(outcome.code == 5)
        let waits = outcome.records.compactMap { $0["nodeEnded"]?["restartInSeconds"]?.integer }
        #expect(waits == [1, 2, 4, 8, 16])
        #expect(outcome.errors.contains("140525") && outcome.errors.contains("again and again"))
    }

    @Test func `A folder that cannot be written is named with cause and cure`() async throws {
        let folder = try TemporaryDirectory()
        let file = folder.file("occupied")
        try "a file".write(toFile: file, atomically: true, encoding: .utf8)
        let outcome = try await hotline("up", Self.shanxi, "--folder", "\(file)/network", "--port-base", "0")
        #expect(outcome.code == 5)
        #expect(outcome.errors == """
            hotline: \(file)/network cannot be used: Not a directory
            cure: let this user write there, or give another folder with --folder

            """)
    }

    /// The process that serves from that file.
    private func pid(ofNodeWith file: String) throws -> pid_t {
        for name in try FileManager.default.contentsOfDirectory(atPath: "/proc") {
            guard let pid = pid_t(name), let words = FileManager.default.contents(atPath: "/proc/\(name)/cmdline")
            else { continue }
            let arguments = String(decoding: words, as: UTF8.self).split(separator: "\0")
            if arguments.contains("serve") && arguments.contains(Substring(file)) { return pid }
        }
        throw Failure(.failed, "no process serves from \(file)")
    }
}
