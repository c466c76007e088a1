import WorkCalendar

/// A table as comma-separated values (RFC 4180), in UTF-8 with the mark by which spreadsheets know it.
struct CSVTable: TableWriter {
    /// What a spreadsheet takes for the beginning of a formula, in either width.
    private static let beginnings = Set("=+-@\t\r\n＝＋－＠".unicodeScalars)

    mutating func begin(_ head: [String]) -> [UInt8] { [0xEF, 0xBB, 0xBF] + row(head.map { .text($0) }) }

    mutating func row(_ cells: [ExportCell]) -> [UInt8] {
        Array((cells.map(Self.text).joined(separator: ",") + "\r\n").utf8)
    }

    mutating func end() -> [UInt8] { [] }

    private static func text(_ cell: ExportCell) -> String {
        switch cell {
        case .empty: ""
        case .number(let number): String(number)
        case .moment(let moment): ExportMoment.text(moment)
        case .text(let text): quoted(harmless(text))
        // The tab keeps a spreadsheet from reading a number, which would lose digits.
        case .code(let text): text.isEmpty ? "" : quoted(harmless(text) + "\t")
        }
    }

    /// A text that would be run as a formula is shown as it is instead.
    private static func harmless(_ text: String) -> String {
        guard let first = text.unicodeScalars.first, beginnings.contains(first) else { return text }
        return "'" + text
    }

    private static func quoted(_ text: String) -> String {
        "\"" + text.replacing("\"", with: "\"\"") + "\""
    }
}

/// Moments in exported tables: Beijing time, as the head says.
enum ExportMoment {
    /// `2026-11-21 20:00:00`.
    static func text(_ moment: Moment) -> String {
        let text = moment.description
        return "\(text.prefix(10)) \(text.dropFirst(11).prefix(8))"
    }

    /// Days since 1899-12-30 at UTC+8, as spreadsheets count them.
    static func serial(_ moment: Moment) -> Double {
        let local = moment.milliseconds + 8 * Moment.millisecondsPerHour
        return Double(local) / Double(Moment.millisecondsPerDay) + 25_569
    }
}
