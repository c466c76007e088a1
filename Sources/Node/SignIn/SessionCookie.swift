import Crypto
import HTTPServer
import HTTPWire

/// The cookie of a session. Browsers keep one jar for all ports of a host: its name tells one node's from another's.
struct SessionCookie: Sendable {
    /// What browsers keep it under.
    let name: String

    /// The cookie of the node with that code.
    init(of code: String) { name = "hotline-session-\(code)" }

    /// What one sign-in drew; stands nowhere but in the browser's jar.
    struct Value: Sendable, Equatable {
        /// Of 32 bytes in base64url.
        fileprivate static let length = 43
        fileprivate let text: String

        /// 32 random bytes.
        static func draw() -> Value { Value(text: Base64URL.encode(SecureRandom.bytes(32))) }

        /// What the node knows it by.
        var digest: Digest { SHA256.hash(text) }

        /// The word that unsafe requests repeat in `X-CSRF-Token`: only a page that was given it knows it, and nobody
        /// gets from it to the cookie.
        var csrf: String { Base64URL.encode(HMAC(key: Array(text.utf8)).hash("csrf").bytes) }

        /// Whether `word` is ``csrf``.
        func admits(_ word: String) -> Bool { ConstantTime.equal(Array(word.utf8), Array(csrf.utf8)) }
    }

    /// The values that a request shows under this name. More than one is somebody's attempt to put theirs in.
    func values(in headers: Headers) -> [Value] {
        guard headers.contains("cookie") else { return [] }
        return headers.all("cookie").flatMap { $0.split(separator: ";") }.compactMap { pair in
            let sides = pair.drop { $0 == " " || $0 == "\t" }.split(
                separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard sides.count == 2, sides[0] == name, sides[1].utf8.count == Value.length else { return nil }
            return Value(text: String(sides[1]))
        }
    }

    /// The field that gives a browser the cookie (RFC 6265): no script reads it, no other site's page sends it.
    func setting(_ value: Value, for request: Request) -> String { field(value.text, request, "") }

    /// The field that takes it away.
    func removing(for request: Request) -> String { field("", request, "; Max-Age=0") }

    private func field(_ text: String, _ request: Request, _ age: String) -> String {
        "\(name)=\(text); Path=/; HttpOnly; SameSite=Strict" + (request.isSecure ? "; Secure" : "") + age
    }
}
