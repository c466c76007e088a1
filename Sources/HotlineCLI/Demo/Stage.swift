import Topology

/// A running network as a matter's script sees it: a desk at each node, and lines that can be cut.
struct Stage: Sendable {
    /// A link that leads through lines of our own, one in each direction.
    struct CuttableLink: Sendable {
        let upper: String
        let lower: String
        let lines: [Line]
    }

    let desks: [Desk]
    let links: [CuttableLink]
    let ledger: HopLedger
    /// Told of what is done to the network itself, for people.
    let onRemark: @Sendable (String) -> Void

    /// The desk at a node.
    /// - Throws: `Failure` where the network has no such node.
    func desk(_ code: String) throws(Failure) -> Desk {
        guard let desk = desks.first(where: { $0.code == code }) else {
            throw Failure(.failed, "this network has no node \(code)")
        }
        return desk
    }

    /// Cuts the link between two nodes: connections break off, and none comes about until it is mended.
    func cut(_ upper: Desk, _ lower: Desk) async throws {
        for line in try link(upper, lower).lines { await line.cut() }
        onRemark("链路中断：\(upper.name) ⇹ \(lower.name)")
    }

    /// Mends the link and lets both ends try again at once.
    func mend(_ upper: Desk, _ lower: Desk) async throws {
        for line in try link(upper, lower).lines { await line.mend() }
        onRemark("链路恢复：\(upper.name) ⇄ \(lower.name)")
        try await upper.administer("peers", lower.code, "actions", "retry")
        try await lower.administer("peers", upper.code, "actions", "retry")
    }

    private func link(_ upper: Desk, _ lower: Desk) throws(Failure) -> CuttableLink {
        guard let link = links.first(where: { $0.upper == upper.code && $0.lower == lower.code }) else {
            throw Failure(.failed, "the link of \(upper.code) and \(lower.code) cannot be cut")
        }
        return link
    }
}

/// Fails the script when something that must be so is not.
func require(_ condition: Bool, _ what: String) throws(Failure) {
    guard condition else { throw Failure(.failed, "not so: \(what)") }
}
