/// Why bytes are not acceptable JSON, and where.
package struct JSONFault: Error, Equatable, Sendable, CustomStringConvertible {
    /// What is wrong; the text completes "at this byte".
    package enum Cause: String, Equatable, Sendable {
        case empty = "there is no value"
        case unexpectedEnd = "the text ends too early"
        case unexpectedByte = "this byte does not fit here"
        case trailingBytes = "something follows the value"
        case invalidLiteral = "only true, false and null are words"
        case invalidNumber = "the number does not follow the grammar"
        case controlCharacter = "a control character in a string must be escaped"
        case invalidEscape = "the escape is unknown"
        case loneSurrogate = "half of a surrogate pair stands alone"
        case invalidUTF8 = "the bytes are not UTF-8"
        case duplicateKey = "the object has this key twice"
        case tooDeep = "too many levels"
        case tooLarge = "too many bytes or values"
    }

    /// Bytes from the start of the text.
    package let offset: Int
    package let cause: Cause

    package init(_ cause: Cause, at offset: Int) {
        self.cause = cause
        self.offset = offset
    }

    package var description: String { "byte \(offset): \(cause.rawValue)" }

    /// The problem document for a body with this fault.
    package var problem: Problem { Problem(.malformedJSON, detail: description) }
}

/// Bounds on what is read at all.
package struct JSONLimits: Sendable, Equatable {
    package var depth: Int
    package var bytes: Int
    package var tokens: Int

    package init(depth: Int = 64, bytes: Int = 64 << 20, tokens: Int = 4 << 20) {
        precondition(bytes < UInt32.max && tokens < UInt32.max, "offsets are 32 bits wide")
        self.depth = depth
        self.bytes = bytes
        self.tokens = tokens
    }
}
