import Console
import HTTPServer
import HTTPWire
import TestSupport

/// A server that serves the console and nothing else.
struct ConsoleServer {
    let port: UInt16

    /// One request over a connection of its own.
    func get(_ path: String, _ headers: Headers = Headers(), method: Method = .get) async throws -> ConsoleAnswer {
        let port = port
        return try await onThread {
            let socket = try RawSocket(port: port)
            let fields = headers.map { "\($0.name): \($0.value)\r\n" }.joined()
            try socket.send("\(method) \(path) HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\(fields)\r\n")
            return try ConsoleAnswer(Array(try socket.receiveAll().utf8), to: method)
        }
    }
}

/// What came back.
struct ConsoleAnswer: Sendable {
    private(set) var status = 0
    private(set) var headers = Headers()
    private(set) var body: [UInt8] = []

    init(_ octets: [UInt8], to method: Method) throws {
        var connection = ClientConnection(answering: method)
        octets.withUnsafeBufferPointer { connection.receive($0) }
        connection.receiveEnd()
        while true {
            switch connection.next() {
            case .head(let head): (status, headers) = (head.status, head.headers)
            case .body(let octets): body += octets
            case .end: return
            case .malformed(let error): throw error
            case .needsInput, .truncated: throw ConnectionClosed()
            }
        }
    }

    /// Whether it carries what keeps hostile text from running, once each.
    var isGuarded: Bool {
        headers.all("content-security-policy") == ["""
            default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; connect-src 'self'; \
            font-src 'self'; media-src 'self' blob:; form-action 'none'; frame-ancestors 'none'; base-uri 'none'
            """] && headers.all("x-content-type-options") == ["nosniff"]
            && headers.all("referrer-policy") == ["no-referrer"]
            && headers.all("cross-origin-opener-policy") == ["same-origin"]
    }
}

/// Runs `body` with the console served.
func withConsole(_ body: (ConsoleServer) async throws -> Void) async throws {
    var router = Router()
    for page in Console.pages {
        router.onLoop(.get, page.pattern, bodyBytes: 0) { request, reply in reply(page.answer(request)) }
    }
    let server = try HTTPServer(
        configuration: .init(headers: ["x-content-type-options": "other"]), router: router, onError: { _ in })
    try await body(ConsoleServer(port: try server.start()))
    await server.stop(grace: .zero)
}
