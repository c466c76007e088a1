import HotlineCore
import NodeCore
import Storage
import SyncProtocol
import WorkCalendar

/// What nodes ask each other about their books. Such questions only read, so that they are put and answered at once,
/// where the line is open both ways.
extension World {
    /// What a copy lacks of a source's tickets.
    func compare(
        _ source: NodeCode, owner: SimulatedNode, copy: SimulatedNode
    ) throws -> ReconciliationDifference {
        try Books.compare(source, owner: owner, copy: copy, at: now)
    }

    func isInReach(_ peer: NodeCode, of node: SimulatedNode) -> Bool {
        self.node(peer).isRunning && lines.isOpen(node.index, place(peer))
    }

    // MARK: - Reconciliation

    /// Between two comparisons of a node's books with those above, in milliseconds.
    static let reconciliationInterval: Int64 = 86_400_000

    func planReconciliations() {
        for node in nodes where !node.core.settings.upperNodes.isEmpty {
            plan(.reconciliation(node: node.index), in: dice.network.within(60_000...Self.reconciliationInterval))
        }
    }

    func reconcile(_ node: SimulatedNode) throws {
        if !isClosing {
            plan(.reconciliation(node: node.index), in: dice.network.wait(about: Self.reconciliationInterval))
        }
        guard node.isRunning, try isWorking(node) else { return }
        for upper in node.core.settings.upperNodes where isInReach(upper, of: node) && node.isRunning {
            // What is on its way is no difference.
            let key = StreamKey(peer: upper, stream: .feed)
            guard try node.read({ try OutboxStore.find(key, in: $0)?.backlog ?? 0 }) == 0 else { continue }
            try reconcile(node, with: self.node(upper))
        }
    }

    func isWorking(_ node: SimulatedNode) throws -> Bool {
        try node.read { try NodeRecord.find(in: $0)?.mode } == .normal
    }

    private func reconcile(_ node: SimulatedNode, with upper: SimulatedNode) throws {
        for source in node.core.settings.subtree {
            do {
                try mend(try compare(source, owner: node, copy: upper), of: source, at: node, above: upper)
            } catch is Problem {
                // One of them is not done with its restore: another day.
                continue
            }
        }
    }

    /// Sends again what differs, and takes notice of what is newer above.
    func mend(
        _ difference: ReconciliationDifference, of source: NodeCode, at node: SimulatedNode, above upper: SimulatedNode
    ) throws {
        if !difference.newer.isEmpty {
            _ = try commit(node) { try node.core.mirrorsAreNewer(at: upper.code, in: $0, at: $1) }
        }
        let ids = difference.missing + difference.older + difference.different
        guard !ids.isEmpty, node.isRunning else { return }
        _ = try commit(node) {
            try node.core.redeliver(ids, of: source.source, to: upper.code, in: $0, at: $1)
        }
    }
}
