/// Something that `hotline verify` found wrong.
package struct Finding: Codable, Sendable, Hashable {
    /// What kind of damage; stable, for programs.
    package var code: FindingCode
    /// The table whose row is wrong.
    package var table: String
    /// The row within its table, as its primary key reads.
    package var key: String
    /// What is wrong with it, as operators read it. Never holds the words of a matter.
    package var detail: String
    /// What to do, as operators read it.
    package var cure: String

    init(_ code: FindingCode, table: String, key: String, _ detail: String) {
        self.code = code
        self.table = table
        self.key = key
        self.detail = detail
        cure = code.cure
    }
}

/// What `hotline verify` has looked at and found.
package struct VerificationReport: Codable, Sendable, Hashable {
    /// A check that could not be made, and why.
    package struct Skipped: Codable, Sendable, Hashable {
        package var step: Verification.Step
        package var reason: String
        /// How many rows it concerns; nil where that is not known.
        package var rows: Int?
    }

    /// The most findings that are listed for one code: a damaged disk must not fill the memory too.
    static let listedPerCode = 50

    /// In the order in which they were found.
    package private(set) var findings: [Finding] = []
    /// How often each code was found, also where not every finding is listed.
    package private(set) var found: [FindingCode: Int] = [:]
    /// How many rows each step has checked.
    package private(set) var rows: [Verification.Step: Int] = [:]
    /// What could not be checked.
    package private(set) var skipped: [Skipped] = []
    /// The length and the digest of the journal's head: compared with a note kept elsewhere they show a journal that
    /// was written anew as a whole.
    package internal(set) var journalLength: Int64 = 0
    package internal(set) var journalDigest = ""

    init() {}

    /// Nothing is wrong.
    package var isClean: Bool { findings.isEmpty }

    mutating func add(_ finding: Finding) {
        let count = found[finding.code, default: 0]
        found[finding.code] = count + 1
        if count < Self.listedPerCode { findings.append(finding) }
    }

    mutating func add(_ code: FindingCode, _ table: String, _ key: some CustomStringConvertible, _ detail: String) {
        add(Finding(code, table: table, key: key.description, detail))
    }

    mutating func count(_ step: Verification.Step, rows count: Int = 1) {
        rows[step, default: 0] += count
    }

    /// Notes what was left out; what is left out for the same reason is added up.
    mutating func skip(_ step: Verification.Step, _ reason: String, rows count: Int? = nil) {
        guard let index = skipped.firstIndex(where: { $0.step == step && $0.reason == reason }) else {
            return skipped.append(Skipped(step: step, reason: reason, rows: count))
        }
        skipped[index].rows = count.map { (skipped[index].rows ?? 0) + $0 } ?? skipped[index].rows
    }
}
