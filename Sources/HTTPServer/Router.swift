package import HTTPWire

/// One entry of the route table.
package struct Route: Sendable {
    package let method: Method
    /// As written: `/api/v1/tickets/{id}`.
    package let pattern: RoutePattern
    /// The longest body that the route takes, in bytes; `nil` for the server's own limit.
    package let bodyBytes: Int?
    /// Whether the handler gets the request before its body, and takes that in pieces.
    package let isStreamed: Bool
    let gate: Gate?
    let handler: CallbackHandler
}

/// Looks at a request whose body is still to come: an answer refuses it unread, nil lets it in, with what was noted on
/// it. Objects in those notes live as long as the request does. Runs on the event loop's thread and must not block.
package typealias Gate = @Sendable (inout Request) -> Response?

/// Collects routes; ``RouteTable`` then resolves them.
///
/// Patterns are paths whose segments are literal, `{name}` for one segment, or a last `{name*}` for all the rest. A
/// literal wins over a brace. GET serves HEAD too.
package struct Router: Sendable {
    /// Every route, in the order of registration: what OpenAPI is made of.
    package private(set) var routes: [Route] = []
    private var middlewares: [Middleware] = []

    package init() {}

    /// Puts a middleware before the routes that are added from now on; the first one added is the outermost.
    package mutating func use(_ middleware: @escaping Middleware) { middlewares.append(middleware) }

    /// Adds a route whose handler runs as a task on the cooperative pool.
    package mutating func on(
        _ method: Method, _ pattern: RoutePattern, bodyBytes: Int? = nil, handler: @escaping Handler
    ) {
        onLoop(method, pattern, bodyBytes: bodyBytes) { request, reply in
            Task {
                do {
                    reply(try await handler(request))
                } catch {
                    reply(.failure(error))
                }
            }
        }
    }

    /// Adds a route whose handler runs on the event loop's thread and must not block.
    package mutating func onLoop(
        _ method: Method, _ pattern: RoutePattern, bodyBytes: Int? = nil, gate: Gate? = nil,
        handler: @escaping CallbackHandler
    ) {
        add(method, pattern, bodyBytes: bodyBytes, isStreamed: false, gate, handler)
    }

    /// Adds a route whose handler gets each request as soon as its head is there and takes the body from
    /// ``Request/stream``. It runs on the event loop's thread and must not block. An answer before the body's end is
    /// the connection's last.
    package mutating func onHead(
        _ method: Method, _ pattern: RoutePattern, bodyBytes: Int, gate: Gate? = nil,
        handler: @escaping CallbackHandler
    ) {
        add(method, pattern, bodyBytes: bodyBytes, isStreamed: true, gate, handler)
    }

    private mutating func add(
        _ method: Method, _ pattern: RoutePattern, bodyBytes: Int?, isStreamed: Bool, _ gate: Gate?,
        _ handler: @escaping CallbackHandler
    ) {
        let wrapped = middlewares.reversed().reduce(handler) { next, middleware in
            { request, reply in middleware(request, next, reply) }
        }
        routes.append(Route(
            method: method, pattern: pattern, bodyBytes: bodyBytes, isStreamed: isStreamed, gate: gate,
            handler: wrapped))
    }
}
