import Foundation
import Node
import TestSupport
import Testing

@testable import HotlineCLI

/// `hotline account`: beside a node that runs, or does not.
@Suite(.timeLimit(.minutes(3))) struct AccountCommandTests {
    /// Signs in over HTTP: the status, and whether the password has to be changed.
    private func signIn(_ account: String, _ password: String, at address: String) async throws -> (Int, Bool) {
        let answer = try await URLSessionClient.send(
            "POST", "\(address)/api/v1/session", headers: ["Content-Type": "application/json"],
            body: #"{"account":"\#(account)","password":"\#(password)"}"#)
        return (answer.status, answer.body?["mustChangePassword"] == .bool(true))
    }

    // proves: ZZ23-46, ZZ23-47
    @Test func `Accounts are made, disabled, enabled, unlocked and reset while the node runs`() async throws {
        let folder = try TemporaryDirectory()
        let file = folder.file("node.json")
        func account(_ words: String...) async throws -> BuiltProgram.Outcome {
            try await BuiltProgram.run(["account"] + words + ["--config", file])
        }
        try await SingleNode.run(at: 1_772_413_200_000, in: folder.path, { configuration in
            #expect(throws: Never.self) { try configuration.save(to: file) }
        }, { node in
            let made = try await account("create", "overseer", "--name", "监督", "--role", "auditor")
            let password = try #require(made.lines.first).text("password")
            #expect(try await signIn("overseer", password, at: node.address) == (200, true))
            _ = try await account("disable", "overseer")
            #expect(try await signIn("overseer", password, at: node.address).0 == 401)
            _ = try await account("enable", "overseer")
            #expect(try await signIn("overseer", password, at: node.address).0 == 200)
            for _ in 0..<5 { #expect(try await signIn("overseer", "wrong", at: node.address).0 == 401) }
            #expect(try await signIn("overseer", password, at: node.address).0 == 429)
            _ = try await account("unlock", "overseer")
            #expect(try await signIn("overseer", password, at: node.address).0 == 200)
            let reset = try #require(try await account("reset-password", "overseer").lines.first).text("password")
            #expect(try await signIn("overseer", password, at: node.address).0 == 401)
            #expect(try await signIn("overseer", reset, at: node.address) == (200, true))
            let audited = try await node.client("admin").value(.get(["audit"])).list("items")
                .filter { $0.text("person") == "system" && $0.text("action") == "account.created" }
            #expect(audited.map { $0.text("subject") } == ["overseer"])
        })
        let listed = try await account("list")
        #expect(listed.lines.first?.text("account") == "overseer" && listed.lines.first?.text("role") == "auditor")
        #expect(!listed.lines.contains { $0.line.contains("scrypt") })
        withExtendedLifetime(folder) {}
    }

    @Test(arguments: [
        (["disable", "nobody"], "there is no account 'nobody'"),
        (["create", "op", "--name", "坐席", "--role", "admin"], "the node's file has one of another role or unit"),
        (["create", "li", "--name", "李", "--role", "unit", "--unit", "fire"], "has no unit 'fire'"),
        (["create", "li", "--name", "李", "--role", "system"], "is a program's role"),
        (["create", "Li", "--name", "李", "--role", "operator"], "cannot be a sign-in name"),
        (["create", "li", "--name", "李", "--role", "operator", "--unit", "water"], "--unit goes with --role unit"),
    ])
    func `What cannot be is refused with its cause`(words: [String], cause: String) async throws {
        let folder = try TemporaryDirectory()
        let file = folder.file("node.json")
        try await SingleNode.run(at: 1_772_413_200_000, in: folder.path, { configuration in
            #expect(throws: Never.self) { try configuration.save(to: file) }
        }, { _ in })
        let refused = try await BuiltProgram.run(["account"] + words + ["--config", file])
        #expect(!refused.isSuccess && refused.errors.contains(cause), "\(refused.errors)")
        withExtendedLifetime(folder) {}
    }
}
