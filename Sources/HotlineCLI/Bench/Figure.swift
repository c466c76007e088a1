/// Figures of a report as text.
enum Figure {
    /// `17,345`: no more digits than mean something.
    static func whole(_ value: Double) -> String {
        let digits = Array(String(Int(value.rounded())))
        let groups = stride(from: digits.count, to: 0, by: -3).map { String(digits[max(0, $0 - 3)..<$0]) }
        return groups.reversed().joined(separator: ",")
    }

    /// One digit after the point.
    static func short(_ value: Double) -> String {
        JSONValue.rounded(value, digits: 1).text()
    }

    /// Milliseconds with two digits after the point; a dash where nothing was measured.
    static func milliseconds(_ value: Double?) -> String {
        value.map { JSONValue.rounded($0, digits: 2).text() } ?? "–"
    }
}
