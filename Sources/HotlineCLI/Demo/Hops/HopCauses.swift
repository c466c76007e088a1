/// Which events at a neighbour bring about which events here: orders from above, reports from below.
struct HopCauses: Sendable {
    /// Events at a node above.
    var above: [String] = []
    /// Events at a node below.
    var below: [String] = []
    /// Actions of people here that bring about the same event; nil: any.
    var actions: [String]? = []

    /// By the event's name; what is not listed comes from people, or follows by rule.
    static let table: [String: HopCauses] = [
        "ticket.ordered": HopCauses(above: ["ticket.dispatched"]),
        "order.completion.approved": HopCauses(above: ["completion.approved"]),
        "order.completion.refused": HopCauses(above: ["completion.refused", "order.completion.refused"]),
        "order.return.approved": HopCauses(above: ["return.approved"]),
        "order.return.refused": HopCauses(above: ["return.refused"]),
        "order.redo.received": HopCauses(above: ["redo.ordered", "order.redo.received"]),
        "order.limit.moved": HopCauses(
            above: ["assignment.signed", "limits.recounted", "order.limit.moved", "order.extension.approved",
                "order.deferral.approved"]),
        "directive.received": HopCauses(above: ["ticket.supervised"]),
        "supervision.answered": HopCauses(below: ["directive.answered"], actions: ["answer-supervision"]),
        "order.assisted": HopCauses(above: ["completion.submitted"]),
        "ticket.withdrawn": HopCauses(above: ["ticket.withdrawn"], actions: ["withdraw"]),
        "ticket.archived": HopCauses(above: ["ticket.archived"], actions: ["archive"]),
        "ticket.supplemented": HopCauses(above: ["ticket.supplemented"], actions: ["supplement"]),
        "attachment.added": HopCauses(above: ["attachment.added"], below: ["attachment.added"], actions: nil),
        "assignment.signed": HopCauses(
            below: ["order.signed"], actions: ["sign", "progress", "contact", "complete", "return"]),
        "return.asked": HopCauses(below: ["order.return.asked"], actions: ["return"]),
        "assignment.progressed": HopCauses(
            below: ["order.progressed", "assignment.progressed"], actions: ["progress"]),
        "completion.submitted": HopCauses(below: ["order.reported"], actions: ["complete"]),
        "message.late": HopCauses(
            above: ["ticket.withdrawn", "redo.ordered", "order.redo.received"],
            below: ["order.reported", "order.progressed", "order.return.asked", "order.signed"]),
    ]

    /// The causes of an event.
    static func of(_ type: String) -> HopCauses { table[type] ?? HopCauses(actions: nil) }
}
