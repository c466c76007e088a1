import HTTPServer
import HTTPWire

/// Binary mode: attributes in `ce-` headers, the data as the body (CloudEvents HTTP binding 1.0.2, section 3.1).
enum BinaryEvent {
    /// The same event in structured mode, so that there is one reader.
    static func structured(_ request: Request) throws -> [UInt8] {
        var writer = JSONWriter(capacity: request.body.count + 512)
        // The body must be a JSON value by itself: what is put into a document here cannot change its shape.
        let hasData = !request.body.isEmpty
        if hasData { _ = try JSONTree(reading: request.body) }
        writer.object { writer in
            for (name, value) in request.headers {
                let name = name.lowercased()
                guard name.hasPrefix("ce-") else { continue }
                writer.member(named: String(name.dropFirst(3)), decoded(value))
            }
            if let type = request.headers["content-type"] { writer.member("datacontenttype", type) }
            if hasData { writer.member("data", json: request.body) }
        }
        return writer.bytes
    }

    /// Percent-encoding of header values (section 3.1.3.2); what is malformed stays as it is.
    private static func decoded(_ value: String) -> String {
        guard value.utf8.contains(UInt8(ascii: "%")) else { return value }
        var bytes: [UInt8] = []
        var rest = value.utf8[...]
        while let byte = rest.popFirst() {
            let digits = rest.prefix(2)
            guard byte == UInt8(ascii: "%"), digits.count == 2,
                let decoded = UInt8(String(decoding: digits, as: UTF8.self), radix: 16)
            else {
                bytes.append(byte)
                continue
            }
            bytes.append(decoded)
            rest = rest.dropFirst(2)
        }
        return String(validating: bytes, as: UTF8.self) ?? value
    }
}
