package import HTTPWire

/// Path and query of a request target, percent-decoded (RFC 3986 sections 2.1 and 3).
package struct RequestTarget: Sendable, Equatable {
    /// One `name=value` of the query.
    package struct QueryItem: Sendable, Equatable {
        package let name: String
        package let value: String

        package init(name: String, value: String) {
            self.name = name
            self.value = value
        }
    }

    /// The path's segments: `/a/b%20c` is `["a", "b c"]`, `/` is empty, a trailing slash is an empty last segment.
    package let segments: [String]
    package let query: [QueryItem]

    /// `nil` where an escape is malformed, decodes to no UTF-8 or to NUL, or a segment is `.` or `..`, which clients
    /// remove before they send (RFC 3986 section 5.2.4) and which would only serve to leave a folder.
    package init?(_ head: RequestHead) {
        let target = head.originForm.utf8
        let mark = target.firstIndex(of: 0x3F)
        let path = target[..<(mark ?? target.endIndex)]
        var segments: [String] = []
        for segment in path.dropFirst().split(separator: 0x2F, omittingEmptySubsequences: false) {
            guard let text = Self.decode(segment, plusIsSpace: false), text != ".", text != ".." else { return nil }
            segments.append(text)
        }
        self.segments = segments == [""] ? [] : segments
        guard let mark else {
            query = []
            return
        }
        guard let query = Self.query(target[target.index(after: mark)...]) else { return nil }
        self.query = query
    }

    private static func query(_ text: Substring.UTF8View) -> [QueryItem]? {
        var items: [QueryItem] = []
        for pair in text.split(separator: 0x26) {
            let equals = pair.firstIndex(of: 0x3D) ?? pair.endIndex
            guard let name = decode(pair[..<equals], plusIsSpace: true),
                let value = decode(pair[equals...].dropFirst(), plusIsSpace: true)
            else { return nil }
            items.append(QueryItem(name: name, value: value))
        }
        return items
    }

    private static func decode(_ text: Substring.UTF8View, plusIsSpace: Bool) -> String? {
        guard text.contains(where: { $0 == 0x25 || $0 == 0x2B }) else { return String(Substring(text)) }
        var octets: [UInt8] = []
        var rest = text.makeIterator()
        while let octet = rest.next() {
            switch octet {
            case 0x25:
                guard let high = rest.next().flatMap(hexValue), let low = rest.next().flatMap(hexValue),
                    high << 4 | low != 0
                else { return nil }
                octets.append(high << 4 | low)
            case 0x2B where plusIsSpace:
                octets.append(0x20)
            default:
                octets.append(octet)
            }
        }
        return String(validating: octets, as: UTF8.self)
    }

    private static func hexValue(_ octet: UInt8) -> UInt8? {
        switch octet {
        case 0x30...0x39: octet - 0x30
        case 0x41...0x46: octet - 0x37
        case 0x61...0x66: octet - 0x57
        default: nil
        }
    }
}
