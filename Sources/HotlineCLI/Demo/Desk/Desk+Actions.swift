import HotlineCore

/// What people at a node do with a ticket, in the words of their trade.
extension Desk {
    /// 受理.
    func accept(_ ticket: TicketHandle) async throws {
        try await act(.accept, on: ticket, as: "operator", .object([:]))
    }

    /// 派单 to one, or to several independent.
    func dispatch(_ ticket: TicketHandle, to assignees: Assignee..., note: String? = nil) async throws {
        try await dispatch(ticket, assignees.map { Dispatch.Share(assignee: $0, note: note) })
    }

    /// 派单 to a lead and assisting ones (ZZ23-10.4).
    func dispatch(_ ticket: TicketHandle, lead: Assignee, assisting: Assignee..., note: String? = nil) async throws {
        let shares = assisting.map { Dispatch.Share(assignee: $0, role: .assisting, note: note) }
        try await dispatch(ticket, [Dispatch.Share(assignee: lead, role: .lead, note: note)] + shares)
    }

    private func dispatch(_ ticket: TicketHandle, _ shares: [Dispatch.Share]) async throws {
        try await act(.dispatch, on: ticket, as: "dispatcher", JSONValue(Dispatch(shares)))
    }

    /// 补充.
    func supplement(_ ticket: TicketHandle, _ text: String) async throws {
        try await act(.supplement, on: ticket, as: "operator", .object(["text": .string(text)]))
    }

    /// 撤回.
    func withdraw(_ ticket: TicketHandle, reason: String) async throws {
        try await act(.withdraw, on: ticket, as: "operator", .object(["reason": .string(reason)]))
    }

    /// 同意退回.
    func approveReturn(of ticket: TicketHandle, from assignee: Assignee) async throws {
        let assignment = try await assignment(of: ticket, to: assignee)
        try await act(.approveReturn, on: assignment, of: ticket, as: "dispatcher", .object([:]))
    }

    /// 同意办结.
    func approveCompletion(of ticket: TicketHandle, from assignee: Assignee) async throws {
        let assignment = try await assignment(of: ticket, to: assignee)
        try await act(.approveCompletion, on: assignment, of: ticket, as: "reviewer", .object([:]))
    }

    /// 不同意办结.
    func refuseCompletion(of ticket: TicketHandle, from assignee: Assignee, reasons: String) async throws {
        try await act(
            .refuseCompletion, on: assignment(of: ticket, to: assignee), of: ticket, as: "reviewer",
            .object(["reasons": .string(reasons)]))
    }

    /// 回访: satisfied on all three questions (ZZ23-23).
    func revisitSatisfied(_ ticket: TicketHandle) async throws {
        try await act(.revisit, on: ticket, as: "reviewer", .object([
            "rating": .string("satisfied"), "wasTold": .bool(true), "wasSolved": .bool(true),
            "callService": .string("satisfied"),
        ]))
    }

    /// 回访: not satisfied, with the reason (ZZ23-24).
    func revisitUnsatisfied(_ ticket: TicketHandle, reason: String) async throws {
        try await act(.revisit, on: ticket, as: "reviewer", .object([
            "rating": .string("unsatisfied"), "wasTold": .bool(true), "wasSolved": .bool(false),
            "reason": .string(reason), "callService": .string("satisfied"),
        ]))
    }

    /// 重办.
    func redo(_ ticket: TicketHandle, reasons: String) async throws {
        try await act(.redo, on: ticket, as: "reviewer", .object(["reasons": .string(reasons)]))
    }

    /// 归档.
    func archive(_ ticket: TicketHandle) async throws {
        try await act(.archive, on: ticket, as: "reviewer", .object([:]))
    }

    /// The newest assignment of a ticket to that assignee.
    func assignment(of ticket: TicketHandle, to assignee: Assignee) async throws -> String {
        let all = try await self.ticket(ticket).list("assignments")
        guard let found = all.last(where: { Self.isAssigned($0, to: assignee) })?["id"]?.string else {
            throw Failure(.failed, "\(ticket.id) has no assignment to \(assignee)")
        }
        return found
    }

    static func isAssigned(_ assignment: JSONValue, to assignee: Assignee) -> Bool {
        switch assignee {
        case .unit(let unit): assignment.text("assignee", "unit") == unit.rawValue
        case .node(let node): assignment.text("assignee", "node") == node.rawValue
        }
    }
}
