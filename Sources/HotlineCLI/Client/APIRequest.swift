import Foundation

/// One request to a node's API.
struct APIRequest: Sendable, Equatable {
    enum Method: String, Sendable { case get = "GET", post = "POST" }

    let method: Method
    /// Below `/api/v1`, each step as it reads; escaping is done here.
    let steps: [String]
    let query: [URLQueryItem]
    let headers: [String: String]
    let body: JSONValue?

    static func get(_ steps: [String], query: [URLQueryItem] = []) -> APIRequest {
        APIRequest(method: .get, steps: steps, query: query, headers: [:], body: nil)
    }

    static func post(_ steps: [String], body: JSONValue? = nil, headers: [String: String] = [:]) -> APIRequest {
        APIRequest(method: .post, steps: steps, query: [], headers: headers, body: body)
    }

    /// Path and query as they stand in the request line. `+` is escaped too: some readers take it for a space.
    var target: String {
        let path = "/api/v1" + steps.map { "/" + Self.escaped($0) }.joined()
        guard !query.isEmpty else { return path }
        let items = query.map { "\(Self.escaped($0.name))=\(Self.escaped($0.value ?? ""))" }
        return path + "?" + items.joined(separator: "&")
    }

    /// RFC 3986 section 2.3: the characters that never need escaping.
    private static let unreserved = CharacterSet(
        charactersIn: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")

    private static func escaped(_ text: String) -> String {
        text.addingPercentEncoding(withAllowedCharacters: unreserved) ?? text
    }
}

/// What the node answered.
struct APIAnswer: Sendable {
    let status: Int
    let body: Data
}
