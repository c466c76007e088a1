import Foundation

/// All that one node's API tells about tickets, mirrors and streams.
struct NodeBook: Sendable {
    let code: String
    let name: String
    /// Its own tickets, whole.
    let tickets: [JSONValue]
    /// Its mirrors of others' tickets, whole.
    let mirrors: [JSONValue]
    /// The revisions on the timeline of each own ticket and of each mirror, by its id.
    let timelines: [String: [Int]]
    let peers: [JSONValue]
    /// Those on which nobody has decided.
    let deadLetters: [JSONValue]
    let parked: [JSONValue]
}

extension NodeBook {
    /// Reads all of a node's lists.
    init(of desk: Desk) async throws {
        var (tickets, mirrors, timelines) = ([JSONValue](), [JSONValue](), [String: [Int]]())
        for line in try await desk.list("tickets") {
            let id = line.text("id")
            tickets.append(try await desk.read("tickets", id))
            timelines[id] = Self.revisions(try await desk.read("tickets", id, "timeline"))
        }
        for line in try await desk.list("mirror", "tickets") {
            let id = line.text("id")
            mirrors.append(try await desk.read("mirror", "tickets", id))
            timelines[id] = Self.revisions(try await desk.read("mirror", "tickets", id, "timeline"))
        }
        self.init(
            code: desk.code, name: desk.name, tickets: tickets, mirrors: mirrors, timelines: timelines,
            peers: try await desk.read("peers").list("items"), deadLetters: try await desk.undecidedDeadLetters(),
            parked: try await desk.list("parked"))
    }

    private static func revisions(_ timeline: JSONValue) -> [Int] {
        timeline.list("items").compactMap { $0["revision"]?.integer }
    }
}

extension Desk {
    fileprivate func undecidedDeadLetters() async throws -> [JSONValue] {
        try await read("dead-letters", query: [URLQueryItem(name: "undecided", value: "true")]).list("items")
    }
}
