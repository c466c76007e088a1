/// A validated text that names something; encoded as that text.
package protocol Identifier: RawRepresentable<String>, Codable, Hashable, Comparable, Sendable, CustomStringConvertible
{}

extension Identifier {
    package var description: String { rawValue }
    package static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}

/// A node's code: the place of GB/T 2260 and for a sub-centre a suffix, `140525`, `419001-12366`.
package struct NodeCode: Identifier {
    package let rawValue: String

    /// Nil unless 1 to 32 ASCII letters, digits or inner hyphens.
    package init?(rawValue: String) {
        let bytes = rawValue.utf8
        guard (1...32).contains(bytes.count), bytes.allSatisfy({ $0.isAlphanumeric || $0 == UInt8(ascii: "-") }),
            bytes.first != UInt8(ascii: "-"), bytes.last != UInt8(ascii: "-")
        else { return nil }
        self.rawValue = rawValue
    }

    /// The `source` of the node's CloudEvents.
    package var source: String { "urn:hotline:\(rawValue)" }

    /// The node that a `source` names.
    package init?(source: String) {
        guard source.hasPrefix("urn:hotline:") else { return nil }
        self.init(rawValue: String(source.dropFirst("urn:hotline:".count)))
    }
}

/// A ticket's identifier, unique in the whole network: `<owner>-<generation>-<counter>`, `140525-1-42`.
package struct TicketID: Identifier {
    package let rawValue: String
    /// The only node that changes the ticket.
    package let owner: NodeCode
    /// The owner's generation when it made the ticket.
    package let generation: Int64
    package let counter: Int64

    /// Reads an id; nil where an owner, a generation or a counter is missing.
    package init?(rawValue: String) {
        guard let parts = TicketID.parts(rawValue) else { return nil }
        self.rawValue = rawValue
        (owner, generation, counter) = parts
    }

    /// The `counter`-th ticket that `owner` makes in a generation. Both numbers start at 1.
    package init(owner: NodeCode, generation: Int64, counter: Int64) {
        rawValue = "\(owner)-\(generation)-\(counter)"
        self.owner = owner
        self.generation = generation
        self.counter = counter
    }

    private static func parts(_ text: String) -> (owner: NodeCode, generation: Int64, counter: Int64)? {
        // From the right: a node's code may hold hyphens itself.
        guard let last = text.utf8.lastIndex(of: UInt8(ascii: "-")),
            let counter = positive(text[text.utf8.index(after: last)...]),
            let middle = text.utf8[..<last].lastIndex(of: UInt8(ascii: "-")),
            let generation = positive(text[text.utf8.index(after: middle)..<last]),
            let owner = NodeCode(rawValue: String(text[..<middle]))
        else { return nil }
        return (owner, generation, counter)
    }
}

/// One share of a ticket: `<ticket id>.<n>`, `140525-1-42.1`.
package struct AssignmentID: Identifier {
    package let rawValue: String
    /// The assigner's ticket.
    package let ticket: TicketID

    /// Reads an id; nil where it names no ticket, or no number above zero.
    package init?(rawValue: String) {
        guard let dot = rawValue.lastIndex(of: "."), positive(rawValue[rawValue.index(after: dot)...]) != nil,
            let ticket = TicketID(rawValue: String(rawValue[..<dot]))
        else { return nil }
        self.rawValue = rawValue
        self.ticket = ticket
    }

    /// The `number`-th assignment of a ticket, from 1.
    package init(ticket: TicketID, number: Int) {
        rawValue = "\(ticket).\(number)"
        self.ticket = ticket
    }
}

/// A handling unit (承办单位) of this node, as its configuration names it.
package struct UnitID: Identifier {
    package let rawValue: String

    /// Nil when empty, longer than 128 bytes, or holding a control character, a space or a slash.
    package init?(rawValue: String) {
        let scalars = rawValue.unicodeScalars
        guard (1...128).contains(rawValue.utf8.count),
            scalars.allSatisfy({ $0.value > 0x20 && $0.value != 0x7F && $0 != "/" })
        else { return nil }
        self.rawValue = rawValue
    }
}

/// A decimal number above zero without sign or leading zeros.
func positive(_ text: Substring) -> Int64? {
    guard (1...18).contains(text.utf8.count), text.utf8.first != UInt8(ascii: "0"),
        text.utf8.allSatisfy({ $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") })
    else { return nil }
    return Int64(text)
}

extension UInt8 {
    fileprivate var isAlphanumeric: Bool {
        switch self {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
            UInt8(ascii: "A")...UInt8(ascii: "Z"):
            true
        default: false
        }
    }
}
