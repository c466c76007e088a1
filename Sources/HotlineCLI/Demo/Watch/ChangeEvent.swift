import Foundation

/// One change as a node's `/events` tells it: of one of its own tickets, or of a mirror of a lower node's.
struct ChangeEvent: Sendable, Equatable {
    /// A state of a ticket: newer states have a greater version.
    struct Version: Sendable, Comparable, Hashable {
        let generation: Int
        let revision: Int

        static func < (left: Self, right: Self) -> Bool {
            (left.generation, left.revision) < (right.generation, right.revision)
        }
    }

    /// The node that told it.
    let node: String
    let isMirror: Bool
    let ticket: String
    let root: String
    let version: Version
    /// The journal's name of the event, such as `ticket.dispatched`.
    let type: String
    /// The ticket's state after it.
    let state: String

    /// Nil for what is no change: `reset`, and events of later versions.
    init?(_ event: ServerSentEvent, from node: String) {
        guard event.name == "ticket" || event.name == "mirror",
            let data = try? JSONValue(parsing: Data(event.data.utf8)), let ticket = data["ticket"]?.string,
            let generation = data["generation"]?.integer, let revision = data["revision"]?.integer
        else { return nil }
        self.init(
            node: node, isMirror: event.name == "mirror", ticket: ticket, root: data.text("rootId"),
            version: Version(generation: generation, revision: revision), type: data.text("type"),
            state: data.text("state"))
    }

    init(
        node: String, isMirror: Bool, ticket: String, root: String, version: Version, type: String, state: String
    ) {
        self.node = node
        self.isMirror = isMirror
        self.ticket = ticket
        self.root = root
        self.version = version
        self.type = type
        self.state = state
    }
}
