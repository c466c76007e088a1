import HTTPServer

/// What a browser may do with the console: load its own files, talk to its own node, and nothing else. Text of a
/// ticket that got into a page as markup could then neither run nor call anyone.
enum ConsolePolicy {
    /// The headers of every answer of the console.
    static let headers: [(name: String, value: String)] = [
        ("content-security-policy", """
            default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; connect-src 'self'; \
            font-src 'self'; media-src 'self' blob:; form-action 'none'; frame-ancestors 'none'; base-uri 'none'
            """),
        ("x-content-type-options", "nosniff"),
        ("referrer-policy", "no-referrer"),
        ("cross-origin-opener-policy", "same-origin"),
    ]

    /// The answer with those headers.
    static func guarding(_ response: Response) -> Response { response.adding(headers) }
}
