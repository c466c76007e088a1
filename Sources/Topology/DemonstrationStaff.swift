package import Node

extension NodeConfiguration.Account {
    /// The accounts that `demonstrationStaff: true` stands for: one for each duty at the hotline, signing in by the
    /// name of its role, and one for each unit, signing in by the unit's id.
    package static func demonstration(units: [NodeConfiguration.Unit]) -> [Self] {
        let hotline: [(Role, String)] = [
            (.operator, "坐席员"), (.dispatcher, "派单员"), (.reviewer, "审核回访员"), (.supervisor, "督办员"),
            (.knowledge, "知识库运维专员"), (.auditor, "监督员"), (.admin, "管理员"),
        ]
        return hotline.map { Self(id: $0.rawValue, name: $1, role: $0) }
            + units.map { Self(id: $0.id, name: "\($0.name)经办人", role: .unit, unit: $0.id) }
    }
}
