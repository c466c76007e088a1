import Foundation
import HotlineCore
import Storage
import WorkCalendar

/// One line of a list of tickets.
struct TicketSummary {
    /// What a list needs of a ticket; the rest of the stored document is not decoded.
    private struct Head: Decodable {
        struct Matter: Decodable {
            var kind: String
            var channel: String
            var title: String
            var emergency: Bool
        }

        struct Share: Decodable {
            struct Limit: Decodable { var due: Moment }

            var state: AssignmentState
            var assignee: Assignee
            var signLimit: Limit?
            var handlingLimit: Limit?
        }

        struct Order: Decodable { var due: Moment? }

        var id: String
        var number: String
        var rootId: String
        var owner: String
        var generation: Int64
        var revision: Int64
        var state: TicketState
        var registeredAt: Moment
        var changedAt: Moment
        var matter: Matter
        var assignments: [Share]
        var dispatchLimit: Share.Limit?
        var revisitLimit: Share.Limit?
        var order: Order?
    }

    private let head: Head

    /// Reads a ticket's stored document.
    init(_ body: [UInt8]) throws {
        head = try CanonicalJSON.decode(Head.self, from: body)
    }

    /// The earliest end of a limit that runs.
    private var due: Moment? {
        let running = head.assignments.filter(\.state.isOpen).compactMap { ($0.handlingLimit ?? $0.signLimit)?.due }
        if let earliest = running.min() { return earliest }
        switch head.state {
        case .registered, .accepted: return head.dispatchLimit?.due ?? head.order?.due
        case .revisiting: return head.revisitLimit?.due
        default: return nil
        }
    }

    /// Writes the line.
    func write(to writer: inout JSONWriter, at now: Moment) {
        let due = due
        writer.object { writer in
            writer.member("id", head.id)
            writer.member("number", head.number)
            writer.member("rootId", head.rootId)
            writer.member("owner", head.owner)
            writer.member("generation", head.generation)
            writer.member("revision", head.revision)
            writer.member("state", head.state.rawValue)
            writer.member("kind", head.matter.kind)
            writer.member("channel", head.matter.channel)
            writer.member("emergency", head.matter.emergency)
            writer.member("title", head.matter.title)
            writer.member("registeredAt", head.registeredAt.description)
            writer.member("changedAt", head.changedAt.description)
            writer.member("due", due?.description)
            writer.member("overdue", due.map { $0 < now } ?? false)
            writer.key("units")
            writer.list(head.assignments.compactMap(\.assignee.unit)) { $0.value($1.rawValue) }
            writer.key("nodes")
            writer.list(head.assignments.compactMap(\.assignee.node)) { $0.value($1.rawValue) }
        }
    }
}
