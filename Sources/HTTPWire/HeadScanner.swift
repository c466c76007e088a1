/// Finds the lines of a head (or of trailers) as octets arrive and checks each field line.
///
/// It remembers where it stopped, so that a head that comes octet by octet is looked at once. A length is judged before
/// the content of its line: so it makes no difference how the message was cut on its way.
struct HeadScanner: Sendable {
    private(set) var fields: [Headers.Field] = []
    /// The first line without its CRLF, once it has been seen.
    private(set) var startLine: Range<Int>?
    private let limits: MessageLimits
    private var lineStart = 0
    private var scanned = 0
    private var fieldsStart = 0
    private var skippedEmptyLine = false

    init(limits: MessageLimits) {
        self.limits = limits
    }

    /// A scanner for the trailers after a chunked body, which have no first line.
    static func trailers(limits: MessageLimits) -> HeadScanner {
        var scanner = HeadScanner(limits: limits)
        scanner.startLine = 0..<0
        return scanner
    }

    /// Whether part of a head has been seen.
    var hasBegun: Bool { scanned > 0 }

    /// The length of the head in octets with the empty line that ends it, or `nil` until that has arrived.
    mutating func scan(_ input: UnsafeBufferPointer<UInt8>) throws(WireError) -> Int? {
        if fields.capacity == 0 { fields.reserveCapacity(12) }
        while let lineFeed = nextLineFeed(in: input) {
            try checkLength(upTo: lineFeed + 1)
            // RFC 9112 section 2.2: a lone LF may be taken for a line end by some and not by others; refuse it.
            guard lineFeed > lineStart, input[lineFeed - 1] == Octet.carriageReturn else { throw .bareLineFeed }
            let line = lineStart..<lineFeed - 1
            lineStart = lineFeed + 1
            if startLine == nil {
                try takeStartLine(line)
            } else if line.isEmpty {
                return lineStart
            } else {
                try takeField(line, of: input)
            }
        }
        try checkLength(upTo: input.count)
        return nil
    }

    private mutating func nextLineFeed(in input: UnsafeBufferPointer<UInt8>) -> Int? {
        var index = scanned
        while index < input.count {
            if input[index] == Octet.lineFeed {
                scanned = index + 1
                return index
            }
            index += 1
        }
        scanned = index
        return nil
    }

    private func checkLength(upTo end: Int) throws(WireError) {
        if startLine == nil {
            guard end - lineStart <= limits.startLineBytes else { throw .startLineTooLong }
        } else {
            guard end - fieldsStart <= limits.headerBytes else { throw .headerTooLarge }
        }
    }

    private mutating func takeStartLine(_ line: Range<Int>) throws(WireError) {
        if line.isEmpty {
            // RFC 9112 section 2.2: one empty line before the request line is forgiven.
            guard !skippedEmptyLine else { throw .malformedRequestLine }
            skippedEmptyLine = true
            return
        }
        startLine = line
        fieldsStart = lineStart
    }

    private mutating func takeField(_ line: Range<Int>, of input: UnsafeBufferPointer<UInt8>) throws(WireError) {
        guard fields.count < limits.headerCount else { throw .tooManyFields }
        // RFC 9112 section 5.2: obs-fold must be refused in requests, and nobody we talk to sends it in answers.
        guard !Octet.isBlank(input[line.lowerBound]) else { throw .foldedLine }
        var colon = line.lowerBound
        // RFC 9112 section 5.1: nothing but a token before the colon, above all no space.
        while colon < line.upperBound, input[colon] != Octet.colon {
            guard Octet.isToken(input[colon]) else { throw .malformedFieldName }
            colon += 1
        }
        guard colon > line.lowerBound, colon < line.upperBound else { throw .malformedFieldName }
        var start = colon + 1
        var end = line.upperBound
        while start < end, Octet.isBlank(input[start]) { start += 1 }
        while end > start, Octet.isBlank(input[end - 1]) { end -= 1 }
        // RFC 9110 section 5.5: this also finds a bare CR inside the line.
        for index in start..<end where !Octet.isFieldValue(input[index]) { throw .malformedFieldValue }
        fields.append(Headers.Field(
            nameStart: UInt32(line.lowerBound), nameEnd: UInt32(colon), valueStart: UInt32(start), valueEnd: UInt32(end)))
    }
}
