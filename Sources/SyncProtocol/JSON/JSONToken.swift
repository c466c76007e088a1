/// One value or key of a scanned text: 16 bytes.
package struct JSONToken: Equatable, Sendable {
    /// What stands there.
    package enum Kind: UInt8, Sendable {
        case object, array, key, string, number, `true`, `false`, null
    }

    struct Flags: OptionSet {
        let rawValue: UInt8
        /// A string or key holds a backslash.
        static let escaped = Flags(rawValue: 1)
        /// An object, array, string or key is spelled canonically, with everything in it.
        static let canonical = Flags(rawValue: 2)
        /// A number without fraction and exponent.
        static let integer = Flags(rawValue: 4)
    }

    var start: UInt32
    var end: UInt32
    /// The index of the first token after this one and all that is in it.
    var next: UInt32
    package var kind: Kind
    private var flagBits: UInt8

    var flags: Flags {
        get { Flags(rawValue: flagBits) }
        set { flagBits = newValue.rawValue }
    }

    init(_ kind: Kind, start: Int, end: Int, next: Int, flags: Flags = []) {
        self.kind = kind
        self.start = UInt32(truncatingIfNeeded: start)
        self.end = UInt32(truncatingIfNeeded: end)
        self.next = UInt32(truncatingIfNeeded: next)
        flagBits = flags.rawValue
    }

    /// The bytes of the value; those of strings and keys with their quotes.
    package var range: Range<Int> { Int(start)..<Int(end) }

    /// The bytes between the quotes of a string or key.
    package var content: Range<Int> { Int(start) + 1..<Int(end) - 1 }

    /// Whether the value is spelled as `JSONCanonicaliser` would spell it.
    package var isCanonical: Bool { flags.contains(.canonical) }

    /// Whether a string or key holds escapes.
    package var isEscaped: Bool { flags.contains(.escaped) }
}
