/// How many columns of a terminal text takes, and text made harmless for one.
extension String {
    /// Columns on a terminal: Chinese characters take two.
    var displayWidth: Int {
        reduce(0) { $0 + $1.displayWidth }
    }

    /// The text with control characters made visible. Text from other people must not move the cursor, change colours
    /// or reverse the direction of writing on the terminal of whoever lists it.
    var printable: String {
        guard unicodeScalars.contains(where: \.isTerminalControl) else { return self }
        return String(String.UnicodeScalarView(unicodeScalars.map { $0.isTerminalControl ? "\u{FFFD}" : $0 }))
    }

    /// The text in at most `width` columns, cut with an ellipsis.
    func truncated(to width: Int) -> String {
        guard displayWidth > width else { return self }
        var kept = ""
        var used = 1
        for character in self {
            used += character.displayWidth
            if used > width { break }
            kept.append(character)
        }
        return kept + "…"
    }

    func padded(to width: Int, _ alignment: Table.Alignment = .left) -> String {
        let fill = String(repeating: " ", count: max(0, width - displayWidth))
        return alignment == .left ? self + fill : fill + self
    }
}

extension Character {
    /// 0, 1 or 2 columns: as wide as its widest scalar.
    var displayWidth: Int {
        unicodeScalars.reduce(0) { Swift.max($0, $1.displayWidth) }
    }
}

extension Unicode.Scalar {
    var displayWidth: Int {
        if value < 0x300 { return value < 0x20 || (0x7F..<0xA0).contains(value) ? 0 : 1 }
        switch properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .format: return 0
        default: break
        }
        let isWide = properties.isEmojiPresentation || Self.wide.contains { $0.contains(value) }
        return isWide ? 2 : 1
    }

    /// East Asian Wide and Fullwidth (Unicode Standard Annex 11) but emoji, which carry a property of their own.
    private static let wide: [ClosedRange<UInt32>] = [
        0x1100...0x115F, 0x2329...0x232A, 0x2E80...0x303E, 0x3041...0x4DBF, 0x4E00...0xA4CF, 0xA960...0xA97F,
        0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE10...0xFE19, 0xFE30...0xFE6F, 0xFF01...0xFF60, 0xFFE0...0xFFE6,
        0x16FE0...0x18DFF, 0x1AFF0...0x1B2FF, 0x1F200...0x1F2FF, 0x20000...0x3FFFD,
    ]

    /// C0 and C1 controls, and the marks that reorder text; line feed and tab among them, which tables cannot hold.
    fileprivate var isTerminalControl: Bool {
        switch value {
        case 0..<0x20, 0x7F..<0xA0, 0x200E...0x200F, 0x2028...0x202E, 0x2066...0x2069: true
        default: false
        }
    }
}
