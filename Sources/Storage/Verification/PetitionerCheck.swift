import Database
import HotlineCore

/// Personal fields: each record belongs to a ticket that is known here, and none of its values stands in that ticket's
/// journal as a field of a person.
///
/// What people wrote may name anyone; it is the border's to strike that out. A journal that holds `"phone":"138…"` has
/// been given what belongs in the petitioner's table alone.
struct PetitionerCheck: VerificationCheck {
    let step = Verification.Step.petitioners
    private var after = ""

    mutating func advance(
        in view: ReadTransaction, rows limit: Int, into report: inout VerificationReport
    ) throws -> Double {
        var count = 0
        try view.forEach(
            "SELECT reference, ticket, fields FROM petitioner WHERE reference > ? ORDER BY reference LIMIT ?", after,
            limit
        ) { row in
            count += 1
            after = row.text(0)
            try check(row, in: view, &report)
            return true
        }
        report.count(step, rows: count)
        return count < limit ? 1 : 0.5
    }

    private func check(_ row: Row, in view: ReadTransaction, _ report: inout VerificationReport) throws {
        let (reference, ticket) = (row.text(0), row.text(1))
        let isKnown = try view.first("""
            SELECT EXISTS (SELECT 1 FROM ticket WHERE id = ?1) OR EXISTS (SELECT 1 FROM mirror WHERE id = ?1)
            """, ticket) { $0.bool(0) } ?? false
        if !isKnown { report.add(.petitionerWithoutTicket, "petitioner", reference, "没有工单 \(ticket)") }
        let fields: PersonalFields
        do {
            fields = try CanonicalJSON.decode(PersonalFields.self, from: row.data(2))
        } catch is DecodingError {
            return report.add(.rowUnreadable, "petitioner", reference, "诉求人信息无法读取")
        }
        let members = try PetitionerCheck.members(of: fields)
        guard !members.isEmpty else { return }
        try view.forEach("SELECT seq, entry FROM journal WHERE ticket = ? ORDER BY seq", ticket) { entry in
            let holds = entry.withBlob(1) { bytes in members.contains { PetitionerCheck.holds(bytes, $0) } }
            if holds {
                report.add(.personalValueInJournal, "journal", entry.int64(0), "日志含有诉求人 \(reference) 的个人信息")
            }
            return true
        }
    }

    /// Each field as it would stand in JSON: `"phone":"13812345678"`.
    private static func members(of fields: PersonalFields) throws -> [[UInt8]] {
        try [("name", fields.name), ("phone", fields.phone), ("idNumber", fields.idNumber), ("address", fields.address)]
            .compactMap { name, value in
                guard let value, !value.isEmpty else { return nil }
                return try Array("\"\(name)\":".utf8) + CanonicalJSON.encode(value)
            }
    }

    private static func holds(_ bytes: UnsafeRawBufferPointer, _ member: [UInt8]) -> Bool {
        guard bytes.count >= member.count, let first = member.first else { return false }
        return (0...bytes.count - member.count).contains { start in
            bytes[start] == first && bytes[start..<start + member.count].elementsEqual(member)
        }
    }
}
