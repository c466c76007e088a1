/// What a piece of text means to the reader; the terminal decides how that looks. Meaning never rests on colour alone.
enum Style: Sendable {
    case plain, heading, faint, good, warning, bad

    /// The parameter of the terminal's "select graphic rendition" sequence (ECMA-48).
    fileprivate var rendition: String? {
        switch self {
        case .plain: nil
        case .heading: "1"
        case .faint: "2"
        case .good: "32"
        case .warning: "33"
        case .bad: "31;1"
        }
    }

    func applied(to text: String, colour: Bool) -> String {
        guard colour, let rendition, !text.isEmpty else { return text }
        return "\u{1B}[\(rendition)m\(text)\u{1B}[0m"
    }
}
