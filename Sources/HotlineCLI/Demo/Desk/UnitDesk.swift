import HotlineCore

/// A handling unit (承办单位) of a node, working on its own share of a ticket.
struct UnitDesk: Sendable {
    let desk: Desk
    let unit: UnitID

    /// What a dispatch to this unit names.
    var assignee: Assignee { .unit(unit) }

    /// 签收.
    func sign(_ ticket: TicketHandle) async throws { try await act(.sign, ticket, .object([:])) }

    /// 联系诉求人.
    func contact(_ ticket: TicketHandle, _ note: String) async throws {
        try await act(.contact, ticket, .object([
            "means": .string("电话"), "reached": .bool(true), "note": .string(note),
        ]))
    }

    /// 反馈进度.
    func progress(_ ticket: TicketHandle, _ text: String) async throws {
        try await act(.progress, ticket, .object(["text": .string(text)]))
    }

    /// 申请退回 with a reason of the rule book.
    func askReturn(_ ticket: TicketHandle, reason: String, explanation: String, basis: String) async throws {
        try await act(.askReturn, ticket, .object([
            "reason": .string(reason), "explanation": .string(explanation), "basis": .string(basis),
        ]))
    }

    /// 申请办结.
    func complete(_ ticket: TicketHandle, _ result: ResultForm) async throws {
        try await act(.complete, ticket, result.form(person: "\(unit.rawValue)经办人"))
    }

    private func act(_ verb: Verb, _ ticket: TicketHandle, _ form: JSONValue) async throws {
        let assignment = try await desk.assignment(of: ticket, to: assignee)
        try await desk.act(verb, on: assignment, of: ticket, as: unit.rawValue, form)
    }
}

extension Desk {
    /// One of the node's units, by its id.
    func unit(_ id: String) throws(Failure) -> UnitDesk {
        guard let unit = UnitID(rawValue: id) else { throw Failure(.failed, "'\(id)' cannot name a unit") }
        return UnitDesk(desk: self, unit: unit)
    }

    /// What a dispatch to this node from above names.
    var assignee: Assignee {
        get throws(Failure) {
            guard let node = NodeCode(rawValue: code) else { throw Failure(.failed, "'\(code)' cannot name a node") }
            return .node(node)
        }
    }
}
