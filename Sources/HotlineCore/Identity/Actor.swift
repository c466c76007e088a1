/// Who acts (ZZ23-4: each action carries the person and the unit responsible).
package struct Actor: Codable, Hashable, Sendable {
    /// The sign-in name; for another node its code, for the program itself `system`.
    package var person: String
    package var role: Role
    /// The unit for which a `unit` actor speaks.
    package var unit: UnitID?
    package var node: NodeCode

    package init(person: String, role: Role, unit: UnitID? = nil, node: NodeCode) {
        self.person = person
        self.role = role
        self.unit = unit
        self.node = node
    }

    /// The program itself, for what follows by rule.
    package static func system(of node: NodeCode) -> Actor { Actor(person: "system", role: .system, node: node) }
    /// Another node speaking through the inbox.
    package static func peer(_ node: NodeCode) -> Actor { Actor(person: node.rawValue, role: .peer, node: node) }
}

/// What a caller may be; which role may take which command stands in ``Authority``.
package enum Role: String, Codable, Hashable, Sendable, CaseIterable {
    /// 坐席
    case `operator`
    /// 派单
    case dispatcher
    /// 承办单位
    case unit
    /// 审核、回访
    case reviewer
    /// 督办
    case supervisor
    /// 知识库
    case knowledge
    /// 监督（只读）
    case auditor
    case admin
    /// Another node, through the inbox.
    case peer
    /// The program itself.
    case system
}
