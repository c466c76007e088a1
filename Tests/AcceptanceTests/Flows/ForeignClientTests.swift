import Foundation
import HotlineCore
import Node
import TestSupport
import Testing

@testable import HotlineCLI

/// A system that is no node delivers with `curl`, as the API's description shows: in every mode of CloudEvents.
@Suite(.timeLimit(.minutes(3))) struct ForeignClientTests {
    private static let source = "urn:tax:12366"
    private static let monday: Int64 = 1_788_138_000_000

    private func data(_ title: String) -> String {
        """
        {"kind":"consultation","channel":"externalSystem","title":"\(title)","content":"怎样开发票","place":"县城",
         "petitioner":{"phone":"13700000000"}}
        """
    }

    private func event(_ id: String, _ title: String) -> String {
        """
        {"specversion":"1.0","id":"\(id)","source":"\(Self.source)","type":"cn.hotline.matter.submitted.v1",
         "data":\(data(title))}
        """
    }

    private func withNode(_ test: (SingleNode) async throws -> Void) async throws {
        let folder = try TemporaryDirectory()
        try await SingleNode.run(at: Self.monday, in: folder.path, { configuration in
            configuration.staff.append(
                .init(id: "tax", name: "税务分中心", role: .system, source: Self.source, token: "token-tax"))
        }, test)
        withExtendedLifetime(folder) {}
    }

    /// Posts to the inbox; the status, and what the node answered.
    private func curl(
        _ node: SingleNode, _ headers: [String], _ body: String, token: String = "token-tax"
    ) async throws -> (status: String, body: JSONValue) {
        let lines = headers + ["Authorization: Bearer \(token)"]
        let words = ["-s", "-w", "\n%{http_code}", "\(node.address)/inbox", "--data-binary", body]
        let outcome = try await RunningProgram(
            words + lines.flatMap { ["-H", $0] }, program: "/usr/bin/curl").end()
        #expect(outcome.code == 0, "\(outcome.errors)")
        let parts = outcome.output.split(separator: "\n")
        let answer = try parts.dropLast().first.map { try JSONValue(parsing: Data($0.utf8)) }
        return (String(parts.last ?? ""), answer ?? .null)
    }

    private func titles(_ node: SingleNode) async throws -> [String] {
        try await node.client("operator").value(.get(["tickets"])).list("items").map { $0.text("title") }.sorted()
    }

    // proves: CARD-2, JY24-7.4, JY24-20c
    @Test func `A matter is delivered structured, binary and in a batch, each once`() async throws {
        try await withNode { node in
            let structured = ["Content-Type: application/cloudevents+json"]
            let first = try await curl(node, structured, event("1", "结构化"))
            #expect(first.status == "201")
            #expect(first.body.text("status") == "accepted" && first.body.text("ticket").hasPrefix("140525-"))

            let binary = [
                "Content-Type: application/json", "ce-specversion: 1.0", "ce-id: 2", "ce-source: \(Self.source)",
                "ce-type: cn.hotline.matter.submitted.v1",
            ]
            let second = try await curl(node, binary, data("二进制"))
            #expect(second.body.text("status") == "accepted", "\(second)")

            let batch = ["Content-Type: application/cloudevents-batch+json"]
            let both = "[\(event("1", "结构化")),\(event("3", "批量"))]"
            for _ in 1...2 { #expect(try await curl(node, batch, both).status.hasPrefix("20")) }
            #expect(try await titles(node) == ["二进制", "批量", "结构化"])
        }
    }

    // proves: CARD-2
    @Test func `What is wrong is refused with its cause and cure, and changes nothing`() async throws {
        try await withNode { node in
            let structured = ["Content-Type: application/cloudevents+json"]
            let stranger = try await curl(node, structured, event("1", "无令牌"), token: "token-none")
            #expect(stranger.status == "401" && !stranger.body.text("cure").isEmpty, "\(stranger)")
            let other = event("1", "他人").replacing(Self.source, with: "urn:other")
            let foreign = try await curl(node, structured, other)
            #expect(foreign.status.hasPrefix("4") && foreign.body.text("type").contains("urn:hotline:problem:"))
            let bare = try await curl(node, ["Content-Type: application/json", "ce-specversion: 1.0"], data("缺属性"))
            #expect(bare.status.hasPrefix("4"), "\(bare)")
            #expect(try await titles(node) == [])
        }
    }
}
