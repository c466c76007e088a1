import Foundation
import HotlineCore

/// Waiting for what another node brings about; woken by the node's events, never by asking again and again.
extension Desk {
    /// The most that anything may take to travel one matter's way while nothing is broken; beyond it something is
    /// wrong.
    static let patience = Duration.seconds(20)

    /// Looks until `look` finds something, each time that something has changed at this node.
    /// - Parameter limit: how long; nil: the desk's patience.
    /// - Throws: `Failure` that says what was awaited, after `limit`; whatever `look` throws.
    @discardableResult
    func wait<Value: Sendable>(
        for what: String, within limit: Duration? = nil, _ look: () async throws -> Value?
    ) async throws -> Value {
        let limit = limit ?? patience
        let deadline = ContinuousClock.now + limit
        let timer = Task {
            // Cancelled once it is found.
            do { try await Task.sleep(until: deadline, clock: .continuous) } catch { return }
            await watch.wake()
        }
        defer { timer.cancel() }
        while true {
            let turn = await watch.now
            if let value = try await look() { return value }
            guard ContinuousClock.now < deadline else {
                throw Failure(.failed, "\(name) (\(code)) waited \(limit) in vain for \(what)")
            }
            await watch.change(after: turn)
        }
    }

    /// Waits until the ticket is in that state; the ticket then.
    @discardableResult
    func until(_ ticket: TicketHandle, is state: TicketState) async throws -> JSONValue {
        try await wait(for: "\(ticket.id) to be \(state.rawValue)") {
            let now = try await self.ticket(ticket)
            return now.text("state") == state.rawValue ? now : nil
        }
    }

    /// Waits until the newest assignment of the ticket to that assignee is in that state; the assignment then.
    @discardableResult
    func until(_ ticket: TicketHandle, _ assignee: Assignee, is state: AssignmentState) async throws -> JSONValue {
        try await wait(for: "the assignment of \(ticket.id) to \(assignee) to be \(state.rawValue)") {
            let newest = try await self.ticket(ticket).list("assignments").last { Self.isAssigned($0, to: assignee) }
            return newest?.text("state") == state.rawValue ? newest : nil
        }
    }

    /// Waits until the node above's assignment to this node has become a ticket here.
    func received(_ above: TicketHandle, from desk: Desk) async throws -> TicketHandle {
        let assignment = try await desk.assignment(of: above, to: try assignee)
        return try await wait(for: "the order \(assignment) of \(desk.name)") {
            for id in try await orderedTickets(of: above.root) {
                let ticket = try await read("tickets", id)
                if ticket.text("order", "assignment") == assignment { return try TicketHandle(ticket, at: code) }
            }
            return nil
        }
    }

    /// The tickets of a matter here that may have been ordered. What came while the node's events could not be
    /// followed, as around a restart, is only in its register.
    private func orderedTickets(of root: String) async throws -> [String] {
        let heard = await watch.orderedTickets(of: root)
        guard heard.isEmpty else { return heard }
        let query = [URLQueryItem(name: "rootId", value: root)]
        return try await list("tickets", matching: query).map { $0.text("id") }
    }

    /// Waits until this node's mirror of another node's ticket is in that state; the mirror then.
    @discardableResult
    func untilMirror(of ticket: TicketHandle, is state: TicketState) async throws -> JSONValue {
        try await wait(for: "the mirror of \(ticket.id) to be \(state.rawValue)") {
            let mirror = try await self.mirror(of: ticket)
            return mirror?.text("state") == state.rawValue ? mirror : nil
        }
    }

    /// This node's mirror of another node's ticket; nil while it has none.
    func mirror(of ticket: TicketHandle) async throws -> JSONValue? {
        do {
            return try await read("mirror", "tickets", ticket.id)
        } catch let failure as Failure where failure.exitCode == .notSo {
            return nil
        }
    }
}
