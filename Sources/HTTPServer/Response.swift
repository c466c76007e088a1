package import HTTPWire

/// An answer. Length, transfer coding, `Connection` and `Date` are the server's own affair.
package struct Response: Sendable {
    /// What follows the head.
    package enum Body: Sendable {
        /// Known whole; leaves in one write with the head.
        case bytes([UInt8])
        /// Written piece by piece by a task of its own; the answer ends when the closure returns. If it throws, the
        /// connection is cut, so that the peer sees the answer is not whole. Cancelled when the peer goes away.
        case stream(@Sendable (ResponseWriter) async throws -> Void)
        /// As `stream`, of a known length in bytes; the closure writes exactly that many or throws.
        case file(length: Int, @Sendable (ResponseWriter) async throws -> Void)
    }

    /// Status, headers and body, as the handler sets them.
    package var status: Int
    package var headers: Headers
    package var body: Body
    /// What the server logs beside this answer.
    private(set) var cause: (any Error)?

    package init(status: Int, headers: Headers = Headers(), body: Body = .bytes([])) {
        self.status = status
        self.headers = headers
        self.body = body
    }

    /// Bytes of one media type.
    package static func bytes(_ bytes: [UInt8], type: String, status: Int = 200) -> Response {
        Response(status: status, headers: ["content-type": type], body: .bytes(bytes))
    }

    /// A ``Problem`` as its document; any other error as a 500, and the error goes to the server's log.
    package static func failure(_ error: any Error) -> Response {
        if let problem = error as? Problem { return problem.response }
        var response = Problem.internalError.response
        response.cause = error
        return response
    }

    /// Sends the caller to another address for now.
    package static func redirection(to location: String) -> Response {
        Response(status: 307, headers: ["location": location])
    }

    /// JSON that is encoded already.
    package static func json(_ bytes: [UInt8], status: Int = 200) -> Response {
        .bytes(bytes, type: "application/json", status: status)
    }

    /// Plain text in UTF-8.
    package static func text(_ text: String, status: Int = 200) -> Response {
        .bytes(Array(text.utf8), type: "text/plain; charset=utf-8", status: status)
    }
}

/// Answers one request. `Problem`s that it throws become their documents, other errors a 500 that is logged.
package typealias Handler = @Sendable (Request) async throws -> Response

/// Takes an answer, from any thread; the first call counts, later ones do nothing.
package typealias Reply = @Sendable (Response) -> Void

/// Answers on the event loop's thread, at once or later from any thread through the reply. Must not block. A reply that
/// is never called keeps its connection waiting.
package typealias CallbackHandler = @Sendable (Request, @escaping Reply) -> Void

/// Stands before handlers: answers itself, or calls `next` with the request or an annotated one.
package typealias Middleware = @Sendable (_ request: Request, _ next: CallbackHandler, _ reply: @escaping Reply) -> Void
