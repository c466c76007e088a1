import Database
import Foundation
import Storage
import Testing

/// Each damage made by hand is found, under the right code and in the right table.
@Suite struct DamageTests {
    @Test(arguments: Damage.all)
    func isFound(_ damage: Damage) async throws {
        let patient = try Patient(try Specimen.shared.get().city)
        try patient.damage(damage.script)
        let report = try await patient.verify()
        let found = Set(report.findings.map { "\($0.code.rawValue) in \($0.table)" })
        #expect(found.contains("\(damage.code.rawValue) in \(damage.table)"), "found \(found.sorted())")
    }

    /// What a damage shows page by page is what it shows at once.
    @Test(arguments: Damage.onePerCode)
    func isFoundPageByPage(_ damage: Damage) async throws {
        let patient = try Patient(try Specimen.shared.get().city)
        try patient.damage(damage.script)
        let paged = try await patient.verify(rowsPerCall: 11, isLive: true)
        #expect(paged.found[damage.code, default: 0] > 0, "found \(paged.found.keys.map(\.rawValue).sorted())")
    }

    /// Every code but those of a file that cannot be read has a damage that shows it.
    @Test func everyCodeIsProven() {
        let proven = Set(Damage.all.map(\.code)).union([.databaseDamaged])
        #expect(FindingCode.allCases.filter { !proven.contains($0) } == [])
    }

    /// One changed row is one finding of the chain, not one for each row behind it.
    @Test func changedRowIsNamed() async throws {
        let patient = try Patient(try Specimen.shared.get().city)
        try patient.damage("UPDATE journal SET entry = CAST(entry || ' ' AS BLOB) WHERE seq = 6")
        let chain = try await patient.verify().findings.filter { $0.code == .journalChainBroken }
        #expect(chain.map(\.key) == ["6"])
    }

    /// A page of any table or index overwritten: found by the file's own checks, and never a crash or a hang.
    @Test(.timeLimit(.minutes(2))) func overwrittenPages() async throws {
        let sound = try Specimen.shared.get().city
        let pageSize = 4096
        #expect(sound.count % pageSize == 0)
        // The first page holds the schema: a database without it does not open at all.
        for page in stride(from: 1, to: sound.count / pageSize, by: 5) {
            var file = sound
            let start = page * pageSize
            file.replaceSubrange(start..<start + pageSize, with: [UInt8](repeating: 0xA5, count: pageSize))
            #expect(try await isFoundOrRefused(file), "page \(page)")
        }
    }

    /// A database whose schema cannot be read does not get as far as a report.
    private func isFoundOrRefused(_ file: Data) async throws -> Bool {
        do {
            return try await !Patient(file).verify().isClean
        } catch let error as DatabaseError {
            return error.kind == .corrupt
        }
    }

    /// The list of one code is bounded, its count is not.
    @Test func listIsBounded() async throws {
        let patient = try Patient(try Specimen.shared.get().city)
        try patient.damage("""
            WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 200)
            INSERT INTO stream_refusal SELECT '140525', 'feed', 100000 + i, '1-1', x'7b7d' FROM n
            """)
        let report = try await patient.verify()
        #expect(report.found[.refusalWithoutStream] == 200)
        #expect(report.findings.filter { $0.code == .refusalWithoutStream }.count == 50)
    }

    @Test func reportIsJSON() async throws {
        let patient = try Patient(try Specimen.shared.get().city)
        try patient.damage("UPDATE day_sum SET count = 0")
        let report = try await patient.verify()
        let bytes = try CanonicalJSON.encode(report)
        #expect(try CanonicalJSON.decode(VerificationReport.self, from: bytes) == report)
        let text = String(decoding: bytes, as: UTF8.self)
        #expect(text.contains(#""code":"day-sum-wrong""#) && text.contains(#""cure":""#))
        #expect(text.contains(#""found":{"day-sum-wrong":"#))
    }
}
