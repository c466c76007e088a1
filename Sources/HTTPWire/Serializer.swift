/// Heads and bodies into one buffer, so that a message leaves in one write: two small writes meet the delayed
/// acknowledgement of the peer and stall for 40 ms.
package enum Serializer {
    /// Appends a request with its body, or with the head of one whose body of `following` bytes comes behind it.
    /// `headers` must name no `Content-Length`, `Transfer-Encoding` or `Host`.
    package static func request(
        _ method: Method, target: String, host: String, headers: Headers, body: [UInt8], following: Int? = nil,
        into output: inout [UInt8]
    ) {
        precondition(target.utf8.allSatisfy(Octet.isTarget) && !target.isEmpty, "a request target holds no blanks")
        output.reserveCapacity(output.count + 256 + headers.octets.count + body.count)
        append(method.rawValue, to: &output)
        output.append(Octet.space)
        append(target, to: &output)
        append(" HTTP/1.1\r\nhost: ", to: &output)
        append(host, to: &output)
        append("\r\n", to: &output)
        headers.serialize(into: &output)
        // RFC 9110 section 8.6: a method that expects content names its length even if it is zero.
        if !body.isEmpty || method == .post || method == .put || method == .patch {
            appendLength(following ?? body.count, to: &output)
        }
        append("\r\n", to: &output)
        output.append(contentsOf: body)
    }

    /// Appends the head of an answer; the framing decides `Content-Length` or `Transfer-Encoding`, which `headers` must
    /// leave out. Of `common` those fields are taken that `headers` do not name. `date` is an IMF-fixdate (RFC 9110
    /// section 6.6.1).
    package static func responseHead(
        _ status: Int, headers: Headers, beside common: Headers = Headers(), framing: ResponseFraming, date: [UInt8],
        into output: inout [UInt8]
    ) {
        output.append(contentsOf: StatusText.line(status))
        if !date.isEmpty {
            append("date: ", to: &output)
            output.append(contentsOf: date)
            append("\r\n", to: &output)
        }
        headers.serialize(into: &output)
        if !common.isEmpty { common.serialize(into: &output, where: { !headers.names($0) }) }
        switch framing.length {
        case .length(let length): appendLength(length, to: &output)
        case .chunked: append("transfer-encoding: chunked\r\n", to: &output)
        case .none, .untilClose: break
        }
        if !framing.isPersistent { append("connection: close\r\n", to: &output) }
        append("\r\n", to: &output)
    }

    /// `100 Continue`, RFC 9110 section 15.2.1.
    package static func continueLine(into output: inout [UInt8]) {
        append("HTTP/1.1 100 Continue\r\n\r\n", to: &output)
    }

    /// Appends one chunk; an empty one is left out, as it would end the body (RFC 9112 section 7.1).
    package static func chunk(_ octets: [UInt8], into output: inout [UInt8]) {
        guard !octets.isEmpty else { return }
        append(String(octets.count, radix: 16), to: &output)
        append("\r\n", to: &output)
        output.append(contentsOf: octets)
        append("\r\n", to: &output)
    }

    /// Appends the last chunk, without trailers.
    package static func lastChunk(into output: inout [UInt8]) { append("0\r\n\r\n", to: &output) }

    private static func appendLength(_ length: Int, to output: inout [UInt8]) {
        append("content-length: ", to: &output)
        var digits: (UInt64, UInt64, UInt64) = (0, 0, 0)
        withUnsafeMutableBytes(of: &digits) { buffer in
            var rest = length
            var index = buffer.count
            repeat {
                index -= 1
                buffer[index] = UInt8(0x30 + rest % 10)
                rest /= 10
            } while rest > 0
            output.append(contentsOf: buffer[index...])
        }
        append("\r\n", to: &output)
    }

    private static func append(_ text: StaticString, to output: inout [UInt8]) {
        output.append(contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }

    @_disfavoredOverload
    private static func append(_ text: String, to output: inout [UInt8]) { output.append(contentsOf: text.utf8) }
}
