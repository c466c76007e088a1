/// Each assignment to a node below against that node's tickets: exactly one was made of it.
struct OrderCheck: Sendable {
    let assigner: NodeBook
    let all: [NodeBook]

    var findings: Settlement {
        var settlement = Settlement()
        for assignment in assigner.tickets.flatMap({ $0.list("assignments") }) {
            let (id, node) = (assignment.text("id"), assignment.text("assignee", "node"))
            guard let below = all.first(where: { $0.code == node }) else { continue }
            let made = below.tickets.filter { $0.text("order", "assignment") == id }
            if made.isEmpty { settlement.lost.append("\(assigner.name)的派单 \(id) 没有到\(below.name)") }
            if made.count > 1 {
                settlement.doubled.append("\(assigner.name)的派单 \(id) 在\(below.name)成了 \(made.count) 张工单")
            }
            guard let ticket = made.first, !Self.agree(assignment, ticket["order"]) else { continue }
            settlement.different.append("派单 \(id) 在\(assigner.name)和\(below.name)状态不同")
        }
        return settlement
    }

    /// Assigner and assignee see the same state; only whether an order was seen at all may differ in time, and
    /// nothing is under way any more.
    private static func agree(_ assignment: JSONValue, _ order: JSONValue?) -> Bool {
        guard let order else { return false }
        return assignment["state"] == order["state"] && assignment["round"] == order["round"]
            && assignment["sent"] == order["received"] && assignment["received"] == order["sent"]
    }
}
