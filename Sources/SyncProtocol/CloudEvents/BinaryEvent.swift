internal import Foundation

/// An event in binary mode, taken apart: its way into the structured form.
struct BinaryEvent {
    /// By name without `ce-`, decoded.
    let attributes: [String: String]
    let contentType: String?
    let body: [UInt8]

    /// The structured event. It is not judged here: the decoder reads it like any other. Throws `malformed-json` where
    /// a body of a JSON type is none.
    func structured() throws(Problem) -> [UInt8] {
        var writer = JSONCanonicaliser()
        var members = attributes.map { (name: $0.key, value: $0.value) }
        if let contentType, contentType != CanonicalEvent.defaultContentType {
            members.append(("datacontenttype", contentType))
        }
        let isJSON = Self.isJSON(contentType)
        if !isJSON, !body.isEmpty { members.append(("data_base64", Data(body).base64EncodedString())) }
        if isJSON, !body.isEmpty { members.append(("data", "")) }
        members.sort { Array($0.name.utf8).lexicographicallyPrecedes(Array($1.name.utf8)) }
        writer.output.append(0x7B)
        for (index, member) in members.enumerated() {
            if index > 0 { writer.output.append(0x2C) }
            writer.write(member.name)
            writer.output.append(0x3A)
            if member.name == "data" {
                writer.output.append(contentsOf: try canonicalBody())
            } else {
                writer.write(member.value)
            }
        }
        writer.output.append(0x7D)
        return writer.output
    }

    private func canonicalBody() throws(Problem) -> [UInt8] {
        do throws(JSONFault) {
            return try JSONCanonicaliser.canonical(body)
        } catch {
            throw error.problem
        }
    }

    /// `application/json`, anything `+json`, and no type at all.
    static func isJSON(_ contentType: String?) -> Bool {
        guard let contentType else { return true }
        let media = contentType.prefix { $0 != ";" }.filter { $0 != " " }.lowercased()
        return media.hasSuffix("/json") || media.hasSuffix("+json")
    }
}
