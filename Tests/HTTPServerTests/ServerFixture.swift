import HTTPServer
import HTTPWire
import Synchronization
import Testing
import TestSupport

/// Starts a server with the routes that the tests talk to, runs the body, and stops it.
func withServer<Value: Sendable>(
    limits: Limits = Limits(), onError: @escaping @Sendable (any Error) -> Void = { _ in },
    routes: (inout Router) -> Void = { _ in }, _ body: (HTTPServer, UInt16) async throws -> Value
) async throws -> Value {
    var router = Router()
    router.onLoop(.get, "/hello") { _, reply in reply(.text("hello")) }
    router.on(.post, "/echo") { .bytes($0.body, type: "application/octet-stream") }
    router.on(.get, "/items/{id}") { .text($0.pathParameters["id"] + "|" + ($0.query("q") ?? "")) }
    router.on(.post, "/small", bodyBytes: 4) { .text("\($0.body.count)") }
    routes(&router)
    let server = try HTTPServer(configuration: .init(limits: limits), router: router, onError: onError)
    let port = try server.start()
    let value = try await body(server, port)
    await server.stop(grace: .zero)
    return value
}

/// Sends `request`, ends sending where told, and returns all that comes back until the server closes.
func exchange(_ port: UInt16, _ request: String, ends: Bool = false) async throws -> String {
    try await onThread {
        let socket = try RawSocket(port: port)
        try socket.send(request)
        if ends { socket.endSending() }
        return try socket.receiveAll()
    }
}

/// The body of one answer with `Content-Length` or chunks, read with the codec's own client machine.
func receiveBody(_ socket: RawSocket, _ method: Method = .get) throws -> String {
    var connection = ClientConnection(answering: method)
    var body: [UInt8] = []
    while true {
        switch connection.next() {
        case .needsInput:
            // One octet at a time, so that nothing of the next answer is taken.
            let octets = try socket.receive(1)
            if octets.isEmpty { connection.receiveEnd() }
            octets.withUnsafeBufferPointer { connection.receive($0) }
        case .head: continue
        case .body(let octets): body += octets
        case .end: return String(decoding: body, as: UTF8.self)
        case .malformed(let error): throw error
        case .truncated: throw ConnectionClosed()
        }
    }
}

/// A door that tasks wait at until it is opened.
final class Gate: Sendable {
    private struct State {
        var isOpen = false
        var waiters: [CheckedContinuation<Void, Never>] = []
    }
    private let state = Mutex(State())

    func open() {
        let waiters = state.withLock { state in
            state.isOpen = true
            defer { state.waiters = [] }
            return state.waiters
        }
        for waiter in waiters { waiter.resume() }
    }

    func wait() async {
        await withCheckedContinuation { continuation in
            let isOpen = state.withLock { state in
                if !state.isOpen { state.waiters.append(continuation) }
                return state.isOpen
            }
            if isOpen { continuation.resume() }
        }
    }
}
