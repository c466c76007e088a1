internal import Foundation

/// An event in binary mode (CloudEvents HTTP binding 1.0.2, section 3.1): the attributes are `ce-` fields, the data is
/// the body.
package struct BinaryEvent {
    /// By name without `ce-`, decoded.
    private let attributes: [String: String]
    private let contentType: String?
    private let body: [UInt8]

    /// Takes a request apart. Throws `malformed-header`.
    ///
    /// - Parameter headers: names in any case, in order.
    package init(headers: some Sequence<(name: String, value: String)>, body: [UInt8]) throws(Problem) {
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
        self.attributes = attributes
        self.contentType = contentType
        self.body = body
    }

    /// The same event in structured mode and canonical form, as if it had come like that. It is not judged here: the
    /// decoder reads it like any other. Throws `malformed-json` where a body of a JSON type is none.
    package func structured() throws(Problem) -> [UInt8] {
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
    private static func isJSON(_ contentType: String?) -> Bool {
        guard let contentType else { return true }
        let media = contentType.prefix { $0 != ";" }.filter { $0 != " " }.lowercased()
        return media.hasSuffix("/json") || media.hasSuffix("+json")
    }
}
