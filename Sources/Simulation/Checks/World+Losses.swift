import HotlineCore
import NodeCore
import Storage

extension World {
    /// After a restore: which accepted matters are nowhere any more but with those who told them. Everything else must
    /// come back.
    func noteLosses() throws {
        let restored = ledger.restored
        for id in ledger.accepted where restored.contains(id.owner) && !ledger.lost.contains(id) {
            if try isKnown(id, to: node(id.owner)) { continue }
            let uppers = node(id.owner).core.settings.upperNodes
            if try uppers.contains(where: { try isMirrored(id, at: node($0)) }) { continue }
            ledger.lost.insert(id)
        }
    }

    private func isKnown(_ id: TicketID, to node: SimulatedNode) throws -> Bool {
        guard node.isRunning else { return true }
        return try node.read { try TicketStore.find(id, in: $0) } != nil
    }

    /// A node that is down is taken not to know: what it holds may itself be replaced before it is back.
    private func isMirrored(_ id: TicketID, at node: SimulatedNode) throws -> Bool {
        guard node.isRunning else { return false }
        return try node.read { try MirrorStore.find(id, in: $0) } != nil
    }

}
