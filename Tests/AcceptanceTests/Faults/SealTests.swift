import Database
import Foundation
import HotlineCore
import Node
import Storage
import SyncProtocol
import Testing
import Topology

@testable import HotlineCLI

/// A journal that was rewritten as a whole agrees with itself, and not with what the node above keeps of it.
@Suite(.timeLimit(.minutes(3))) struct SealTests {
    private let county = "140525"

    private func run(_ test: (StagedNetwork, Desk, Desk) async throws -> Void) async throws {
        try await AcceptanceNetwork(topology: "shanxi", client: PersistentClient.maker()).run { staged in
            try await test(staged, try staged.stage.desk("140500"), try staged.stage.desk(county))
        }
    }

    /// `hotline verify` of the county's data, by the program that was built.
    private func verify(_ staged: StagedNetwork, _ words: String...) async throws -> ProgramOutcome {
        let file = staged.network.plan.configurationFile(of: county)
        let member = try #require(staged.network.plan.member(county))
        if !FileManager.default.fileExists(atPath: file) { try member.configuration.save(to: file) }
        return try await RunningProgram(["verify", "--config", file] + words).end()
    }

    /// Four rows at least, each sealed by itself.
    private func live(_ city: Desk, _ county: Desk) async throws {
        for title in ["停水", "停电"] {
            let ticket = try await county.register(.plain(title))
            try await city.untilMirror(of: ticket, is: .registered)
            try await county.accept(ticket)
            try await city.untilMirror(of: ticket, is: .accepted)
        }
    }

    private func seals(_ outcome: ProgramOutcome, _ state: String) -> [JSONValue] {
        outcome.records.compactMap { $0["seal"] }.filter { $0.text("state") == state }
    }

    private func summary(_ outcome: ProgramOutcome) -> JSONValue? { outcome.records.compactMap { $0["peer"] }.first }

    // proves: ZZ23-47
    @Test func `An untouched journal is vouched for from end to end, at work and at rest`() async throws {
        try await run { staged, city, county in
            try await live(city, county)
            let told = try await verify(staged, "--against-peer")
            #expect(told.code == 0 && told.output.contains("自封签后未被改动或删除"), "\(told.output)\(told.errors)")
            try await staged.network.stop(county.code)
            let outcome = try await verify(staged, "--against-peer", city.code, "--json")
            #expect(outcome.code == 0, "\(outcome.output)\(outcome.errors)")
            let length = outcome.records.last?["summary"]?["journalLength"]
            let peer = try #require(summary(outcome))
            #expect(peer["vouchedThrough"] == length && peer.text("state") == "compared")
            #expect(peer["seals"] == peer["matching"] && (peer["seals"]?.integer ?? 0) >= 4)
            #expect(peer.text("from") <= peer.text("to") && !peer.text("from").isEmpty)
        }
    }

    /// Saying that there was a restore, which the node above never heard of, helps nothing.
    // proves: ZZ23-47
    @Test(arguments: [false, true])
    func `Who changes a record and makes the chain anew is found by the node above, with the row`(
        claimsRestore: Bool
    ) async throws {
        try await run { staged, city, county in
            try await live(city, county)
            try await staged.network.stop(county.code)
            try rewrite(staged, claimsRestore: claimsRestore) { $0.actor.person = "nobody" }
            let plain = try await verify(staged)
            #expect(plain.code == 0 && plain.output.contains("没有发现问题"), "\(plain.output)")

            let told = try await verify(staged, "--against-peer")
            #expect(told.code == 1 && told.output.contains("第 2 至 2 行中有行在封签后被改动"), "\(told.output)")
            #expect(told.output.contains("证明第 1 至 1 行") && told.output.contains("处置："), "\(told.output)")
            let outcome = try await verify(staged, "--against-peer", "--json")
            let changed = seals(outcome, "changed")
            #expect(outcome.code == 1 && changed.first?["length"] == .integer(2))
            #expect(changed.first?["goodThrough"] == .integer(1) && changed.count >= 3)
            #expect(summary(outcome)?["vouchedThrough"] == .integer(1))

            guard !claimsRestore else { return }
            // What the node seals from now on makes the change no better.
            try await staged.restart(county)
            _ = try await county.register(.plain("之后"))
            try await city.catchUp(with: county)
            #expect(try await verify(staged, "--against-peer").code == 1)
        }
    }

    // proves: ZZ23-47, CARD-7
    @Test func `Removed last rows are found, and what a restore took is listed as no tampering`() async throws {
        try await run { staged, city, county in
            try await live(city, county)
            let copy = try await staged.backUp(county)
            try await live(city, county)
            try await city.catchUp(with: county)
            // An older database in the place of the present one: it agrees with itself, and its last rows are gone.
            try await staged.network.stop(county.code)
            try copy.putBack(.folder)
            #expect(try await verify(staged).code == 0)
            let cut = try await verify(staged, "--against-peer", "--json")
            #expect(cut.code == 1 && seals(cut, "changed").isEmpty, "\(cut.output)")
            let length = try #require(cut.records.last?["summary"]?["journalLength"]?.integer)
            #expect(seals(cut, "missing").compactMap { $0["length"]?.integer }.min() == length + 1)
            #expect(try await verify(staged, "--against-peer").output.contains("末尾的行在封签后被删除"))

            try await staged.restart(county)
            let later = try await county.register(.plain("恢复之后"))
            try await city.untilMirror(of: later, is: .registered)
            try await city.catchUp(with: county)
            let restored = try await verify(staged, "--against-peer", "--json")
            #expect(restored.code == 0, "\(restored.output)\(restored.errors)")
            #expect(seals(restored, "replaced").contains { ($0["length"]?.integer ?? 0) > length })
            #expect(summary(restored)?["vouchedThrough"] == restored.records.last?["summary"]?["journalLength"])
            #expect(try await verify(staged, "--against-peer").output.contains("已被一次数据库恢复取代"))
            let alarm = try await city.alarm("journal-replaced")
            #expect(alarm.text("peer") == county.code && alarm.text("detail").contains("从第 \(length + 1) 行重新写起"))
        }
    }

    // proves: ZZ23-47
    @Test func `Rows that are written anew after a removal are told to the people above at once`() async throws {
        try await run { staged, city, county in
            try await live(city, county)
            try await staged.network.stop(county.code)
            try rewrite(staged, keeping: 2)
            try await staged.restart(county)
            _ = try await county.register(.plain("之后"))
            let alarm = try await city.alarm("journal-contradicts")
            #expect(alarm.text("peer") == county.code && alarm.text("detail").contains("矛盾"), "\(alarm)")
            #expect(try await verify(staged, "--against-peer").code == 1)
        }
    }

    // proves: ZZ23-47
    @Test func `Without a node above, or with one that cannot be reached, nothing is said to be proven`() async throws {
        try await run { staged, city, county in
            try await live(city, county)
            let wrong = try await verify(staged, "--against-peer", "140800")
            #expect(wrong.code == 2 && wrong.errors.contains("140500"), "\(wrong.errors)")
            #expect(try await verify(staged, "140500").code == 2)
            try await staged.network.stop(city.code)
            let told = try await verify(staged, "--against-peer")
            #expect(told.code == 3 && told.output.contains("未能取得日志封签"), "\(told.output)")
            #expect(summary(try await verify(staged, "--against-peer", "--json"))?.text("state") == "unreachable")

            let province = try #require(staged.network.plan.member("140000"))
            let file = staged.network.plan.configurationFile(of: "140000")
            try province.configuration.save(to: file)
            let top = try await hotline("verify", "--config", file, "--against-peer")
            #expect(top.code == 1 && top.errors.contains("no node is above 140000"), "\(top.errors)")
        }
    }

    // MARK: - The intruder

    /// Rewrites the stopped county's journal with everything that belongs to it: no digest in the database tells.
    private func rewrite(
        _ staged: StagedNetwork, keeping rows: Int64 = .max, claimsRestore: Bool = false,
        _ change: (inout TicketEvent) -> Void = { _ in }
    ) throws {
        let folder = try #require(staged.network.plan.member(county)).configuration.dataFolder
        let session = try WriteSession(SQLiteDriver(path: "\(folder)/node.sqlite"))
        try session.write { transaction in
            try transaction.execute("DELETE FROM journal WHERE seq > ?", rows)
            let entries = try transaction.query("SELECT seq, entry FROM journal ORDER BY seq") {
                (seq: $0.int64(0), entry: $0.blob(1))
            }
            var digest = Digest32.zero.bytes
            for (seq, old) in entries {
                var event = try CanonicalJSON.decode(TicketEvent.self, from: old)
                if seq == 2 { change(&event) }
                let entry = try CanonicalJSON.encode(event)
                digest = JournalStore.chain(after: digest, entry: entry)
                try transaction.execute(
                    "UPDATE journal SET entry = ?, digest = ? WHERE seq = ?", entry, digest, seq)
            }
            try transaction.execute(
                "UPDATE node SET journal_length = ?, journal_digest = ?", Int64(entries.count), digest)
            guard claimsRestore else { return }
            try transaction.execute("UPDATE node SET generation = generation + 1")
            try transaction.execute("INSERT INTO generation_start (generation, length) SELECT generation, 1 FROM node")
        }
        // The file beside the database knows how long the journal was.
        let identity = URL(filePath: "\(folder)/node.identity")
        let known = try JSONValue(parsing: Data(contentsOf: identity))
        guard case .object(var members) = known else { throw CocoaError(.fileReadCorruptFile) }
        members["journalLength"] = .integer(min(Int(clamping: rows), members["journalLength"]?.integer ?? 0))
        try Data(JSONValue.object(members).line.utf8).write(to: identity)
    }
}
