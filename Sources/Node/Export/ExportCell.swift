import WorkCalendar

/// One cell of an exported table.
enum ExportCell: Sendable, Equatable {
    case empty
    case text(String)
    /// Digits that are no number: a telephone, an id number, a ticket's number.
    case code(String)
    case number(Int)
    case moment(Moment)

    /// A text that may be missing.
    static func optional(_ text: String?) -> ExportCell { text.map(ExportCell.text) ?? .empty }
}

/// A format in which a table leaves, row by row: it is never held as a whole.
protocol TableWriter: Sendable {
    /// What comes before the first row.
    mutating func begin(_ head: [String]) -> [UInt8]
    /// The bytes of one row.
    mutating func row(_ cells: [ExportCell]) throws -> [UInt8]
    /// What comes behind the last one.
    mutating func end() -> [UInt8]
}
