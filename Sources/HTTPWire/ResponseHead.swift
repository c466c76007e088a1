/// The head of an answer.
package struct ResponseHead: Sendable, Equatable {
    package let status: Int
    package let headers: Headers
    package let framing: Framing
    /// Whether the peer leaves the connection open after this answer.
    package let isPersistent: Bool

    /// An interim answer (1xx): the final one follows.
    package var isInterim: Bool { status < 200 }
}

extension ResponseHead {
    /// Reads the head that `scanner` found in the first `length` octets of `input`.
    init(
        _ scanner: HeadScanner, length: Int, of input: UnsafeBufferPointer<UInt8>, answering method: Method
    ) throws(WireError) {
        let line = scanner.startLine ?? 0..<0
        let (version, status) = try Self.statusLine(line, of: input)
        let fields = try FramingFields(scanner.fields, of: input)
        if fields.hasTransferEncoding && version == .http10 { throw .transferCodingInOldVersion }
        self.status = status
        headers = Headers(octets: Array(input[..<length]), fields: scanner.fields)
        isPersistent = version == .http11 && !fields.saysClose
        // RFC 9112 section 6.3, in its order.
        if method == .head || status < 200 || status == 204 || status == 304 {
            framing = .none
        } else if fields.isChunked {
            framing = .chunked
        } else if let length = fields.length {
            framing = .length(length)
        } else {
            framing = .untilClose
        }
    }

    /// RFC 9112 section 4: `HTTP-version SP 3DIGIT SP [ reason-phrase ]`; the last space may be missing, as it often is.
    private static func statusLine(
        _ line: Range<Int>, of input: UnsafeBufferPointer<UInt8>
    ) throws(WireError) -> (Version, Int) {
        guard line.count >= 12, input[line.lowerBound + 8] == Octet.space else { throw .malformedStatusLine }
        let version: Version
        do throws(WireError) {
            version = try RequestLine.version(line.lowerBound..<line.lowerBound + 8, of: input)
        } catch {
            throw error == .unsupportedVersion ? error : .malformedStatusLine
        }
        var status = 0
        for index in line.lowerBound + 9..<line.lowerBound + 12 {
            guard Octet.isDigit(input[index]) else { throw .malformedStatusLine }
            status = status * 10 + Int(input[index] - 0x30)
        }
        let reason = line.lowerBound + 12..<line.upperBound
        guard reason.isEmpty || input[reason.lowerBound] == Octet.space else { throw .malformedStatusLine }
        guard reason.allSatisfy({ Octet.isFieldValue(input[$0]) }) else { throw .malformedStatusLine }
        guard (100..<600).contains(status) else { throw .malformedStatusLine }
        return (version, status)
    }
}
