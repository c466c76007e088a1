/// Writes scanned values in the canonical form: keys sorted by their UTF-8 bytes, no white space, numbers as written,
/// strings with the fewest escapes: `\"`, `\\`, `\b \f \n \r \t`, and `\u00xx` in lower case for other controls.
package struct JSONCanonicaliser {
    package var output: [UInt8] = []

    package init() {}

    /// Appends the value at `index` of a tape of `bytes`.
    package mutating func write(_ index: Int, of tape: JSONTape, bytes: UnsafeRawBufferPointer) {
        let token = tape[index]
        if token.isCanonical {
            output.append(contentsOf: UnsafeRawBufferPointer(rebasing: bytes[token.range]))
            return
        }
        switch token.kind {
        case .object: writeObject(index, of: tape, bytes: bytes)
        case .array: writeArray(index, of: tape, bytes: bytes)
        case .string, .key: writeString(token, bytes: bytes)
        case .number, .true, .false, .null:
            output.append(contentsOf: UnsafeRawBufferPointer(rebasing: bytes[token.range]))
        }
    }

    // Recursion is bounded by the depth that the scanner allows.
    private mutating func writeObject(_ index: Int, of tape: JSONTape, bytes: UnsafeRawBufferPointer) {
        writeMembers(tape.sortedKeys(tape.children(of: index), bytes: bytes), of: tape, bytes: bytes)
    }

    /// Appends an object of the members whose keys stand at `keys`, which are sorted.
    mutating func writeMembers(_ keys: [Int], of tape: JSONTape, bytes: UnsafeRawBufferPointer) {
        output.append(0x7B)
        for (number, key) in keys.enumerated() {
            if number > 0 { output.append(0x2C) }
            write(key, of: tape, bytes: bytes)
            output.append(0x3A)
            write(key + 1, of: tape, bytes: bytes)
        }
        output.append(0x7D)
    }

    /// Appends an object of those members of a canonical object whose keys stand at `keys`: each is copied whole.
    mutating func copyMembers(_ keys: [Int], of tape: JSONTape, bytes: UnsafeRawBufferPointer) {
        output.append(0x7B)
        for (number, key) in keys.enumerated() {
            if number > 0 { output.append(0x2C) }
            let member = tape[key].range.lowerBound..<tape[key + 1].range.upperBound
            output.append(contentsOf: UnsafeRawBufferPointer(rebasing: bytes[member]))
        }
        output.append(0x7D)
    }

    private mutating func writeArray(_ index: Int, of tape: JSONTape, bytes: UnsafeRawBufferPointer) {
        output.append(0x5B)
        for (number, element) in tape.children(of: index).enumerated() {
            if number > 0 { output.append(0x2C) }
            write(element, of: tape, bytes: bytes)
        }
        output.append(0x5D)
    }

    private mutating func writeString(_ token: JSONToken, bytes: UnsafeRawBufferPointer) {
        output.append(0x22)
        JSONText.forEachCharacter(of: token, in: bytes) { characters in
            for byte in characters { Self.append(byte, to: &output) }
        }
        output.append(0x22)
    }

    /// Appends a text as a string.
    package mutating func write(_ text: String) {
        output.append(0x22)
        if text.utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x22 && $0 != 0x5C }) {
            output.append(contentsOf: text.utf8)
        } else {
            for byte in text.utf8 { Self.append(byte, to: &output) }
        }
        output.append(0x22)
    }

    private static func append(_ byte: UInt8, to output: inout [UInt8]) {
        switch byte {
        case 0x22, 0x5C: output.append(contentsOf: [0x5C, byte])
        case 0x08: output.append(contentsOf: [0x5C, 0x62])
        case 0x09: output.append(contentsOf: [0x5C, 0x74])
        case 0x0A: output.append(contentsOf: [0x5C, 0x6E])
        case 0x0C: output.append(contentsOf: [0x5C, 0x66])
        case 0x0D: output.append(contentsOf: [0x5C, 0x72])
        case 0..<0x20:
            output.append(contentsOf: [0x5C, 0x75, 0x30, 0x30, HexDigit.lower(byte >> 4), HexDigit.lower(byte & 15)])
        default: output.append(byte)
        }
    }
}

extension JSONTape {
    /// Key indices in the order of the canonical form.
    func sortedKeys(_ keys: some Sequence<Int>, bytes: UnsafeRawBufferPointer) -> [Int] {
        keys.sorted { JSONText.compare(tokens[$0], tokens[$1], in: bytes) < 0 }
    }
}

extension JSONCanonicaliser {
    /// The canonical form of a whole JSON text.
    package static func canonical(_ text: [UInt8]) throws(JSONFault) -> [UInt8] {
        var tape = JSONTape()
        var writer = JSONCanonicaliser()
        try writer.append(text, using: &tape)
        return writer.output
    }

    /// Appends a whole JSON text in its canonical form.
    package mutating func append(_ text: [UInt8], using tape: inout JSONTape) throws(JSONFault) {
        var fault: JSONFault?
        text.withUnsafeBytes { bytes in
            do throws(JSONFault) {
                try tape.scan(bytes)
                write(0, of: tape, bytes: bytes)
            } catch {
                fault = error
            }
        }
        if let fault { throw fault }
    }
}
