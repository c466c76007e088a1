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
    @Test func `Accounts are made, disabled, enabled and reset while the node runs, and listed when it does not`()
        async throws
    {
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
            #expect(try await account("disable", "overseer").isSuccess)
            #expect(try await signIn("overseer", password, at: node.address).0 == 401)
            #expect(try await account("enable", "overseer").isSuccess)
            #expect(try await signIn("overseer", password, at: node.address).0 == 200)
            for _ in 0..<5 { #expect(try await signIn("overseer", "wrong", at: node.address).0 == 401) }
            #expect(try await signIn("overseer", password, at: node.address).0 == 429)
            #expect(try await account("unlock", "overseer").isSuccess)
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
        for (words, cause) in [
            (["disable", "nobody"], "there is no account 'nobody'"),
            (["create", "overseer", "--name", "监督", "--role", "auditor"], "there is an account 'overseer' already"),
            (["create", "li", "--name", "李", "--role", "unit", "--unit", "fire"], "has no unit 'fire'"),
        ] {
            let refused = try await BuiltProgram.run(["account"] + words + ["--config", file])
            #expect(!refused.isSuccess && refused.errors.contains(cause), "\(refused.errors)")
        }
        withExtendedLifetime(folder) {}
    }
}
