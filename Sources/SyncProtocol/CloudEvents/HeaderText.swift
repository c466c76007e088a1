/// Values of `ce-` fields (HTTP binding 1.0.2, section 3.1.3.2).
enum HeaderText {
    /// Removes double quotes as RFC 9110 writes them, then decodes percent signs once; nil where it is not UTF-8.
    static func attribute(_ value: String) -> String? {
        var bytes = Array(value.utf8)
        if bytes.count >= 2, bytes.first == 0x22, bytes.last == 0x22 {
            guard let content = unquoted(bytes[1..<bytes.count - 1]) else { return nil }
            bytes = content
        }
        var decoded: [UInt8] = []
        var index = 0
        while index < bytes.count {
            guard bytes[index] == 0x25 else {
                decoded.append(bytes[index])
                index += 1
                continue
            }
            guard index + 2 < bytes.count, let high = HexDigit.value(bytes[index + 1]),
                let low = HexDigit.value(bytes[index + 2])
            else { return nil }
            decoded.append(high << 4 | low)
            index += 3
        }
        return String(validating: decoded, as: UTF8.self)
    }

    private static func unquoted(_ bytes: ArraySlice<UInt8>) -> [UInt8]? {
        var content: [UInt8] = []
        var escaped = false
        for byte in bytes {
            if !escaped, byte == 0x22 { return nil }
            if !escaped, byte == 0x5C {
                escaped = true
                continue
            }
            content.append(byte)
            escaped = false
        }
        return escaped ? nil : content
    }
}
