/// The id of an event of a node: `<generation>-<counter>`, so that remembering it for ever costs ranges, not rows.
package struct NodeEventID: Hashable, Comparable, Sendable, CustomStringConvertible {
    package let generation: Int64
    package let counter: Int64

    /// Both count from 1.
    package init(generation: Int64, counter: Int64) {
        precondition(generation >= 1 && counter >= 1, "generations and counters run from 1")
        self.generation = generation
        self.counter = counter
    }

    /// Reads exactly what `description` writes: two decimals without leading zeros. Anything else is a foreign id.
    package init?(_ text: String) {
        var numbers: (Int64, Int64) = (0, 0)
        var seenDash = false
        for byte in text.utf8 {
            switch byte {
            case 0x2D where !seenDash && numbers.0 > 0:
                seenDash = true
            case 0x30...0x39:
                let current = seenDash ? numbers.1 : numbers.0
                let (tens, tensOverflow) = current.multipliedReportingOverflow(by: 10)
                let (sum, sumOverflow) = tens.addingReportingOverflow(Int64(byte - 0x30))
                guard !tensOverflow, !sumOverflow, sum > 0 else { return nil }
                if seenDash { numbers.1 = sum } else { numbers.0 = sum }
            default:
                return nil
            }
        }
        guard numbers.0 > 0, numbers.1 > 0 else { return nil }
        (generation, counter) = numbers
    }

    package var description: String { "\(generation)-\(counter)" }

    package static func < (left: NodeEventID, right: NodeEventID) -> Bool {
        (left.generation, left.counter) < (right.generation, right.counter)
    }
}

/// The source of a node's events: `urn:hotline:<node code>` (GB/T 2260, sub-centres with a suffix: `419001-12366`).
package struct NodeSource: Hashable, Sendable, CustomStringConvertible {
    package let code: String

    /// Six digits of GB/T 2260, and for a sub-centre `-` and 1 to 20 lower-case letters or digits; nil for anything
    /// else.
    package init?(code: String) {
        let bytes = Array(code.utf8)
        guard bytes.count >= 6, bytes.prefix(6).allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
        let suffix = bytes.dropFirst(6)
        if !suffix.isEmpty {
            let name = suffix.dropFirst()
            guard suffix.first == 0x2D, (1...20).contains(name.count),
                name.allSatisfy({ (0x30...0x39).contains($0) || (0x61...0x7A).contains($0) })
            else { return nil }
        }
        self.code = code
    }

    /// Reads an event's `source`; nil for a foreign one.
    package init?(source: String) {
        guard source.hasPrefix(Self.prefix) else { return nil }
        self.init(code: String(source.dropFirst(Self.prefix.count)))
    }

    package var description: String { Self.prefix + code }

    private static let prefix = "urn:hotline:"
}
