import Synchronization

/// What the node counts about itself while it runs; everything else is read where it stands.
final class Metrics: Sendable {
    /// A route's answers of one status.
    struct RouteStatus: Hashable, Comparable, Sendable {
        var route: String
        var status: Int

        static func < (left: RouteStatus, right: RouteStatus) -> Bool {
            (left.route, left.status) < (right.route, right.status)
        }
    }

    private struct Counts {
        var requests: [RouteStatus: Int] = [:]
        var problems: [String: Int] = [:]
    }

    private let counts = Mutex(Counts())

    /// Counts one answer.
    func answered(_ route: String, status: Int) {
        counts.withLock { $0.requests[RouteStatus(route: route, status: status), default: 0] += 1 }
    }

    /// Counts one refusal by its problem's name.
    func refused(_ problem: String) {
        counts.withLock { $0.problems[problem, default: 0] += 1 }
    }

    /// Answers so far, by route and status.
    var requests: [(key: RouteStatus, count: Int)] {
        counts.withLock { $0.requests }.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }

    /// Refusals so far, by problem.
    var problems: [(name: String, count: Int)] {
        counts.withLock { $0.problems }.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }
}
