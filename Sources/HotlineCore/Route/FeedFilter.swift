/// Which changes a subscriber (订阅方) is told of (JY24-20c, JY24-23). Lists that are empty admit everything; a change
/// passes where each list that is not admits it.
package struct FeedFilter: Codable, Hashable, Sendable {
    /// Kinds and categories (事项类别) of the matter.
    package var kinds: [MatterKind] = []
    package var categories: [String] = []
    /// Units of which one has a share; tickets of other nodes have none of this node's.
    package var units: [UnitID] = []
    /// Owners of the tickets: this node, and nodes below.
    package var nodes: [NodeCode] = []
    /// Whether matters of petitioners who asked for confidentiality are told too, masked as everywhere (ZZ23-8a).
    package var confidential = false

    package init() {}

    /// What of a ticket decides.
    package struct Subject: Sendable {
        package var owner: NodeCode
        package var kind: MatterKind?
        package var category: String?
        package var units: [UnitID]
        package var confidential: Bool

        /// Of a ticket of another node, as its copy says.
        package init(owner: NodeCode, kind: MatterKind?, category: String?, confidential: Bool) {
            self.owner = owner
            self.kind = kind
            self.category = category
            self.confidential = confidential
            units = []
        }

        /// Of an own ticket.
        package init(_ ticket: Ticket) {
            owner = ticket.owner
            kind = ticket.matter.kind
            category = ticket.matter.category
            units = ticket.assignments.compactMap(\.assignee.unit)
            confidential = ticket.petitioner.confidential
        }
    }

    /// Whether a change of that ticket is told.
    package func admits(_ subject: Subject) -> Bool {
        guard confidential || !subject.confidential else { return false }
        return (kinds.isEmpty || subject.kind.map(kinds.contains) ?? false)
            && (categories.isEmpty || subject.category.map(categories.contains) ?? false)
            && (units.isEmpty || subject.units.contains(where: units.contains))
            && (nodes.isEmpty || nodes.contains(subject.owner))
    }
}
