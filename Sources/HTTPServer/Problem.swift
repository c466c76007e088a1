internal import Foundation
package import HTTPWire

/// An error for the peer: RFC 9457 `application/problem+json`. Title and detail name the cause and the cure.
package struct Problem: Error, Sendable {
    /// What the URNs of all problems begin with.
    package static let prefix = "urn:hotline:problem:"

    /// The stable name behind ``prefix``, which programs switch over: `header-too-large`.
    package let name: String
    package let status: Int
    /// A few words, the same for every occurrence.
    package let title: String
    /// What was wrong this time and what mends it.
    package let detail: String
    /// Further members of the document.
    package var members: [String: any Encodable & Sendable]
    /// Headers of the answer, such as `Retry-After`.
    package var headers: Headers

    package init(
        _ name: String, status: Int, title: String, detail: String,
        members: [String: any Encodable & Sendable] = [:], headers: Headers = Headers()
    ) {
        self.name = name
        self.status = status
        self.title = title
        self.detail = detail
        self.members = members
        self.headers = headers
    }

    package var type: String { Self.prefix + name }

    /// The document, with its keys in order.
    package var response: Response {
        var headers = headers
        headers["content-type"] = "application/problem+json"
        return Response(status: status, headers: headers, body: .bytes(document))
    }

    private var document: [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        if let data = try? encoder.encode(Document(problem: self)) { return Array(data) }
        // A member that cannot be encoded must not hide the problem itself.
        let bare = Problem(name, status: status, title: title, detail: detail)
        return (try? encoder.encode(Document(problem: bare))).map(Array.init) ?? []
    }
}

private struct Document: Encodable {
    let problem: Problem

    struct Key: CodingKey {
        let stringValue: String
        var intValue: Int? { nil }
        init(_ name: String) { stringValue = name }
        init(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        for (name, value) in problem.members { try container.encode(value, forKey: Key(name)) }
        try container.encode(problem.type, forKey: Key("type"))
        try container.encode(problem.status, forKey: Key("status"))
        try container.encode(problem.title, forKey: Key("title"))
        try container.encode(problem.detail, forKey: Key("detail"))
    }
}
