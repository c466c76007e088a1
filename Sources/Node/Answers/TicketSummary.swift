import Database
import Foundation
import HotlineCore
import Storage
import WorkCalendar

/// One line of a list of tickets.
struct TicketSummary {
    /// What a list needs of a ticket; the rest of the stored document is not decoded.
    fileprivate struct Head: Decodable {
        struct Matter: Decodable {
            var kind: String
            var channel: String?
            var title: String
            var emergency: Bool?
        }

        struct Share: Decodable {
            struct Limit: Decodable {
                var due: Moment
                var provisional: Bool?
            }

            var state: AssignmentState
            var assignee: Assignee
            var signLimit: Limit?
            var handlingLimit: Limit?
        }

        struct Order: Decodable { var due: Moment? }

        struct Petitioner: Decodable { var reference: String? }

        var id: TicketID
        var number: String
        var rootId: String
        var generation: Int64
        var revision: Int64
        var state: String
        var registeredAt: Moment
        var matter: Matter
        var changedAt: Moment?
        var assignments: [Share]?
        var dispatchLimit: Share.Limit?
        var revisitLimit: Share.Limit?
        var order: Order?
        var petitioner: Petitioner?
    }

    private var head: Head

    /// Reads a ticket's stored document.
    init(_ body: [UInt8]) throws {
        self.init(try CanonicalJSON.decode(Head.self, from: body))
    }

    /// Reads a ticket as another node sent it. What a neighbour of a later version writes otherwise is left out of the
    /// line: one ticket that cannot be read in full must not hide all others.
    init(mirror body: [UInt8]) throws {
        self.init(try (try? CanonicalJSON.decode(Head.self, from: body)) ?? Head(mirror: body))
    }

    private init(_ head: Head) { self.head = head }

    /// The same with the petitioner's values struck out of the title: lists tell nobody who brought a matter forward
    /// (ZZ23-47).
    func struck(in transaction: ReadTransaction) throws -> TicketSummary {
        guard let reference = head.petitioner?.reference,
            let stored = try PetitionerStore.find(reference, in: transaction)
        else { return self }
        var summary = self
        summary.head.matter.title = Redaction(stored.fields, confidential: stored.confidential)
            .apply(to: head.matter.title)
        return summary
    }

    private var shares: [Head.Share] { head.assignments ?? [] }

    /// The limit that ends first of those that run.
    private var limit: Head.Share.Limit? {
        let running = shares.filter(\.state.isOpen).compactMap { $0.handlingLimit ?? $0.signLimit }
        if let earliest = running.min(by: { $0.due < $1.due }) { return earliest }
        switch TicketState(rawValue: head.state) {
        case .registered, .accepted:
            return head.dispatchLimit ?? head.order?.due.map { Head.Share.Limit(due: $0, provisional: nil) }
        case .revisiting: return head.revisitLimit
        default: return nil
        }
    }

    /// Writes the line.
    func write(to writer: inout JSONWriter, at now: Moment) {
        let limit = limit
        let due = limit?.due
        writer.object { writer in
            writer.member("id", head.id.rawValue)
            writer.member("number", head.number)
            writer.member("rootId", head.rootId)
            writer.member("owner", head.id.owner.rawValue)
            writer.member("generation", head.generation)
            writer.member("revision", head.revision)
            writer.member("state", head.state)
            writer.member("kind", head.matter.kind)
            writer.member("channel", head.matter.channel)
            writer.member("emergency", head.matter.emergency ?? false)
            writer.member("title", head.matter.title)
            writer.member("registeredAt", head.registeredAt.description)
            writer.member("changedAt", (head.changedAt ?? head.registeredAt).description)
            writer.member("due", due?.description)
            writer.member("provisional", limit?.provisional ?? false)
            writer.member("overdue", due.map { $0 < now } ?? false)
            writer.key("units")
            writer.list(shares.compactMap(\.assignee.unit)) { $0.value($1.rawValue) }
            writer.key("nodes")
            writer.list(shares.compactMap(\.assignee.node)) { $0.value($1.rawValue) }
        }
    }
}

extension TicketSummary.Head {
    /// What stands in every mirror: the inbox takes no feed event without it.
    private struct Core: Decodable {
        struct Matter: Decodable {
            var kind: String
            var title: String
        }

        var id: TicketID
        var number: String
        var rootId: String
        var generation: Int64
        var revision: Int64
        var state: String
        var registeredAt: Moment
        var matter: Matter
    }

    fileprivate init(mirror body: [UInt8]) throws {
        let core = try CanonicalJSON.decode(Core.self, from: body)
        self.init(
            id: core.id, number: core.number, rootId: core.rootId, generation: core.generation,
            revision: core.revision, state: core.state, registeredAt: core.registeredAt,
            matter: Matter(kind: core.matter.kind, title: core.matter.title))
    }
}
