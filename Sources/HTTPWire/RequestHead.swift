/// The head of a request that has passed every check.
package struct RequestHead: Sendable, Equatable {
    package let method: Method
    /// As received: `/path?query`, a whole `http` URI, or `*` (RFC 9112 section 3.2).
    package let target: String
    package let version: Version
    package let headers: Headers
    package let framing: Framing
    /// The peer waits for `100 Continue` before it sends the body.
    package let expectsContinue: Bool
    /// Whether the peer would use the connection again. HTTP/1.0 never does here.
    package let isPersistent: Bool

    /// Path and query without scheme and authority (RFC 9112 section 3.2.2).
    package var originForm: Substring {
        guard !target.hasPrefix("/"), let scheme = target.utf8.firstIndex(of: Octet.colon) else { return target[...] }
        let authority = target[scheme...].dropFirst(3)
        guard let path = authority.firstIndex(where: { $0 == "/" || $0 == "?" }) else { return "/" }
        return target[path] == "/" ? target[path...] : "/" + target[path...]
    }
}

extension RequestHead {
    /// Reads the head that `scanner` found in the first `length` octets of `input`.
    init(
        _ scanner: HeadScanner, length: Int, of input: UnsafeBufferPointer<UInt8>
    ) throws(WireError) {
        let line = try RequestLine(scanner.startLine ?? 0..<0, of: input)
        let framing = try FramingFields(scanner.fields, of: input)
        // RFC 9112 section 3.2: a 1.1 request without Host, or any with two or with a malformed one, gets 400.
        guard framing.hostCount <= 1 else { throw .duplicateHost }
        if let host = framing.host {
            guard !host.isEmpty, host.allSatisfy({ Octet.isHost(input[$0]) }) else { throw .malformedHost }
        } else if line.version == .http11 {
            throw .missingHost
        }
        // RFC 9112 section 6.1: such framing is faulty in HTTP/1.0.
        if framing.hasTransferEncoding && line.version == .http10 { throw .transferCodingInOldVersion }

        method = line.method
        target = line.target
        version = line.version
        headers = Headers(octets: Array(input[..<length]), fields: scanner.fields)
        if framing.isChunked {
            self.framing = .chunked
        } else if let length = framing.length, length > 0 {
            self.framing = .length(length)
        } else {
            self.framing = .none
        }
        // RFC 9110 section 10.1.1: the expectation of an HTTP/1.0 client is ignored.
        expectsContinue = framing.expectsContinue && line.version == .http11
        isPersistent = line.version == .http11 && !framing.saysClose
    }
}
