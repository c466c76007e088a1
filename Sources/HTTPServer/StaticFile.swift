internal import Crypto
internal import HTTPWire

/// A file that is held in memory and revalidated by its content: whoever has it already is answered 304.
package struct StaticFile: Sendable {
    private let content: [UInt8]
    private let headers: Headers
    private let entityTag: String

    /// - Parameters:
    ///   - type: the media type.
    ///   - headers: further headers of each answer.
    package init(_ content: [UInt8], type: String, headers further: [(name: String, value: String)] = []) {
        self.content = content
        entityTag = "\"\(Base64URL.encode(SHA256.hash(content).bytes))\""
        // Kept by clients, and asked after before each use, so that no part of an older program meets a newer one.
        var headers: Headers = ["content-type": type, "etag": entityTag, "cache-control": "no-cache"]
        for (name, value) in further { headers.append(name, value) }
        self.headers = headers
    }

    /// The file, or word that the caller's own is as good (RFC 9110 section 13.1.2).
    package func answer(_ request: Request) -> Response {
        guard isKnown(to: request) else { return Response(status: 200, headers: headers, body: .bytes(content)) }
        var headers = headers
        headers["content-type"] = nil
        return Response(status: 304, headers: headers)
    }

    private func isKnown(to request: Request) -> Bool {
        request.headers.lists("*", in: "if-none-match") || request.headers.lists(entityTag, in: "if-none-match")
            || request.headers.lists("W/" + entityTag, in: "if-none-match")
    }
}

extension Response {
    /// The answer with further headers.
    package func adding(_ further: [(name: String, value: String)]) -> Response {
        var response = self
        for (name, value) in further { response.headers.append(name, value) }
        return response
    }
}
