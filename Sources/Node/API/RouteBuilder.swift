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

    /// As ``post(_:_:_:_:)``, for the routes that must be fast: no task, no hop.
    mutating func postOnLoop(
        _ path: String, _ roles: Roles, _ description: RouteDescription, _ handler: @escaping CallbackHandler
    ) {
        let pattern = "/api/v1" + path
        describe(.post, pattern, .people(roles), description)
        router.onLoop(
            .post, RoutePattern(pattern), gate: gate(pattern, Door(callers: .people)),
            handler: authenticated(pattern, roles, handler))
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
            Task { reply(await answer { try await handler(request) }) }
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
            Task { reply(await answer { try await handler(call) }) }
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
            Task { reply(await answer { try await handler(request) }) }
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
            Task { reply(await answer { try await handler(call, call.request.arriving) }) }
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
                Task { reply(await answer { try await handler(request, request.arriving, node) }) }
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
                reply(await answer {
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
        describe(method, pattern, .people(roles), description, changes: changes)
        let answered = authenticated(pattern, roles, changes: changes) { call, reply in
            Task { reply(await answer { try await handler(call) }) }
        }
        router.onLoop(
            method, RoutePattern(pattern), bodyBytes: method == .get ? 0 : nil,
            gate: gate(pattern, Door(callers: .people, changes: changes)), handler: answered)
    }

    private mutating func describe(
        _ method: Method, _ pattern: String, _ access: DescribedRoute.Access, _ description: RouteDescription,
        changes: Bool = true
    ) {
        described.append(DescribedRoute(
            method: method, pattern: RoutePattern(pattern), access: access, changes: changes,
            description: description))
    }

    /// Refuses by its head what a door does not let in.
    private func gate(_ pattern: String, _ door: Door) -> Gate {
        { [context] request in
            do throws(APIProblem) {
                try context.admit(&request, through: door)
                return nil
            } catch {
                context.metrics.answered(pattern, status: error.status)
                context.metrics.refused(error.name)
                return context.links.signed(error.response, to: request)
            }
        }
    }

    private func authenticated(
        _ pattern: String, _ roles: Roles, changes: Bool = true, isOwnSession: Bool = false,
        _ handler: @escaping CallbackHandler
    ) -> ServerHandler {
        { [context] request, reply in
            let reply = context.counted(pattern, reply)
            context.authenticator(request, { request, reply in
                guard let caller = request[CallerKey.self], roles.admits(caller) else {
                    let isOversight = changes && request[CallerKey.self]?.role == .auditor
                    return reply((isOversight ? APIProblem.oversight(roles) : .wrongRole(roles)).response)
                }
                guard isOwnSession || !caller.mustChangePassword else {
                    return reply(APIProblem.passwordChangeRequired.response)
                }
                do {
                    try handler(Call(request: request, caller: caller), reply)
                } catch {
                    reply(.failure(error.asProblem))
                }
            }, reply)
        }
    }
}

extension Request {
    /// The body of a route that takes it as it arrives.
    fileprivate var arriving: RequestBody { stream ?? RequestBody(body) }
}

/// The answer of a handler, or the problem document of its error.
private func answer(_ handler: () async throws -> Response) async -> Response {
    do {
        return try await handler()
    } catch {
        return .failure(error.asProblem)
    }
}

extension NodeContext {
    /// Counts the answer by route, status and problem.
    fileprivate func counted(_ route: String, _ reply: @escaping Reply) -> Reply {
        { [metrics] response in
            metrics.answered(route, status: response.status)
            if let problem = response.problemName { metrics.refused(problem) }
            reply(response)
        }
    }
}

extension Response {
    /// The name of the problem that this answer reports; nil for other answers.
    var problemName: String? {
        guard headers["content-type"] == "application/problem+json", case .bytes(let bytes) = body,
            let range = JSONSlices.value(of: "type", in: bytes)
        else { return nil }
        return String(decoding: bytes[range].dropFirst(1 + APIProblem.prefix.utf8.count).dropLast(), as: UTF8.self)
    }
}

extension APIProblem {
    /// An overseer reads, and changes nothing (ZZ23-46).
    fileprivate static func oversight(_ roles: Roles) -> APIProblem {
        var problem = APIProblem(
            .oversightReadsOnly, "监督人员了解热线运行和办理情况，不参与办理", cure: "由\(roles.names)办理；监督意见请书面告知热线")
        problem.members["article"] = "泽政办函〔2023〕11号第四十六条"
        return problem
    }

    /// The password was drawn by somebody else.
    fileprivate static var passwordChangeRequired: APIProblem {
        APIProblem(.passwordChangeRequired, "密码由他人设定，须先更改", cure: "以 PUT /api/v1/session/password 更改密码后再办理")
    }

    /// The caller's role may not do this.
    static func wrongRole(_ roles: Roles) -> APIProblem {
        APIProblem(.notAuthorised, "当前角色不能使用这个接口", cure: "由\(roles.names)办理")
    }
}
