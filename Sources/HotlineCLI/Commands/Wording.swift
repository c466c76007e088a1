import HotlineCore

/// The field's words for what the API names by codes. A code that this program does not know, from a newer node, is
/// shown as it stands.
enum Wording {
    static func ticketState(_ code: String) -> String {
        TicketState(rawValue: code)?.displayName ?? code
    }

    static func assignmentState(_ code: String) -> String {
        AssignmentState(rawValue: code)?.displayName ?? code
    }

    static func assignmentRole(_ code: String) -> String {
        AssignmentRole(rawValue: code)?.displayName ?? code
    }

    static func channel(_ code: String) -> String {
        Channel(rawValue: code)?.displayName ?? code
    }

    /// Of a ticket, whose matter is an object of its own, or of a line of a list, where it is flat.
    static func kind(of ticket: JSONValue) -> String {
        let code = ticket["matter"] == nil ? ticket.text("kind") : ticket.text("matter", "kind")
        return MatterKind(rawValue: code)?.displayName ?? code
    }

    static func title(of ticket: JSONValue) -> String {
        ticket["matter"] == nil ? ticket.text("title") : ticket.text("matter", "title")
    }

    /// `xiacun`, or `140525 节点` where a whole node is meant.
    static func assignee(_ assignee: JSONValue?) -> String {
        guard let assignee else { return "" }
        let node = assignee.text("node")
        return node.isEmpty ? assignee.text("unit") : "\(node) 节点"
    }

    /// `王芳（派单）`; a node that spoke through the inbox by its code.
    static func actor(_ actor: JSONValue?) -> String {
        guard let actor else { return "" }
        let person = actor.text("person")
        switch Role(rawValue: actor.text("role")) {
        case .peer: return "\(actor.text("node").isEmpty ? person : actor.text("node")) 节点"
        case .system: return "系统"
        case .some(let role): return "\(person)（\(name(of: role))）"
        case nil: return person
        }
    }

    private static func name(of role: Role) -> String {
        switch role {
        case .operator: "坐席"
        case .dispatcher: "派单"
        case .unit: "承办单位"
        case .reviewer: "审核回访"
        case .supervisor: "督办"
        case .knowledge: "知识库"
        case .auditor: "监督"
        case .admin: "管理员"
        case .peer: "节点"
        case .system: "系统"
        }
    }
}
