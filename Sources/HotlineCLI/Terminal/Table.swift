/// A table for people: columns as wide as their text needs, narrowed where the terminal is smaller.
struct Table: Sendable {
    enum Alignment: Sendable { case left, right }

    struct Column: Sendable {
        let title: String
        let alignment: Alignment
        /// Whether its text may be cut when the terminal is too narrow; numbers and identifiers never are.
        let shrinks: Bool

        init(_ title: String, _ alignment: Alignment = .left, shrinks: Bool = false) {
            self.title = title
            self.alignment = alignment
            self.shrinks = shrinks
        }
    }

    struct Cell: Sendable, ExpressibleByStringInterpolation {
        let text: String
        let style: Style

        init(_ text: String, _ style: Style = .plain) {
            self.text = text.printable
            self.style = style
        }

        init(stringLiteral text: String) {
            self.init(text)
        }
    }

    let columns: [Column]
    private(set) var rows: [[Cell]] = []

    init(_ columns: [Column]) {
        self.columns = columns
    }

    /// A row must have a cell for each column.
    mutating func add(_ cells: Cell...) {
        precondition(cells.count == columns.count, "a row of \(cells.count) cells in \(columns.count) columns")
        rows.append(cells)
    }

    /// - Parameter width: the terminal's columns; nil where there is no terminal, and nothing is cut.
    func text(width: Int?, colour: Bool) -> String {
        let widths = fitted(to: width)
        let heading = columns.map { Cell($0.title, .heading) }
        return ([heading] + rows).map { line($0, widths, colour: colour) + "\n" }.joined()
    }

    private static let gap = 2
    private static let narrowest = 8

    /// Natural widths; while they exceed the terminal the widest column that may shrink gives up a column.
    private func fitted(to width: Int?) -> [Int] {
        var widths = columns.indices.map { index in
            rows.map { $0[index].text.displayWidth }.reduce(columns[index].title.displayWidth, max)
        }
        guard let width else { return widths }
        var excess = widths.reduce(Self.gap * (widths.count - 1), +) - width
        while excess > 0 {
            let candidates = columns.indices.filter { columns[$0].shrinks && widths[$0] > Self.narrowest }
            guard let widest = candidates.max(by: { widths[$0] < widths[$1] }) else { break }
            widths[widest] -= 1
            excess -= 1
        }
        return widths
    }

    /// No line ends in spaces: they would wrap on a terminal that is exactly full.
    private func line(_ cells: [Cell], _ widths: [Int], colour: Bool) -> String {
        let last = cells.lastIndex { !$0.text.isEmpty } ?? 0
        let parts = cells.indices.prefix(last + 1).map { index in
            let cell = cells[index]
            let cut = cell.text.truncated(to: widths[index])
            let fills = index < last || columns[index].alignment == .right
            let padded = fills ? cut.padded(to: widths[index], columns[index].alignment) : cut
            return cell.style.applied(to: padded, colour: colour)
        }
        return parts.joined(separator: String(repeating: " ", count: Self.gap))
    }
}
