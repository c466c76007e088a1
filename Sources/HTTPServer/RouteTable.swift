package import HTTPWire

/// Two routes that answer the same requests.
package struct RouteClash: Error, Sendable, CustomStringConvertible {
    package let method: Method
    package let first: RoutePattern
    package let second: RoutePattern
    package var description: String { "\(method) \(first) and \(method) \(second) are the same route" }
}

/// The routes as a trie, flattened into one array: a request walks its segments and touches nothing else.
package struct RouteTable: Sendable {
    /// What a path and method lead to.
    package enum Match: Sendable {
        case found(Route, PathParameters)
        /// The path is served, but not by this method.
        case methodNotAllowed([Method])
        case notFound
    }

    private struct Node: Sendable {
        var literals: [(text: String, node: Int)] = []
        var parameter: Int?
        var rest: Int?
        var routes: [Route] = []
    }

    private var nodes = [Node()]
    private let routes: [Route]

    /// Throws where two routes clash.
    package init(_ router: Router) throws(RouteClash) {
        routes = router.routes
        for route in routes { try insert(route) }
    }

    private mutating func insert(_ route: Route) throws(RouteClash) {
        var index = 0
        for segment in route.pattern.segments { index = child(of: index, for: segment) }
        if let other = nodes[index].routes.first(where: { $0.method == route.method }) {
            throw RouteClash(method: route.method, first: other.pattern, second: route.pattern)
        }
        nodes[index].routes.append(route)
    }

    private mutating func child(of index: Int, for segment: RoutePattern.Segment) -> Int {
        let new = nodes.count
        switch segment {
        case .literal(let text):
            if let found = nodes[index].literals.first(where: { $0.text == text }) { return found.node }
            nodes[index].literals.append((text, new))
        case .parameter:
            if let found = nodes[index].parameter { return found }
            nodes[index].parameter = new
        case .rest:
            if let found = nodes[index].rest { return found }
            nodes[index].rest = new
        }
        nodes.append(Node())
        return new
    }

    /// Resolves a request; HEAD falls back on GET (RFC 9110 section 9.3.2).
    package func match(_ method: Method, _ path: [String]) -> Match {
        guard let index = find(path[...], from: 0) else { return .notFound }
        let candidates = nodes[index].routes
        let route = candidates.first { $0.method == method }
            ?? (method == .head ? candidates.first { $0.method == .get } : nil)
        guard let route else { return .methodNotAllowed(allowed(candidates)) }
        return .found(route, parameters(of: route, in: path))
    }

    private func find(_ path: ArraySlice<String>, from index: Int) -> Int? {
        guard let first = path.first else { return nodes[index].routes.isEmpty ? nil : index }
        let rest = path.dropFirst()
        if let literal = nodes[index].literals.first(where: { $0.text == first }),
            let found = find(rest, from: literal.node) {
            return found
        }
        if !first.isEmpty, let parameter = nodes[index].parameter, let found = find(rest, from: parameter) { return found }
        return nodes[index].rest
    }

    private func allowed(_ routes: [Route]) -> [Method] {
        var methods = routes.map(\.method)
        if methods.contains(.get) && !methods.contains(.head) { methods.append(.head) }
        return methods.sorted { $0.rawValue < $1.rawValue }
    }

    private func parameters(of route: Route, in path: [String]) -> PathParameters {
        var pairs: [(name: String, value: String)] = []
        for (index, segment) in route.pattern.segments.enumerated() {
            switch segment {
            case .literal: continue
            case .parameter(let name): pairs.append((name, path[index]))
            case .rest(let name): pairs.append((name, path[index...].joined(separator: "/")))
            }
        }
        return PathParameters(pairs)
    }
}
