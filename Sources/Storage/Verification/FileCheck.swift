import Database

/// The file itself: SQLite's own checks of pages and indexes, and the references between tables.
struct FileCheck: VerificationCheck {
    let step = Verification.Step.file
    /// Check the file as a whole, pages that belong to no table included.
    private let isWhole: Bool
    /// Tables still to be checked; nil before they were listed.
    private var tables: [String]?
    private var count = 0

    init(isWhole: Bool) {
        self.isWhole = isWhole
    }

    mutating func advance(
        in view: ReadTransaction, rows limit: Int, into report: inout VerificationReport
    ) throws -> Double {
        guard var waiting = tables else {
            if isWhole { try integrity(SQL(composed: "PRAGMA integrity_check"), "*", view, &report) }
            let names = try view.query("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name DESC") {
                $0.text(0)
            }
            tables = names
            count = names.count
            return names.isEmpty ? 1 : 0
        }
        guard let table = waiting.popLast() else { return 1 }
        tables = waiting
        if !isWhole { try integrity(SQL(composed: "PRAGMA integrity_check(\"\(table)\")"), table, view, &report) }
        try references(of: table, view, &report)
        report.count(step)
        return 1 - Double(waiting.count) / Double(count)
    }

    private func integrity(
        _ sql: SQL, _ table: String, _ view: ReadTransaction, _ report: inout VerificationReport
    ) throws {
        do {
            for message in try view.query(sql, transform: { $0.text(0) }) where message != "ok" {
                report.add(.databaseDamaged, table, table, "数据库完整性检查：\(message)")
            }
        } catch let error as DatabaseError where error.kind == .interrupted {
            report.skip(step, "表 \(table) 的完整性检查超过一次读取的时限，请停机后再查")
        } catch let error as DatabaseError where error.kind == .corrupt {
            report.add(.databaseDamaged, table, table, "数据库文件损坏：\(error.message)")
        }
    }

    private func references(
        of table: String, _ view: ReadTransaction, _ report: inout VerificationReport
    ) throws {
        let broken = try view.query(SQL(composed: "PRAGMA foreign_key_check(\"\(table)\")")) { row in
            (row: row.optionalInt64(1), parent: row.text(2))
        }
        for reference in broken {
            report.add(
                .foreignKeyBroken, table, reference.row.map(String.init) ?? "*", "引用的 \(reference.parent) 行不存在")
        }
    }
}
