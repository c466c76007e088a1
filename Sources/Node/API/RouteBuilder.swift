import HTTPServer
import HTTPWire
import HotlineCore

/// One call of the API by someone who signed in.
struct Call: Sendable {
    let request: Request
    let caller: Caller
}

/// Adds routes to the table: each with who may use it, its answers counted, its errors made into problem documents.
struct RouteBuilder {
    let context: NodeContext
    private(set) var router = Router()
    /// Every route with what it says of itself, in the order of the table.
    private(set) var described: [DescribedRoute] = []

    init(_ context: NodeContext) { self.context = context }

    /// A handler that runs as a task and may wait.
    typealias Handler = @Sendable (Call) async throws -> Response
    /// A handler that runs on the event loop's thread and answers later.
    typealias CallbackHandler = @Sendable (Call, @escaping Reply) throws -> Void

    /// A route below `/api/v1` that reads.
    mutating func get(
        _ path: String, _ roles: Roles, _ description: RouteDescription, _ handler: @escaping Handler
    ) {
        add(.get, "/api/v1" + path, roles, description, changes: false, handler)
    }

    /// A route below `/api/v1` that reads, told in the body what to look for.
    mutating func ask(
        _ path: String, _ roles: Roles, _ description: RouteDescription, _ handler: @escaping Handler
    ) {
        add(.post, "/api/v1" + path, roles, description, changes: false, handler)
    }

    /// A route below `/api/v1` that changes something.
    mutating func post(
        _ path: String, _ roles: Roles, _ description: RouteDescription, _ handler: @escaping Handler
    ) {
        add(.post, "/api/v1" + path, roles, description, changes: true, handler)
    }

    /// A route below `/api/v1` that puts what the body says in place of what was there.
    mutating func put(
        _ path: String, _ roles: Roles, _ description: RouteDescription, _ handler: @escaping Handler
    ) {
        add(.put, "/api/v1" + path, roles, description, changes: true, handler)
    }

    /// As ``get(_:_:_:_:)``, for the routes that must be fast: no task, no hop.
    mutating func getOnLoop(
        _ path: String, _ roles: Roles, _ description: RouteDescription, _ handler: @escaping CallbackHandler
    ) {
        add(.get, "/api/v1" + path, roles, description, changes: false, onLoop: handler)
    }

    /// As ``post(_:_:_:_:)``, for the routes that must be fast: no task, no hop.
    mutating func postOnLoop(
        _ path: String, _ roles: Roles, _ description: RouteDescription, _ handler: @escaping CallbackHandler
    ) {
        add(.post, "/api/v1" + path, roles, description, onLoop: handler)
    }

    /// A route below `/api/v1` for whoever has not signed in yet.
    mutating func postByStrangers(
        _ path: String, bodyBytes: Int, _ description: RouteDescription,
        _ handler: @escaping @Sendable (Request) async throws -> Response
    ) {
        let (context, pattern) = (context, "/api/v1" + path)
        describe(.post, pattern, .open, description)
        let gate = gate(pattern, Door(callers: .strangers))
        router.onLoop(.post, RoutePattern(pattern), bodyBytes: bodyBytes, gate: gate) { request, reply in
            let reply = context.counted(pattern, reply)
            Task { reply(await .of { try await handler(request) }) }
        }
    }

    /// A route below `/api/v1` about the caller's own session, which is open too to those who have to change their
    /// password before anything else.
    mutating func session(
        _ method: Method, _ path: String, _ description: RouteDescription, _ handler: @escaping Handler
    ) {
        let pattern = "/api/v1" + path
        describe(method, pattern, .people(.everyone), description, changes: !method.isSafe)
        let answered = authenticated(pattern, .everyone, isOwnSession: true) { call, reply in
            Task { reply(await .of { try await handler(call) }) }
        }
        let door = Door(callers: .people, changes: !method.isSafe)
        router.onLoop(
            method, RoutePattern(pattern), bodyBytes: method == .put ? 4_096 : 0, gate: gate(pattern, door),
            handler: answered)
    }

    /// A route that anyone may use.
    mutating func open(
        _ path: String, _ description: RouteDescription,
        _ handler: @escaping @Sendable (Request) async throws -> Response
    ) {
        let context = context
        describe(.get, path, .open, description, changes: false)
        router.onLoop(.get, RoutePattern(path), bodyBytes: 0) { request, reply in
            let reply = context.counted(path, reply)
            Task { reply(await .of { try await handler(request) }) }
        }
    }

    /// A route that anyone may use and that is answered at once, without a task.
    mutating func openOnLoop(
        _ path: String, _ description: RouteDescription, _ answer: @escaping @Sendable (Request) -> Response
    ) {
        describe(.get, path, .open, description, changes: false)
        page(RoutePattern(path), answer)
    }

