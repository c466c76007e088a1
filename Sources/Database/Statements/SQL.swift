/// A statement's text. Written as a literal it costs nothing to find again (the literal's address is the key) and
/// cannot hold interpolated values; text that was put together must say so with `init(composed:)`.
package struct SQL: Sendable, ExpressibleByStringLiteral {
    enum Key: Sendable, Hashable {
        case literal(UnsafeRawPointerKey)
        case composed(String)
    }

    /// The address of a literal: constant for the life of the process.
    struct UnsafeRawPointerKey: Sendable, Hashable {
        let address: UInt
    }

    private enum Source: Sendable {
        case literal(StaticString)
        case composed(String)
    }

    private let source: Source

    /// The statement written in the program.
    package init(stringLiteral value: StaticString) {
        source = .literal(value)
    }

    /// A statement put together from parts, all of them ours: never from input, which goes through parameters.
    package init(composed text: String) {
        source = .composed(text)
    }

    /// The text.
    package var text: String {
        switch source {
        case .literal(let text): text.description
        case .composed(let text): text
        }
    }

    var key: Key {
        switch source {
        case .literal(let text):
            // A one-character literal may be kept as a scalar and have no address.
            text.hasPointerRepresentation
                ? .literal(UnsafeRawPointerKey(address: UInt(bitPattern: text.utf8Start)))
                : .composed(text.description)
        case .composed(let text): .composed(text)
        }
    }
}
