/// How a request carries events (CloudEvents HTTP binding 1.0.2, section 3).
package enum EventMode: Equatable, Sendable {
    case batch
    case structured
    case binary

    /// Decides by the `Content-Type` and by whether `ce-specversion` is there. Throws `unsupported-media-type`.
    package init(contentType: String?, hasSpecVersion: Bool) throws(Problem) {
        let parts = (contentType ?? "").split(separator: ";", omittingEmptySubsequences: false)
        let media = Self.trimmed(parts.first ?? "")
        guard media.hasPrefix("application/cloudevents") else {
            guard hasSpecVersion else {
                throw Problem(.unsupportedMediaType, detail: "neither a cloudevents media type nor ce-specversion")
            }
            self = .binary
            return
        }
        for parameter in parts.dropFirst() where Self.trimmed(parameter).hasPrefix("charset=") {
            let charset = Self.trimmed(parameter).dropFirst(8).filter { $0 != "\"" }
            guard charset == "utf-8" else { throw Problem(.unsupportedMediaType, detail: "the charset must be utf-8") }
        }
        switch media {
        case "application/cloudevents-batch+json": self = .batch
        case "application/cloudevents+json": self = .structured
        default: throw Problem(.unsupportedMediaType, detail: "\(media) is not read here")
        }
    }

    private static func trimmed(_ text: Substring) -> String {
        text.lowercased().filter { $0 != " " && $0 != "\t" }
    }
}

extension EventDecoder {
    /// Reads a request in whichever mode it is.
    /// - Parameter headers: names in any case, in order.
    package mutating func request(
        headers: [(name: String, value: String)], body: [UInt8]
    ) throws(Problem) -> [ReceivedEvent] {
        let contentType = headers.first { $0.name.lowercased() == "content-type" }?.value
        let hasSpecVersion = headers.contains { $0.name.lowercased() == "ce-specversion" }
        switch try EventMode(contentType: contentType, hasSpecVersion: hasSpecVersion) {
        case .batch: return try batch(body)
        case .structured: return [try single(body)]
        case .binary: return [try binary(headers: headers, body: body)]
        }
    }

    /// Reads an event in binary mode: the attributes are `ce-` fields, the data is the body. What results is a
    /// structured event in canonical form, as if it had come like that.
    package mutating func binary(
        headers: [(name: String, value: String)], body: [UInt8]
    ) throws(Problem) -> ReceivedEvent {
        var contentType: String?
        var attributes: [String: String] = [:]
        for (name, value) in headers {
            let name = name.lowercased()
            if name == "content-type" { contentType = value }
            guard name.hasPrefix("ce-") else { continue }
            let attribute = String(name.dropFirst(3))
            guard attributes[attribute] == nil, !["data", "data_base64", "datacontenttype"].contains(attribute) else {
                throw Problem(.malformedHeader, detail: "\(name) is repeated or not allowed")
            }
            guard let text = HeaderText.attribute(value) else {
                throw Problem(.malformedHeader, detail: "\(name) is not percent-encoded UTF-8")
            }
            attributes[attribute] = text
        }
        return try single(try BinaryEvent(attributes: attributes, contentType: contentType, body: body).structured())
    }
}

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
