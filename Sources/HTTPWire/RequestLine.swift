/// `method SP request-target SP HTTP-version`, RFC 9112 section 3, with exactly one space between.
struct RequestLine {
    let method: Method
    let target: String
    let version: Version

    init(_ line: Range<Int>, of input: UnsafeBufferPointer<UInt8>) throws(WireError) {
        var index = line.lowerBound
        while index < line.upperBound, Octet.isToken(input[index]) { index += 1 }
        guard index > line.lowerBound, index < line.upperBound, input[index] == Octet.space else {
            throw .malformedRequestLine
        }
        let methodRange = line.lowerBound..<index
        index += 1
        let targetStart = index
        while index < line.upperBound, input[index] != Octet.space {
            guard Octet.isTarget(input[index]) else { throw .malformedTarget }
            index += 1
        }
        let targetRange = targetStart..<index
        guard index < line.upperBound else { throw .malformedRequestLine }
        version = try Self.version(index + 1..<line.upperBound, of: input)
        method = Self.method(methodRange, of: input)
        // RFC 9110 section 9.3.6: a server that opens no tunnels says so.
        guard method.rawValue != "CONNECT" else { throw .methodNotImplemented }
        guard Self.isTarget(targetRange, of: input, for: method) else { throw .malformedTarget }
        target = String(decoding: input[targetRange], as: UTF8.self)
    }

    private static func method(_ range: Range<Int>, of input: UnsafeBufferPointer<UInt8>) -> Method {
        if range.count == 3, input[range.lowerBound] == 0x47, input[range.lowerBound + 1] == 0x45,
            input[range.lowerBound + 2] == 0x54 {
            return .get
        }
        return Method(rawValue: String(decoding: input[range], as: UTF8.self))
    }

    /// RFC 9112 section 2.3: `HTTP/` DIGIT `.` DIGIT, case matters. What is well formed but not ours gets 505.
    static func version(_ range: Range<Int>, of input: UnsafeBufferPointer<UInt8>) throws(WireError) -> Version {
        let name: StaticString = "HTTP/"
        guard range.count == 8 else { throw .malformedRequestLine }
        let start = range.lowerBound
        for offset in 0..<5 where input[start + offset] != name.utf8Start[offset] { throw .malformedRequestLine }
        guard Octet.isDigit(input[start + 5]), input[start + 6] == 0x2E, Octet.isDigit(input[start + 7]) else {
            throw .malformedRequestLine
        }
        guard input[start + 5] == 0x31 else { throw .unsupportedVersion }
        switch input[start + 7] {
        case 0x31: return .http11
        case 0x30: return .http10
        default: throw .unsupportedVersion
        }
    }

    /// RFC 9112 section 3.2: origin-form, absolute-form of http, or `*` for OPTIONS alone.
    private static func isTarget(
        _ range: Range<Int>, of input: UnsafeBufferPointer<UInt8>, for method: Method
    ) -> Bool {
        guard let first = range.first else { return false }
        if input[first] == 0x2F { return true }
        if range.count == 1 && input[first] == 0x2A { return method == .options }
        for scheme in ["http://", "https://"] as [StaticString] where range.count > scheme.utf8CodeUnitCount {
            let end = first + scheme.utf8CodeUnitCount
            guard input.matches(scheme, in: first..<end) else { continue }
            // RFC 9110 section 4.2.1: a URI with an empty host is invalid.
            return Octet.isHost(input[end]) && input[end] != Octet.colon
        }
        return false
    }
}
