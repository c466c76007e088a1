/// Takes a body out of the octets that arrive, whatever its framing.
struct BodyDecoder: Sendable {
    enum Piece: Sendable, Equatable {
        case octets([UInt8])
        case end
    }

    private enum State {
        case remaining(Int)
        case chunkSize
        case chunkData(Int)
        case chunkEnd
        case trailers
        case untilClose
        case ended
    }

    private var state: State
    private var trailers: HeadScanner
    private var received = 0
    private var extensionOctets = 0
    private let bodyLimit: Int
    private let limits: MessageLimits

    /// Throws `bodyTooLarge` at once where the announced length is beyond `bodyLimit`.
    init(_ framing: Framing, bodyLimit: Int, limits: MessageLimits) throws(WireError) {
        self.bodyLimit = bodyLimit
        self.limits = limits
        trailers = .trailers(limits: limits)
        switch framing {
        case .none: state = .ended
        case .length(let length):
            guard length <= bodyLimit else { throw .bodyTooLarge }
            state = length == 0 ? .ended : .remaining(length)
        case .chunked: state = .chunkSize
        case .untilClose: state = .untilClose
        }
    }

    /// Whether the whole body has been taken.
    var isComplete: Bool {
        if case .ended = state { return true }
        return false
    }

    /// Whether the end of the connection is the proper end of this body.
    var endsWithConnection: Bool {
        if case .untilClose = state { return true }
        return false
    }

    /// The next piece, or `nil` until more has arrived.
    mutating func next(_ input: inout InputBuffer) throws(WireError) -> Piece? {
        while true {
            switch state {
            case .ended:
                return .end
            case .remaining(let count):
                guard !input.isEmpty else { return nil }
                let piece = input.take(min(count, input.count))
                state = piece.count == count ? .ended : .remaining(count - piece.count)
                return .octets(piece)
            case .untilClose:
                guard !input.isEmpty else { return nil }
                try count(input.count)
                return .octets(input.take(input.count))
            case .chunkData(let count):
                guard !input.isEmpty else { return nil }
                let piece = input.take(min(count, input.count))
                state = piece.count == count ? .chunkEnd : .chunkData(count - piece.count)
                return .octets(piece)
            case .chunkSize:
                guard try takeChunkSize(&input) else { return nil }
            case .chunkEnd:
                guard try takeChunkEnd(&input) else { return nil }
            case .trailers:
                guard try takeTrailers(&input) else { return nil }
            }
        }
    }

    private mutating func count(_ octets: Int) throws(WireError) {
        guard octets <= bodyLimit - received else { throw .bodyTooLarge }
        received += octets
    }

    /// RFC 9112 section 7.1: `chunk-size [ chunk-ext ] CRLF`.
    private mutating func takeChunkSize(_ input: inout InputBuffer) throws(WireError) -> Bool {
        let limit = limits.chunkLineBytes
        let line = try input.withOctets { (octets) throws(WireError) -> ChunkLine? in
            guard let lineFeed = octets.firstIndex(of: Octet.lineFeed) else {
                guard octets.count <= limit else { throw .chunkExtensionTooLarge }
                return nil
            }
            guard lineFeed < limit else { throw .chunkExtensionTooLarge }
            guard lineFeed > 0, octets[lineFeed - 1] == Octet.carriageReturn else { throw .malformedChunk }
            return try ChunkLine(octets, end: lineFeed - 1)
        }
        guard let line else { return false }
        input.consume(line.length)
        extensionOctets += line.extensionLength
        guard extensionOctets <= limits.chunkExtensionBytes else { throw .chunkExtensionTooLarge }
        try count(line.size)
        state = line.size == 0 ? .trailers : .chunkData(line.size)
        return true
    }

    private mutating func takeChunkEnd(_ input: inout InputBuffer) throws(WireError) -> Bool {
        guard input.count >= 2 else { return false }
        let isLineEnd = input.withOctets { $0[0] == Octet.carriageReturn && $0[1] == Octet.lineFeed }
        guard isLineEnd else { throw .malformedChunk }
        input.consume(2)
        state = .chunkSize
        return true
    }

    /// Trailers are checked like headers and then dropped, as RFC 9110 section 6.5.1 allows.
    private mutating func takeTrailers(_ input: inout InputBuffer) throws(WireError) -> Bool {
        let length = try input.withOctets { (octets) throws(WireError) in try trailers.scan(octets) }
        guard let length else { return false }
        input.consume(length)
        state = .ended
        return true
    }
}

/// One chunk-size line.
private struct ChunkLine {
    let size: Int
    let extensionLength: Int
    /// With its CRLF.
    let length: Int

    init(_ octets: UnsafeBufferPointer<UInt8>, end: Int) throws(WireError) {
        var index = 0
        var size = 0
        while index < end, let digit = Octet.hexValue(octets[index]) {
            // RFC 9112 section 7.1: recipients must guard against sizes that overflow.
            guard size <= Int.max >> 5 else { throw .malformedChunk }
            size = size << 4 | Int(digit)
            index += 1
        }
        guard index > 0, index == end || octets[index] == Octet.semicolon else { throw .malformedChunk }
        for position in index..<end where !Octet.isFieldValue(octets[position]) { throw .malformedChunk }
        self.size = size
        extensionLength = end - index
        length = end + 2
    }
}
