import HotlineCore
import NodeCore
import WorkCalendar

extension TicketSummary {
    /// Writes the line.
    func write(to writer: inout JSONWriter, _ wording: ListWording) {
        let limit = nextLimit(for: wording.unit)
        let due = limit?.limit.due
        writer.object { writer in
            writer.member("id", id.rawValue)
            writer.member("number", number)
            writer.member("rootId", rootId)
            writer.member("owner", id.owner.rawValue)
            writer.member("generation", generation)
            writer.member("revision", revision)
            writer.member("state", state)
            writer.member("summary", sentence(wording))
            writer.member("kind", kind)
            writer.member("channel", channel)
            writer.member("category", category)
            writer.member("emergency", emergency)
            writer.member("title", title)
            writer.member("place", place)
            writer.member("registeredAt", registeredAt.description)
            writer.member("changedAt", (changedAt ?? registeredAt).description)
            writer.member("due", due?.description)
            writer.member("provisional", limit?.limit.provisional ?? false)
            writer.member("overdue", due.map { $0 < wording.now } ?? false)
            writer.key("dueNext")
            if let limit { writer.next(limit, wording) } else { writer.null() }
            writer.key("marks")
            writer.list(traits.marks) { $0.value($1.rawValue) }
            writer.key("tags")
            writer.list(tags) { $0.value($1) }
            writer.member("isUnread", isUnread)
            writer.key("openBy")
            writer.list(openBy) { $0.value($1) }
            writer.key("units")
            writer.list(shares.compactMap(\.assignee.unit)) { $0.value($1.rawValue) }
            writer.key("nodes")
            writer.list(shares.compactMap(\.assignee.node)) { $0.value($1.rawValue) }
            writer.key("shares")
            writer.list(shares) { $0.share($1, name: name(of: $1.assignee, wording)) }
        }
    }
}

extension JSONWriter {
    /// The limit that ends next, with what is left of it.
    fileprivate mutating func next(_ item: TicketLimit, _ wording: ListWording) {
        let limit = item.limit
        object { writer in
            writer.member("limit", item.name.rawValue)
            writer.member("label", item.name.displayName)
            writer.member("assignment", item.assignment?.rawValue)
            writer.member("at", limit.due.description)
            writer.left(of: limit, at: wording.now, wording.settings.calendar)
            writer.member("isOverdue", limit.due < wording.now)
        }
    }

    fileprivate mutating func share(_ share: TicketSummary.Share, name: String) {
        object { writer in
            writer.member("assignment", share.id)
            writer.member("unit", share.assignee.unit?.rawValue)
            writer.member("node", share.assignee.node?.rawValue)
            writer.member("name", name)
            writer.member("role", share.role.rawValue)
            writer.member("state", share.state.rawValue)
            writer.member("stateName", share.state.displayName)
            writer.member("due", share.limit?.limit.due.description)
        }
    }
}
