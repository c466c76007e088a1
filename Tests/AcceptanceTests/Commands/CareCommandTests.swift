import Foundation
import HotlineCore
import Node
import Testing
import Topology

@testable import HotlineCLI

/// What an administrator runs beside a network at work: each command as a process of the program.
@Suite(.timeLimit(.minutes(3))) struct CareCommandTests {
    private static let network = AcceptanceNetwork(topology: "shanxi", cuts: [("140500", "140525")])

    /// The words that reach a node as its administrator.
    private func at(_ code: String, in staged: StagedNetwork) throws -> [String] {
        let member = try #require(staged.network.plan.member(code))
        return ["--node", member.address, "--token", try #require(member.tokens["admin"])]
    }

    private func run(_ words: [String]) async throws -> ProgramOutcome { try await RunningProgram(words).end() }

    /// Every line is a record.
    private func records(_ words: [String], code: Int32 = 0) async throws -> [JSONValue] {
        let outcome = try await run(words + ["--json"])
        #expect(outcome.code == code, "\(outcome.errors)")
        #expect(outcome.records.count == outcome.output.split(separator: "\n").count)
        return outcome.records
    }

    /// It ended with that code, and said why and what to do: for people, and as a record.
    private func expectFailure(_ words: [String], _ code: ExitCode, _ cause: String) async throws {
        let told = try await run(words)
        #expect(told.code == code.rawValue, "\(told.output)\(told.errors)")
        #expect(told.errors.contains(cause) && told.errors.contains("cure: "), "\(told.errors)")
        let record = try #require(try await run(words + ["--json"]).errors.split(separator: "\n").last)
        let failure = try JSONValue(parsing: Data(record.utf8))
        let content = failure["error"] ?? failure
        #expect(content["exitCode"] == .integer(Int(code.rawValue)) && !content.text("cure").isEmpty, "\(record)")
    }

    // proves: CARD-5
    @Test func `status shows a node's health, and says which node cannot be reached`() async throws {
        try await Self.network.run { staged in
            let county = try at("140525", in: staged)
            let shown = try await run(["status"] + county)
            #expect(shown.code == 0 && shown.output.contains("泽州县"))
            #expect(try await records(["status"] + county).first?.text("node", "code") == "140525")
            #expect(try await run(["status", "--check"] + county).code == 0)
            try await expectFailure(
                ["status", "--node", "http://127.0.0.1:1", "--token", "x"], .unreachable, "127.0.0.1:1")
            try await expectFailure(["status"] + county.dropLast() + ["wrong"], .refused, "令牌无效")
        }
    }

    // proves: CARD-2, CARD-3
    @Test func `outbox lists what a cut link owes, and retries once it is mended`() async throws {
        try await Self.network.run { staged in
            let (city, county) = (try staged.stage.desk("140500"), try staged.stage.desk("140525"))
            let words = try at("140525", in: staged)
            try await staged.stage.cut(city, county)
            let ticket = try await county.register(.plain("断线期间登记"))
            let owed = try await records(["outbox", "list", "--peer", "140500"] + words)
            #expect(owed.contains { $0.text("subject") == ticket.id && $0.text("stream") == "feed" })
            let told = try await run(["outbox", "list"] + words)
            #expect(told.code == 0 && told.output.contains(ticket.id))
            for line in try #require(staged.stage.links.first).lines { await line.mend() }
            #expect(try await records(["outbox", "retry", "140500"] + words).first?.text("peer") == "140500")
            try await city.untilMirror(of: ticket, is: .registered)
            try await expectFailure(["outbox", "retry", "999999"] + words, .notSo, "999999")
        }
    }

    @Test func `dead-letters lists none where none is, and knows which there are`() async throws {
        try await Self.network.run { staged in
            let words = try at("140525", in: staged)
            let told = try await run(["dead-letters", "list"] + words)
            #expect(told.code == 0 && told.output.contains("没有符合条件的记录"))
            #expect(try await records(["dead-letters", "list"] + words).allSatisfy { $0["id"] == nil })
            try await expectFailure(["dead-letters", "show", "99"] + words, .notSo, "99")
            try await expectFailure(["dead-letters", "requeue", "99"] + words, .notSo, "99")
            try await expectFailure(["dead-letters", "discard", "99"] + words, .usage, "--reason")
        }
    }

    // proves: CARD-2
    @Test func `reconcile finds both sides equal, and names a neighbour that is none`() async throws {
        try await Self.network.run { staged in
            let (city, county) = (try staged.stage.desk("140500"), try staged.stage.desk("140525"))
            let ticket = try await county.register(.plain())
            try await city.untilMirror(of: ticket, is: .registered)
            let words = try at("140500", in: staged)
            let told = try await run(["reconcile", "140525"] + words)
            #expect(told.code == 0 && told.output.contains("双方一致"), "\(told.output)\(told.errors)")
            let summary = try await records(["reconcile", "140525", "--repair"] + words).last?["summary"]
            #expect(summary?.isTrue("equal") == true)
            try await expectFailure(["reconcile", "999999"] + words, .notSo, "999999")
        }
    }

    // proves: ZZ23-47
    @Test func `token draws, lists and revokes what opens a node at work`() async throws {
        try await Self.network.run { staged in
            let file = try configuration(of: "140525", in: staged)
            let member = try #require(staged.network.plan.member("140525"))
            let made = try #require(try await records(
                ["token", "create", "--config", file, "--person", "wang", "--role", "auditor"]).first)
            let client = URLSessionClient.client(member.address, token: made.text("token"))
            #expect(try await client.value(.get(["tickets"]))["total"] == .integer(0))
            let listed = try await run(["token", "list", "--config", file])
            #expect(listed.code == 0 && listed.output.contains("wang") && !listed.output.contains(made.text("token")))
            #expect(try await records(["token", "revoke", made.text("id"), "--config", file]).first?.text("revoked")
                == made.text("id"))
            let closed = await #expect(throws: Failure.self) { try await client.value(.get(["tickets"])) }
            #expect(closed?.exitCode == .refused)
            try await expectFailure(["token", "revoke", "nobody", "--config", file], .notSo, "nobody")
            try await expectFailure(["token", "create", "--config", file, "--role", "auditor"], .usage, "--person")
        }
    }

    // proves: CARD-7
    @Test func `verify reads a node at work, and says where there is no database`() async throws {
        try await Self.network.run { staged in
            let county = try staged.stage.desk("140525")
            _ = try await county.register(.plain())
            let file = try configuration(of: "140525", in: staged)
            let told = try await run(["verify", "--config", file])
            #expect(told.code == 0 && told.output.contains("没有发现问题"), "\(told.output)")
            let summary = try await records(["verify", "--config", file]).last?["summary"]
            #expect(summary?["findings"] == .integer(0) && (summary?["journalLength"]?.integer ?? 0) > 0)
            try await expectFailure(["verify", "--data", file + ".none"], .notSo, "no database")
        }
    }

    private func configuration(of code: String, in staged: StagedNetwork) throws -> String {
        let file = staged.network.plan.configurationFile(of: code)
        let member = try #require(staged.network.plan.member(code))
        if !FileManager.default.fileExists(atPath: file) { try member.configuration.save(to: file) }
        return file
    }

    // proves: CARD-4
    @Test func `demo plays every matter through processes and finds nothing lost, doubled or different`() async throws {
        let file = AcceptanceNetwork.repository.appending(path: "Topologies/shanxi.json5").path
        let played = try await records(["demo", file, "--exit"])
        let hops = played.compactMap { $0["hop"]?.text("event") }
        #expect(hops.contains("directive.received") && hops.contains("supervision.answered"))
        #expect(played.allSatisfy { $0["finding"] == nil })
        try await expectFailure(["demo", "nowhere.json5", "--exit"], .notSo, "nowhere.json5")
    }
}
