import Testing

@testable import HotlineCLI

/// Where a node stands with a neighbour, by its API.
extension Desk {
    enum Direction: String { case out, `in` }

    /// One end of a stream; zeros for one that never carried anything.
    struct StreamEnd {
        var next = 1
        var acknowledged = 0
        var highest = 0
    }

    func stream(_ name: String, _ direction: Direction, _ peer: String) async throws -> StreamEnd {
        let streams = try await read("peers").list("items").first { $0.text("code") == peer }?.list("streams") ?? []
        let found = streams.first { $0.text("name") == name && $0.text("direction") == direction.rawValue }
        guard let found else { return StreamEnd() }
        return StreamEnd(
            next: found["next"]?.integer ?? 1, acknowledged: found["acknowledged"]?.integer ?? 0,
            highest: found["highest"]?.integer ?? 0)
    }

    /// Waits until this node has all that the lower one owes it, and has said so; the suite's time limit ends it.
    func catchUp(with lower: Desk) async throws {
        try await lower.look(for: "\(name) to acknowledge all") {
            let end = try await lower.stream("feed", .out, code)
            return end.acknowledged == end.next - 1 ? true : nil
        }
    }

    /// Looks again and again until `look` finds something: for what no event of the node tells of.
    @discardableResult
    func look<Value: Sendable>(for what: String, _ look: () async throws -> Value?) async throws -> Value {
        let deadline = ContinuousClock.now + Desk.patience
        while true {
            if let value = try await look() { return value }
            guard ContinuousClock.now < deadline else {
                throw Failure(.failed, "\(name) (\(code)) waited in vain for \(what)")
            }
            await Task.yield()
        }
    }

    /// Waits for an alarm of that kind that is shown to the operators.
    func alarm(_ kind: String) async throws -> JSONValue {
        try await look(for: "the alarm \(kind)") {
            try await read("alarms").list("items").first { $0.text("kind") == kind }
        }
    }
}
