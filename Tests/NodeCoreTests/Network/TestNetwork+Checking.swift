import Crypto
import Database
import HotlineCore
import NodeCore
import Storage
import SyncProtocol
import Testing
import WorkCalendar

/// What must hold of a network at rest, whatever happened before. Looks at what is stored, not at what was answered.
extension TestNetwork {
    /// Copies above hold what their owners hold, of every source along every link.
    func checkMirrors(_ comment: Comment) throws {
        for link in plan.links {
            for source in plan.sources(through: link.lower) {
                let difference = try compare(source: source, owner: link.lower, copy: link.upper)
                #expect(difference.isEmpty, "\(comment): \(source) over \(link.lower) at \(link.upper): \(difference)")
            }
        }
    }

    /// Every order made exactly one ticket below, and both sides have counted the same messages.
    func checkOrders(_ comment: Comment) throws {
        for code in codes {
            for ticket in try tickets(code) {
                for assignment in ticket.assignments {
                    guard let below = assignment.assignee.node else { continue }
                    let made = try tickets(below).filter { $0.order?.assignment == assignment.id }
                    #expect(made.count == 1, "\(comment): \(assignment.id) made \(made.count) tickets")
                    guard let order = made.first?.order else { continue }
                    #expect(order.received == assignment.sent, "\(comment): orders of \(assignment.id)")
                    #expect(order.sent == assignment.received, "\(comment): reports of \(assignment.id)")
                }
            }
        }
    }

    /// Nothing waits: both ends of every stream stand at the same position with the same chain.
    func checkStreams(_ comment: Comment) throws {
        for code in codes {
            for (key, out) in try self[code].read({ try OutboxStore.all(in: $0) }) {
                let back = StreamKey(peer: code, stream: key.stream)
                let position = try self[key.peer].read { try InboundStreamStore.find(back, in: $0) }
                #expect(out.backlog == 0, "\(comment): \(code) owes \(key)")
                #expect(position?.highest ?? 0 == out.next - 1, "\(comment): \(code) to \(key)")
                #expect(position?.chain ?? Chain.origin == out.chain, "\(comment): chain of \(code) to \(key)")
            }
        }
    }

    /// The digest chain holds, and the journal leads to the tickets as they stand.
    func checkJournals(_ comment: Comment) throws {
        for code in codes {
            var digest = [UInt8](repeating: 0, count: 32)
            var states: [TicketID: Ticket] = [:]
            let rows = try self[code].read { view in
                try view.query("SELECT entry, digest FROM journal ORDER BY seq") {
                    (entry: $0.blob(0), digest: $0.blob(1))
                }
            }
            for row in rows {
                digest = SHA256.hash(digest + row.entry).bytes
                #expect(digest == row.digest, "\(comment): journal of \(code)")
                let event = try CanonicalJSON.decode(TicketEvent.self, from: row.entry)
                states[event.ticket] = evolve(states[event.ticket], event)
            }
            for ticket in try tickets(code) { #expect(states[ticket.id] == ticket, "\(comment): \(ticket.id)") }
        }
    }

    /// No seal speaks against an honest journal, whatever happened to it, and the node above has sealed all of it.
    func checkSeals(_ comment: Comment) throws {
        for link in plan.links {
            let comparison = try compareSeals(of: link.lower, at: link.upper)
            #expect(comparison.differences == [], "\(comment): \(link.lower) at \(link.upper)")
            let length = try self[link.lower].read { try NodeRecord.find(in: $0)?.journalLength }
            #expect(comparison.vouchedThrough == length, "\(comment): \(link.lower) at \(link.upper)")
            #expect(try !alarms(link.upper).contains("journal-contradicts"), comment)
        }
    }

    /// A node's journal as it is, held against what a node above keeps of it.
    func compareSeals(of lower: NodeCode, at upper: NodeCode) throws -> SealComparison {
        let kept = try self[upper].read { try SealStore.page(of: lower, after: 0, limit: 10_000, in: $0) }
        return try self[lower].read { try SealComparison.run(kept.seals, in: $0) }
    }

    func tickets(_ code: NodeCode) throws -> [Ticket] {
        try self[code].read { view in
            try view.query("SELECT body FROM ticket ORDER BY id") {
                try CanonicalJSON.decode(Ticket.self, from: $0.data(0))
            }
        }
    }
}
