internal import HTTPWire

/// A request whose body is still arriving, with the route that will answer it.
struct IncomingRequest {
    enum Resolution {
        case accepted(Request, CallbackHandler)
        case refused(Response)
    }

    private enum Destination {
        case found(Route, RequestTarget, PathParameters)
        case none(Response)
    }

    let head: RequestHead
    private let route: Destination
    private var body: [UInt8] = []
    /// The longest body this request may have, in bytes.
    let bodyLimit: Int

    init(_ head: RequestHead, table: RouteTable, defaultBodyBytes: Int, peer: String) {
        self.head = head
        guard let target = RequestTarget(head) else {
            route = .none(Problem.malformedPath.response)
            bodyLimit = 0
            return
        }
        switch table.match(head.method, target.segments) {
        case .found(let found, let parameters):
            let refusal = found.gate.flatMap { gate in
                gate(Request(head: head, target: target, body: [], remoteAddress: peer, pathParameters: parameters))
            }
            route = refusal.map { .none($0) } ?? .found(found, target, parameters)
            bodyLimit = found.bodyBytes ?? defaultBodyBytes
        case .methodNotAllowed(let allowed):
            route = .none(Problem.methodNotAllowed(allowed).response)
            bodyLimit = 0
        case .notFound:
            route = .none(Problem.notFound.response)
            bodyLimit = 0
        }
    }

    /// Why it will be refused, as far as its head tells.
    var refusal: Response? {
        if case .none(let refusal) = route { return refusal }
        return nil
    }

    /// Whether its handler takes the body in pieces.
    var isStreamed: Bool {
        if case .found(let route, _, _) = route { return route.isStreamed }
        return false
    }

    mutating func append(_ octets: [UInt8]) {
        if body.isEmpty { body = octets } else { body.append(contentsOf: octets) }
    }

    func resolve(peer: String, isSecure: Bool, stream: RequestBody? = nil) -> Resolution {
        switch route {
        case .none(let refusal):
            return .refused(refusal)
        case .found(let route, let target, let parameters):
            let request = Request(
                head: head, target: target, body: body, stream: stream, remoteAddress: peer,
                isSecure: isSecure, pathParameters: parameters)
            return .accepted(request, route.handler)
        }
    }
}
