/// The single pass that fills a tape. Loops, no recursion, so that depth costs no stack.
struct JSONScanner {
    /// An object or array that is not closed yet.
    private struct Frame {
        let token: Int
        let isObject: Bool
        var lastKey = -1
        var isSorted = true
    }

    let bytes: UnsafeRawBufferPointer
    var position = 0
    var tokens: ContiguousArray<JSONToken>
    /// Where something was last seen that the canonical form spells otherwise. A value that begins after it is
    /// canonical so far: one number serves all levels.
    var lastDeviation = -1
    private let limits: JSONLimits
    private var open: ContiguousArray<Frame> = []

    init(_ bytes: UnsafeRawBufferPointer, limits: JSONLimits, reusing tokens: consuming ContiguousArray<JSONToken>) {
        self.bytes = bytes
        self.limits = limits
        self.tokens = tokens
        self.tokens.removeAll(keepingCapacity: true)
    }

    mutating func scanText() throws(JSONFault) {
        guard bytes.count <= limits.bytes else { throw JSONFault(.tooLarge, at: limits.bytes) }
        skipSpace()
        guard position < bytes.count else { throw JSONFault(.empty, at: position) }
        try value()
        while let frame = open.last {
            skipSpace()
            let byte = try current()
            if byte == (frame.isObject ? 0x7D : 0x5D) {
                position += 1
                try close()
                continue
            }
            if tokens.count > frame.token + 1 {
                guard byte == 0x2C else { throw JSONFault(.unexpectedByte, at: position) }
                position += 1
                skipSpace()
            }
            if frame.isObject { try key() }
            try value()
        }
        skipSpace()
        guard position == bytes.count else { throw JSONFault(.trailingBytes, at: position) }
    }

    @inline(__always)
    private mutating func skipSpace() {
        guard position < bytes.count, bytes[position] <= 0x20 else { return }
        skipSpaces()
    }

    private mutating func skipSpaces() {
        while position < bytes.count {
            switch bytes[position] {
            case 0x20, 0x0A, 0x0D, 0x09:
                lastDeviation = position
                position += 1
            default:
                return
            }
        }
    }

    @inline(__always)
    private func current() throws(JSONFault) -> UInt8 {
        guard position < bytes.count else { throw JSONFault(.unexpectedEnd, at: position) }
        return bytes[position]
    }

    @inline(__always)
    private mutating func value() throws(JSONFault) {
        guard tokens.count < limits.tokens else { throw JSONFault(.tooLarge, at: position) }
        switch try current() {
        case 0x22: try string(.string)
        case 0x7B: try begin(.object)
        case 0x5B: try begin(.array)
        case 0x2D, 0x30...0x39: try number()
        case 0x74: try literal("true", .true)
        case 0x66: try literal("false", .false)
        case 0x6E: try literal("null", .null)
        default: throw JSONFault(.unexpectedByte, at: position)
        }
    }

    private mutating func begin(_ kind: JSONToken.Kind) throws(JSONFault) {
        guard open.count < limits.depth else { throw JSONFault(.tooDeep, at: position) }
        open.append(Frame(token: tokens.count, isObject: kind == .object))
        tokens.append(JSONToken(kind, start: position, end: position, next: 0))
        position += 1
    }

    private mutating func close() throws(JSONFault) {
        let frame = open.removeLast()
        if frame.isObject, !frame.isSorted { try refuseDuplicates(in: frame.token) }
        tokens[frame.token].end = UInt32(truncatingIfNeeded: position)
        tokens[frame.token].next = UInt32(truncatingIfNeeded: tokens.count)
        if lastDeviation < Int(tokens[frame.token].start) { tokens[frame.token].flags = .canonical }
    }

    private mutating func key() throws(JSONFault) {
        guard try current() == 0x22 else { throw JSONFault(.unexpectedByte, at: position) }
        let start = position
        let token = tokens.count
        try string(.key)
        let top = open.count - 1
        if open[top].lastKey >= 0 {
            let order = JSONText.compare(tokens[open[top].lastKey], tokens[token], in: bytes)
            guard order != 0 else { throw JSONFault(.duplicateKey, at: start) }
            if order > 0 {
                open[top].isSorted = false
                lastDeviation = start
            }
        }
        open[top].lastKey = token
        skipSpace()
        guard try current() == 0x3A else { throw JSONFault(.unexpectedByte, at: position) }
        position += 1
        skipSpace()
    }

    /// Neighbours have been compared; keys out of order must be sorted before a repetition shows.
    private func refuseDuplicates(in object: Int) throws(JSONFault) {
        var keys: [JSONToken] = []
        var index = object + 1
        while index < tokens.count {
            keys.append(tokens[index])
            index = Int(tokens[index + 1].next)
        }
        keys.sort { JSONText.compare($0, $1, in: bytes) < 0 }
        for (left, right) in zip(keys, keys.dropFirst()) where JSONText.compare(left, right, in: bytes) == 0 {
            throw JSONFault(.duplicateKey, at: Int(max(left.start, right.start)))
        }
    }

    private mutating func literal(_ word: StaticString, _ kind: JSONToken.Kind) throws(JSONFault) {
        let start = position
        for index in 0..<word.utf8CodeUnitCount {
            guard position < bytes.count, bytes[position] == word.utf8Start[index] else {
                throw JSONFault(.invalidLiteral, at: start)
            }
            position += 1
        }
        append(kind, start: start, flags: .canonical)
    }

    /// RFC 8259 section 6. Numbers are kept as written, so each is canonical.
    private mutating func number() throws(JSONFault) {
        let start = position
        if bytes[position] == 0x2D { position += 1 }
        if position < bytes.count, bytes[position] == 0x30 {
            position += 1
        } else {
            try digits(from: start)
        }
        var flags: JSONToken.Flags = [.canonical, .integer]
        if position < bytes.count, bytes[position] == 0x2E {
            position += 1
            try digits(from: start)
            flags = .canonical
        }
        if position < bytes.count, bytes[position] | 0x20 == 0x65 {
            position += 1
            if position < bytes.count, bytes[position] == 0x2B || bytes[position] == 0x2D { position += 1 }
            try digits(from: start)
            flags = .canonical
        }
        if position < bytes.count, (0x30...0x39).contains(bytes[position]) {
            throw JSONFault(.invalidNumber, at: start)
        }
        append(.number, start: start, flags: flags)
    }

    @inline(__always)
    private mutating func digits(from start: Int) throws(JSONFault) {
        let first = position
        while position < bytes.count, bytes[position] &- 0x30 < 10 { position += 1 }
        guard position > first else { throw JSONFault(.invalidNumber, at: start) }
    }

    @inline(__always)
    mutating func append(_ kind: JSONToken.Kind, start: Int, flags: JSONToken.Flags) {
        tokens.append(JSONToken(kind, start: start, end: position, next: tokens.count + 1, flags: flags))
    }
}
