/// What the fields of a head say about the body and the connection, gathered in one pass.
struct FramingFields {
    private(set) var hostCount = 0
    private(set) var host: Range<Int>?
    private(set) var length: Int?
    private(set) var isChunked = false
    private(set) var expectsContinue = false
    private(set) var saysClose = false
    private(set) var hasTransferEncoding = false

    init(_ fields: [Headers.Field], of input: UnsafeBufferPointer<UInt8>) throws(WireError) {
        for field in fields { try take(name: field.name, value: field.value, of: input) }
        // RFC 9112 section 6.1: a message with both lengths is how requests are smuggled.
        if length != nil && hasTransferEncoding { throw .bothLengths }
        // RFC 9112 section 6.3: without "chunked" at the end the length cannot be known.
        if hasTransferEncoding && !isChunked { throw .malformedTransferCoding }
    }

    private mutating func take(
        name: Range<Int>, value: Range<Int>, of input: UnsafeBufferPointer<UInt8>
    ) throws(WireError) {
        switch name.count {
        case 4 where input.matches("host", in: name):
            hostCount += 1
            host = value
        case 6 where input.matches("expect", in: name):
            guard input.matches("100-continue", in: value) else { throw .unknownExpectation }
            expectsContinue = true
        case 10 where input.matches("connection", in: name):
            for member in Self.members(of: value, in: input) where input.matches("close", in: member) {
                saysClose = true
            }
        case 14 where input.matches("content-length", in: name):
            // RFC 9110 section 8.6: equal repeated lengths may be forgiven; refusing is as allowed and safer.
            guard length == nil else { throw .duplicateLength }
            length = try Self.decimal(value, of: input)
        case 17 where input.matches("transfer-encoding", in: name):
            try takeTransferEncoding(value, of: input)
        default:
            break
        }
    }

    private mutating func takeTransferEncoding(
        _ value: Range<Int>, of input: UnsafeBufferPointer<UInt8>
    ) throws(WireError) {
        hasTransferEncoding = true
        for coding in Self.members(of: value, in: input) {
            // RFC 9112 section 6.1: chunked once, and last.
            guard !isChunked, !coding.isEmpty else { throw .malformedTransferCoding }
            guard input.matches("chunked", in: coding) else { throw .unknownTransferCoding }
            isChunked = true
        }
    }

    /// RFC 9110 section 8.6: `1*DIGIT`; no sign, no blank, no comma, no overflow.
    private static func decimal(_ range: Range<Int>, of input: UnsafeBufferPointer<UInt8>) throws(WireError) -> Int {
        guard !range.isEmpty else { throw .malformedLength }
        var value = 0
        for index in range {
            guard Octet.isDigit(input[index]) else { throw .malformedLength }
            let (product, overflow) = value.multipliedReportingOverflow(by: 10)
            let (sum, carry) = product.addingReportingOverflow(Int(input[index] - 0x30))
            guard !overflow, !carry else { throw .malformedLength }
            value = sum
        }
        return value
    }

    /// The members of a comma-separated list without the blanks round them (RFC 9110 section 5.6.1).
    private static func members(of range: Range<Int>, in input: UnsafeBufferPointer<UInt8>) -> [Range<Int>] {
        var members: [Range<Int>] = []
        var start = range.lowerBound
        for index in range.lowerBound...range.upperBound {
            guard index == range.upperBound || input[index] == Octet.comma else { continue }
            var low = start
            var high = index
            while low < high, Octet.isBlank(input[low]) { low += 1 }
            while high > low, Octet.isBlank(input[high - 1]) { high -= 1 }
            members.append(low..<high)
            start = index + 1
        }
        return members
    }
}