    /// A page or file for browsers, which is no part of the API.
    mutating func page(_ pattern: RoutePattern, _ answer: @escaping @Sendable (Request) -> Response) {
        let context = context
        router.onLoop(.get, pattern, bodyBytes: 0) { request, reply in
            context.counted(pattern.description, reply)(answer(request))
        }
    }

    /// A route below `/api/v1` that takes a file as it arrives.
    mutating func upload(
        _ path: String, _ roles: Roles, bodyBytes: Int, _ description: RouteDescription,
        _ handler: @escaping @Sendable (Call, RequestBody) async throws -> Response
    ) {
        let pattern = "/api/v1" + path
        describe(.post, pattern, .people(roles), description)
        let taken = authenticated(pattern, roles) { call, reply in
            Task { reply(await .of { try await handler(call, call.request.arriving) }) }
        }
        let gate = gate(pattern, Door(callers: .people))
        router.onHead(.post, RoutePattern(pattern), bodyBytes: bodyBytes, gate: gate, handler: taken)
    }

    /// A route between nodes that takes a file as it arrives.
    mutating func linkUpload(
        _ path: String, bodyBytes: Int, _ description: RouteDescription,
        _ handler: @escaping @Sendable (Request, RequestBody, NodeCode) async throws -> Response
    ) {
        let context = context
        describe(.put, path, .nodes, description)
        let gate = gate(path, Door(callers: .nodes))
        router.onHead(.put, RoutePattern(path), bodyBytes: bodyBytes, gate: gate) { request, reply in
            let reply = context.signing(context.counted(path, reply), to: request)
            do throws(APIProblem) {
                let node = try context.links.node(of: request, body: nil)
                Task { reply(await .of { try await handler(request, request.arriving, node) }) }
            } catch {
                reply(error.response)
            }
        }
    }

    /// A route between nodes: the calling node is known by its signature, or by its link's secret.
    ///
    /// - Parameter isExchange: whether the node has work with it, of which so much goes on at once.
    mutating func link(
        _ path: String, method: Method = .post, bodyBytes: Int? = nil, isExchange: Bool = false,
        _ description: RouteDescription, _ handler: @escaping @Sendable (Request, NodeCode) async throws -> Response
    ) {
        let context = context
        describe(method, path, .nodes, description, changes: method == .post)
        let door = Door(callers: .nodes, changes: false, isExchange: isExchange)
        router.onLoop(method, RoutePattern(path), bodyBytes: bodyBytes, gate: gate(path, door)) { request, reply in
            let reply = context.signing(context.counted(path, reply), to: request)
            Task {
                reply(await .of {
                    var request = request
                    let node = try context.links.node(of: request, body: request.body)
                    try context.begin(&request, through: door)
                    return try await handler(request, node)
                })
            }
        }
    }

    /// A route that takes something in from neighbouring nodes and from systems that are none, and tells them apart
    /// itself.
    mutating func mixed(
        _ path: String, bodyBytes: Int? = nil, _ door: Door, _ description: RouteDescription,
        _ handler: @escaping @Sendable (Request, @escaping Reply) -> Void
    ) {
        let context = context
        describe(.post, path, .nodesAndSystems, description)
        router.onLoop(.post, RoutePattern(path), bodyBytes: bodyBytes, gate: gate(path, door)) { request, reply in
            handler(request, context.counted(path, reply))
        }
    }

    private mutating func add(
        _ method: Method, _ pattern: String, _ roles: Roles, _ description: RouteDescription, changes: Bool,
        _ handler: @escaping Handler
    ) {
        add(method, pattern, roles, description, changes: changes, onLoop: { call, reply in
            Task { reply(await .of { try await handler(call) }) }
        })
    }

    private mutating func add(
        _ method: Method, _ pattern: String, _ roles: Roles, _ description: RouteDescription, changes: Bool = true,
        onLoop handler: @escaping CallbackHandler
    ) {
        describe(method, pattern, .people(roles), description, changes: changes)
        router.onLoop(
            method, RoutePattern(pattern), bodyBytes: method == .get ? 0 : nil,
            gate: gate(pattern, Door(callers: .people, changes: changes)),
            handler: authenticated(pattern, roles, changes: changes, handler))
    }

    private mutating func describe(
        _ method: Method, _ pattern: String, _ access: DescribedRoute.Access, _ description: RouteDescription,
        changes: Bool = true
    ) {
        described.append(DescribedRoute(
            method: method, pattern: RoutePattern(pattern), access: access, changes: changes,
            description: description))
    }
}

extension Request {
    /// The body of a route that takes it as it arrives.
    fileprivate var arriving: RequestBody { stream ?? RequestBody(body) }
}
