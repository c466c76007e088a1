import Foundation
import Node
import TestSupport
import Testing

@testable import HotlineCLI

/// What `hotline verify --against-peer` makes of what a node above answers.
@Suite(.timeLimit(.minutes(3))) struct SealWitnessTests {
    private static let keeps = FakeNode.Answer.ok(#"{"code":"140500","journalSeals":true}"#)
    private static let discovery = "GET /.well-known/hotline-node"
    private static let question = "POST /journal/seals"

    /// Runs it for a county whose journal is empty, under a city with these answers.
    private func verify(_ answers: [String: FakeNode.Answer], _ words: String...) async throws -> Outcome {
        let folder = try TemporaryDirectory()
        var configuration = NodeConfiguration(
            code: "140525", name: "泽州县", tier: .county, listen: .init(port: 0), dataFolder: folder.file("data"),
            ruleBooks: .init(handling: "zezhou-2023"))
        let node = NodeService(configuration)
        let port = try await node.start()
        await node.stop()
        let city = try FakeNode(answers)
        configuration.listen.port = Int(port)
        configuration.peers = [
            .init(
                code: "140500", name: "晋城市", relation: .upper, baseURL: city.address, secret: "a secret of this link",
                speaksFor: ["140500"]),
        ]
        let file = folder.file("node.json5")
        try configuration.save(to: file)
        let output = RecordingSink()
        let errors = RecordingSink()
        let program = HotlineProgram(terminal: Terminal(output: output, errors: errors), environment: [:])
        let code = await program.run(["verify", "--config", file, "--against-peer"] + words)
        return Outcome(code: code, output: output.text, errors: errors.text)
    }

    @Test func `A neighbour of an earlier version is named as such`() async throws {
        for discovery in [FakeNode.Answer.ok(#"{"code":"140500","protocols":[1]}"#), FakeNode.missing] {
            let outcome = try await verify([Self.discovery: discovery])
            #expect(outcome.code == .refused && outcome.output.contains("软件版本不保存日志封签"), "\(outcome)")
            let record = try await verify([Self.discovery: discovery], "--json").output
            #expect(record.contains(#""state":"unsupported""#), "\(record)")
        }
    }

    @Test func `A refusal is told in the words of who refuses`() async throws {
        let refusal = FakeNode.Answer(
            status: 403,
            json: #"{"type":"urn:hotline:problem:link-secret-wrong","title":"链路密钥不符","status":403,"detail":"密钥不对"}"#)
        let outcome = try await verify([Self.discovery: Self.keeps, Self.question: refusal])
        #expect(outcome.code == .refused && outcome.output.contains("密钥不对"), "\(outcome)")
    }

    @Test func `An answer that cannot be read is no answer`() async throws {
        for text in ["[]", #"{"seals":[{"length":1}]}"#, "no JSON"] {
            let outcome = try await verify([Self.discovery: Self.keeps, Self.question: .ok(text)])
            #expect(outcome.code == .unreachable && outcome.output.contains("未能取得"), "\(outcome)")
        }
    }

    @Test func `An empty journal needs no seals, and one that was sealed is not empty`() async throws {
        let none = try await verify([Self.discovery: Self.keeps, Self.question: .ok(#"{"seals":[]}"#)])
        #expect(none.code == .ok && none.output.contains("还没有本节点的日志封签"), "\(none)")
        let digest = String(repeating: "ab", count: 32)
        let seal = #""generation":1,"length":7,"since":0,"digest":"\#(digest)","receivedAt":1789347600000"#
        let seals = #"{"seals":[{\#(seal)}]}"#
        let some = try await verify([Self.discovery: Self.keeps, Self.question: .ok(seals)])
        #expect(some.code == .notSo && some.output.contains("共 0 行") && some.output.contains("没有一行得到证明"), "\(some)")
    }
}
