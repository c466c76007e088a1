/// A ticket as someone at a node speaks of it.
struct TicketHandle: Sendable, Hashable {
    /// The node that owns it.
    let node: String
    let id: String
    let number: String
    let root: String

    /// Reads a node's answer.
    /// - Throws: `Failure` for what is no ticket.
    init(_ ticket: JSONValue, at node: String) throws(Failure) {
        guard let id = ticket["id"]?.string, let root = ticket["rootId"]?.string else {
            throw Failure(.failed, "what node \(node) answered is no ticket")
        }
        self.node = node
        self.id = id
        self.root = root
        number = ticket.text("number")
    }
}
