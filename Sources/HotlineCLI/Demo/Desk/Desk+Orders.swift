import HotlineCore

/// What a node's hotline says upward about a ticket that was ordered from above.
extension Desk {
    /// 签收上级派单.
    func signOrder(_ ticket: TicketHandle) async throws {
        try await onOrder(.sign, ticket, as: "dispatcher", .object([:]))
    }

    /// 联系诉求人 (ZZ20-2.2.1).
    func contactPetitioner(_ ticket: TicketHandle, _ note: String) async throws {
        try await onOrder(.contact, ticket, as: "operator", .object([
            "means": .string("电话"), "reached": .bool(true), "note": .string(note),
        ]))
    }

    /// 向上级申请退回.
    func askReturnUpward(
        _ ticket: TicketHandle, reason: String, explanation: String, basis: String
    ) async throws {
        try await onOrder(.askReturn, ticket, as: "dispatcher", .object([
            "reason": .string(reason), "explanation": .string(explanation), "basis": .string(basis),
        ]))
    }

    /// 向上级申请办结: the hotline handled the matter itself.
    func completeOrder(_ ticket: TicketHandle, _ result: ResultForm) async throws {
        try await onOrder(.complete, ticket, as: "reviewer", result.form(person: "审核回访员"))
    }

    private func onOrder(_ verb: Verb, _ ticket: TicketHandle, as account: String, _ form: JSONValue) async throws {
        let order = try await self.ticket(ticket).text("order", "assignment")
        try await act(verb, on: order, of: ticket, as: account, form)
    }
}
