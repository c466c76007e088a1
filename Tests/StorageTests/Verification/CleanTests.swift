import Storage
import Testing

/// What a node writes is found clean, however it is read.
@Suite struct CleanTests {
    @Test func everyNodeIsClean() throws {
        for report in try Specimen.shared.get().reports {
            #expect(report.findings == [])
            #expect(report.rows[.messages, default: 0] > 0)
        }
    }

    /// The specimen has something of everything that a damage could hit.
    @Test(arguments: [
        "SELECT count(*) FROM parked", "SELECT count(*) FROM dead_letter WHERE decision IS NULL",
        "SELECT count(*) FROM dead_letter WHERE decision = 'requeued'", "SELECT count(*) FROM mirror",
        "SELECT count(*) FROM petitioner WHERE ticket LIKE '140525-%'", "SELECT count(*) FROM assignment",
        "SELECT count(*) FROM petitioner WHERE confidential", "SELECT count(*) FROM day_sum",
        "SELECT count(*) FROM message WHERE origin IS NOT NULL", "SELECT count(*) FROM blob WHERE is_here",
        "SELECT count(*) FROM blob WHERE NOT is_here",
    ])
    func specimenHolds(_ count: String) throws {
        #expect(try Patient(try Specimen.shared.get().city).count(count) > 0)
    }

    /// Page by page, each in a view of its own, the same is checked as at once.
    @Test(arguments: [1, 3, 7])
    func pagesSeeTheSame(rowsPerCall: Int) async throws {
        let patient = try Patient(try Specimen.shared.get().city)
        let whole = try await patient.verify()
        let paged = try await patient.verify(rowsPerCall: rowsPerCall, isLive: true)
        #expect(paged.findings == [])
        #expect(paged.rows == whole.rows)
        #expect(paged.journalDigest == whole.journalDigest && whole.journalDigest.count == 64)
    }

    @Test func everyCodeHasItsCure() {
        #expect(FindingCode.allCases.allSatisfy { !$0.cure.isEmpty })
        #expect(Set(FindingCode.allCases.map(\.rawValue)).count == FindingCode.allCases.count)
    }
}
