/// The tokens of one JSON text in the order of its bytes, filled by one strict pass (RFC 8259: UTF-8, surrogates,
/// numbers, depth, no duplicate keys) and reusable for the next. Values are ranges of the bytes, which the caller
/// keeps: bodies are passed on as received.
package struct JSONTape: Sendable {
    /// Token 0 is the root; empty before the first scan and after a fault.
    package private(set) var tokens: ContiguousArray<JSONToken> = []
    private let limits: JSONLimits

    package init(limits: JSONLimits = JSONLimits()) {
        self.limits = limits
    }

    /// Scans `bytes`; token 0 is then the root. After a fault the tape is empty.
    package mutating func scan(_ bytes: UnsafeRawBufferPointer) throws(JSONFault) {
        var scanner = JSONScanner(bytes, limits: limits, reusing: exchange(&tokens, with: []))
        do {
            try scanner.scanText()
            tokens = scanner.tokens
        } catch {
            tokens = scanner.tokens
            tokens.removeAll(keepingCapacity: true)
            throw error
        }
    }

    /// The token at an index that this tape gave.
    package subscript(_ index: Int) -> JSONToken { tokens[index] }

    /// The indices of an array's elements or of an object's keys (a key's value is the token after it).
    package func children(of index: Int) -> Children {
        Children(tape: self, position: index + 1, end: Int(tokens[index].next))
    }

    /// A sequence of token indices that skips what is inside each.
    package struct Children: Sequence, IteratorProtocol {
        fileprivate let tape: JSONTape
        fileprivate var position: Int
        fileprivate let end: Int

        /// The next child's index; nil after the last.
        package mutating func next() -> Int? {
            guard position < end else { return nil }
            let child = position
            let value = tape.tokens[child].kind == .key ? child + 1 : child
            position = Int(tape.tokens[value].next)
            return child
        }
    }
}

private func exchange<Value>(_ place: inout Value, with new: Value) -> Value {
    let old = place
    place = new
    return old
}
