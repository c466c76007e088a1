/// Finds the parts of a JSON document without decoding it. For documents that were parsed before they were stored: what
/// is no JSON gives no parts, or wrong ones.
enum JSONSlices {
    /// The value of a member of the object that begins at `start`; nil where there is none.
    static func value(of key: StaticString, in bytes: [UInt8], from start: Int = 0) -> Range<Int>? {
        var index = skipSpace(in: bytes, from: start + 1)
        while index < bytes.count, bytes[index] == UInt8(ascii: "\"") {
            let keyEnd = endOfString(in: bytes, from: index)
            let valueStart = skipSpace(in: bytes, from: skipSpace(in: bytes, from: keyEnd) + 1)
            let valueEnd = endOfValue(in: bytes, from: valueStart)
            if matches(bytes[index + 1..<keyEnd - 1], key) { return valueStart..<valueEnd }
            index = skipSpace(in: bytes, from: skipSpace(in: bytes, from: valueEnd) + 1)
        }
        return nil
    }

    /// The first member of the object that begins at `start`: its key, without quotation marks, and its value; nil
    /// where it has none.
    static func firstMember(in bytes: [UInt8], from start: Int) -> (key: Range<Int>, value: Range<Int>)? {
        let index = skipSpace(in: bytes, from: start + 1)
        guard index < bytes.count, bytes[index] == UInt8(ascii: "\"") else { return nil }
        let keyEnd = endOfString(in: bytes, from: index)
        let valueStart = skipSpace(in: bytes, from: skipSpace(in: bytes, from: keyEnd) + 1)
        return (index + 1..<keyEnd - 1, valueStart..<endOfValue(in: bytes, from: valueStart))
    }

    /// The elements of the list that lies in `range`.
    static func elements(in bytes: [UInt8], of range: Range<Int>) -> [Range<Int>] {
        var elements: [Range<Int>] = []
        var index = skipSpace(in: bytes, from: range.lowerBound + 1)
        while index < range.upperBound - 1 {
            let end = endOfValue(in: bytes, from: index)
            elements.append(index..<end)
            index = skipSpace(in: bytes, from: skipSpace(in: bytes, from: end) + 1)
        }
        return elements
    }

    private static func matches(_ slice: ArraySlice<UInt8>, _ key: StaticString) -> Bool {
        slice.count == key.utf8CodeUnitCount
            && slice.elementsEqual(UnsafeBufferPointer(start: key.utf8Start, count: key.utf8CodeUnitCount))
    }

    /// The position behind the value that begins at `start`.
    private static func endOfValue(in bytes: [UInt8], from start: Int) -> Int {
        var depth = 0
        var index = start
        while index < bytes.count {
            switch bytes[index] {
            case UInt8(ascii: "\""):
                index = endOfString(in: bytes, from: index)
                if depth == 0 { return index }
                continue
            case UInt8(ascii: "{"), UInt8(ascii: "["):
                depth += 1
            case UInt8(ascii: "}"), UInt8(ascii: "]"):
                guard depth > 0 else { return index }
                depth -= 1
                if depth == 0 { return index + 1 }
            case UInt8(ascii: ","), 0x20, 0x0A, 0x0D, 0x09:
                if depth == 0 { return index }
            default: break
            }
            index += 1
        }
        return bytes.count
    }

    private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 }

    private static func skipSpace(in bytes: [UInt8], from start: Int) -> Int {
        var index = start
        while index < bytes.count, isSpace(bytes[index]) { index += 1 }
        return index
    }

    /// The position behind the closing quotation mark.
    private static func endOfString(in bytes: [UInt8], from start: Int) -> Int {
        var index = start + 1
        while index < bytes.count {
            switch bytes[index] {
            case UInt8(ascii: "\\"): index += 2
            case UInt8(ascii: "\""): return index + 1
            default: index += 1
            }
        }
        return bytes.count
    }
}
