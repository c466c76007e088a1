import Database
import HotlineCore

/// The index of terms: each ticket and mirror that is said to be entered is found by its own words, and no entry
/// stands without its row. The index holds no texts, so that its own check cannot tell.
struct SearchCheck: VerificationCheck {
    let step = Verification.Step.search
    private var waiting = SearchIndex.allCases[...]
    private var cursor = KeyCursor()
    /// How many of a row's terms are looked up together: all of them, but for the long text.
    private static let termsLookedUp = 16

    private struct Entry {
        var row: Int64
        /// What tells the text that was entered.
        var digest: Int64
        var isEntered: Bool
        /// What holds the row's text; nil where nothing does.
        var body: [UInt8]?
    }

    mutating func advance(
        in view: ReadTransaction, rows limit: Int, into report: inout VerificationReport
    ) throws -> Double {
        guard let index = waiting.first else { return 1 }
        let end = try cursor.end {
            try view.first(SQL(composed: """
                SELECT max((SELECT coalesce(max(rowid), 0) FROM \(index.rawValue)),
                  (SELECT coalesce(max(id), 0) FROM \(index.rawValue)_search_docsize))
                """)) { $0.int64(0) }
        }
        let page = try view.query(rows(of: index), cursor.last, end, limit) { row in
            Entry(
                row: row.int64(0), digest: row.int64(1), isEntered: row.bool(2), body: row.optionalBlob(3))
        }
        for entry in page { try check(entry, index, in: view, &report) }
        report.count(step, rows: page.count)
        let reached = page.count < limit ? end : page.last?.row ?? end
        try checkOrphans(of: index, after: cursor.last, through: reached, in: view, &report)
        let fraction = cursor.moved(to: page.last?.row, count: page.count, limit: limit)
        let done = Double(SearchIndex.allCases.count - waiting.count)
        if fraction >= 1 { (waiting, cursor) = (waiting.dropFirst(), KeyCursor()) }
        return waiting.isEmpty ? 1 : (done + fraction) / Double(SearchIndex.allCases.count + 1)
    }

    /// The rows that count as entered, with the bytes that hold their text.
    private func rows(of index: SearchIndex) -> SQL {
        let (body, joined) = switch index {
        case .ticket: ("ticket.body", "")
        case .mirror: ("message.body", "LEFT JOIN message ON message.seq = mirror.message")
        }
        let table = index.rawValue
        return SQL(composed: """
            SELECT \(table).rowid, \(table).text_digest,
              EXISTS (SELECT 1 FROM \(table)_search_docsize WHERE id = \(table).rowid), \(body)
            FROM \(table) \(joined) WHERE \(table).rowid > ? AND \(table).rowid <= ? AND text_digest IS NOT NULL
            ORDER BY \(table).rowid LIMIT ?
            """)
    }

    /// The text that a row is to be found by; nil where none can be read.
    private static func text(_ body: [UInt8]?, in index: SearchIndex, _ view: ReadTransaction) -> SearchText? {
        guard let body else { return nil }
        return switch index {
        case .ticket: try? SearchText(CanonicalJSON.decode(Ticket.self, from: body), in: view)
        case .mirror: SearchText(event: body)
        }
    }

    /// A row without a readable text is for other steps to name.
    private func check(
        _ entry: Entry, _ index: SearchIndex, in view: ReadTransaction, _ report: inout VerificationReport
    ) throws {
        guard let text = Self.text(entry.body, in: index, view) else { return }
        let fault: String? = if !entry.isEntered {
            "不在检索索引中，查找不到"
        } else if entry.digest != text.digest {
            "检索索引登记的文本与现有文本不符"
        } else if try !isFound(text, at: entry.row, index, in: view) {
            "按自身的标题、地点和编号查找不到"
        } else {
            nil
        }
        if let fault { report.add(.searchDiffers, index.rawValue, entry.row, fault) }
    }

    private func isFound(
        _ text: SearchText, at row: Int64, _ index: SearchIndex, in view: ReadTransaction
    ) throws -> Bool {
        let (title, place, numbers) = (text.terms[0], text.terms[2], text.terms[3])
        let terms = [numbers, title, place].flatMap { $0.split(separator: " ") }.prefix(Self.termsLookedUp)
        guard !terms.isEmpty else { return true }
        let search = "\(index.rawValue)_search"
        let expression = terms.map { "\"\($0)\"" }.joined(separator: " AND ")
        let sql = SQL(composed: "SELECT 1 FROM \(search) WHERE \(search) MATCH ? AND rowid = ?")
        return try view.first(sql, expression, row) { $0.bool(0) } ?? false
    }

    private func checkOrphans(
        of index: SearchIndex, after first: Int64, through last: Int64, in view: ReadTransaction,
        _ report: inout VerificationReport
    ) throws {
        let table = index.rawValue
        let orphans = try view.query(SQL(composed: """
            SELECT entry.id FROM \(table)_search_docsize AS entry WHERE entry.id > ? AND entry.id <= ? AND NOT EXISTS (
              SELECT 1 FROM \(table) WHERE \(table).rowid = entry.id AND text_digest IS NOT NULL)
            """), first, last) { $0.int64(0) }
        for orphan in orphans {
            report.add(.searchDiffers, "\(table)_search", orphan, "检索索引有登记，对应的行不存在或未登记")
        }
    }
}
