/// A route's path with braces, taken apart.
package struct RoutePattern: Sendable, Hashable, ExpressibleByStringLiteral, CustomStringConvertible {
    enum Segment: Sendable, Hashable {
        case literal(String)
        case parameter(String)
        case rest(String)
    }

    /// As written.
    package let description: String
    let segments: [Segment]

    /// A malformed pattern is a program's error: it must begin with `/`, name each brace once, and have `{name*}` last.
    package init(stringLiteral text: String) { self.init(text) }

    /// See ``init(stringLiteral:)``.
    package init(_ text: String) {
        precondition(text.hasPrefix("/"), "a route begins with /: \(text)")
        description = text
        segments = text == "/" ? [] : text.dropFirst().split(separator: "/", omittingEmptySubsequences: false).map {
            guard $0.hasPrefix("{"), $0.hasSuffix("}") else { return .literal(String($0)) }
            let name = $0.dropFirst().dropLast()
            return name.hasSuffix("*") ? .rest(String(name.dropLast())) : .parameter(String(name))
        }
        precondition(Set(parameterNames).count == parameterNames.count, "a name stands twice in \(text)")
        precondition(!segments.dropLast().contains { $0.isRest }, "only the last segment can be the rest: \(text)")
    }

    /// The names in braces, in order.
    package var parameterNames: [String] {
        segments.compactMap {
            switch $0 {
            case .literal: nil
            case .parameter(let name), .rest(let name): name
            }
        }
    }
}

extension RoutePattern.Segment {
    var isRest: Bool {
        if case .rest = self { return true }
        return false
    }
}
