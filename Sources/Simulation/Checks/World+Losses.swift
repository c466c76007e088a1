import HotlineCore
import NodeCore
import Storage

extension World {
    /// After a restore: which accepted matters are nowhere any more but with those who told them. Everything else must
    /// come back. Asked are the node's own, and those of restored nodes below it whose mirrors may be gone with it.
    func noteLosses(of node: SimulatedNode) throws {
        let below = node.core.settings.lowerNodes.filter(ledger.restored.contains)
        for owner in [node.code] + below {
            let uppers = self.node(owner).core.settings.upperNodes
            for id in ledger.accepted[owner] ?? [] where !ledger.lost.contains(id) {
                if try isKnown(id, to: self.node(owner)) { continue }
                if try uppers.contains(where: { try isMirrored(id, at: self.node($0)) }) { continue }
                ledger.lost.insert(id)
            }
        }
    }

    private func isKnown(_ id: TicketID, to node: SimulatedNode) throws -> Bool {
        guard node.isRunning else { return true }
        return try node.read { try WholeStore.holds(id, in: $0) }
    }

    /// A node that is down is taken not to know: what it holds may itself be replaced before it is back.
    private func isMirrored(_ id: TicketID, at node: SimulatedNode) throws -> Bool {
        guard node.isRunning else { return false }
        return try node.read { try MirrorStore.find(id, in: $0) } != nil
    }

}
