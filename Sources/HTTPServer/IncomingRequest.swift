internal import HTTPWire

/// A request whose body is still arriving, with the route that will answer it.
struct IncomingRequest {
    enum Resolution {
        case accepted(Request, CallbackHandler)
        case refused(Response)
    }

    private enum Destination {
        case found(Route, Request)
        case none(Response)
    }

    private let destination: Destination
    private var body: [UInt8] = []
    private var lease: BodyBudget.Lease?
    /// The longest body this request may have, in bytes.
    let bodyLimit: Int

    /// - Parameter isSecure: whether it came over TLS.
    init(_ head: RequestHead, table: RouteTable, defaultBodyBytes: Int, peer: String, isSecure: Bool) {
        guard let target = RequestTarget(head) else {
            destination = .none(Problem.malformedPath.response)
            bodyLimit = 0
            return
        }
        switch table.match(head.method, target.segments) {
        case .found(let found, let parameters):
            var request = Request(
                head: head, target: target, body: [], remoteAddress: peer, isSecure: isSecure,
                pathParameters: parameters)
            destination = found.gate?(&request).map { .none($0) } ?? .found(found, request)
            bodyLimit = found.bodyBytes ?? defaultBodyBytes
        case .methodNotAllowed(let allowed):
            destination = .none(Problem.methodNotAllowed(allowed).response)
            bodyLimit = 0
        case .notFound:
            destination = .none(Problem.notFound.response)
            bodyLimit = 0
        }
    }

    /// Why it will be refused, as far as its head tells.
    var refusal: Response? {
        if case .none(let refusal) = destination { return refusal }
        return nil
    }

    /// Whether its handler takes the body in pieces.
    var isStreamed: Bool {
        if case .found(let route, _) = destination { return route.isStreamed }
        return false
    }

    /// Pays for a body as far as its head tells its length, before any of it is read; false where there is no room.
    mutating func pay(for framing: Framing, from budget: BodyBudget) -> Bool {
        guard framing != .none, case .found(let route, let request) = destination else { return true }
        let whole = framing.announced ?? (route.isStreamed ? RequestBody.capacity : 0)
        let held = route.isStreamed ? min(whole, RequestBody.capacity) : whole
        lease = budget.lease(held, isKnown: request.isCallerKnown)
        return lease != nil
    }

    /// Takes a piece of the body; false where there is no room for one whose length was not announced.
    mutating func append(_ octets: [UInt8], isAnnounced: Bool) -> Bool {
        guard isAnnounced || lease?.extend(by: octets.count) == true else { return false }
        if body.isEmpty { body = octets } else { body.append(contentsOf: octets) }
        return true
    }

    func resolve(stream: RequestBody? = nil) -> Resolution {
        switch destination {
        case .none(let refusal):
            return .refused(refusal)
        case .found(let route, var request):
            request.arrived(body, stream, lease)
            return .accepted(request, route.handler)
        }
    }
}

extension Framing {
    /// The length that the head tells; nil where only the body's end will.
    var announced: Int? {
        switch self {
        case .none: 0
        case .length(let length): length
        case .chunked, .untilClose: nil
        }
    }
}
