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

    /// Looks at what leaves a node for what must not.
    func lookForLeaks(in body: [UInt8], from node: SimulatedNode) {
        guard ledger.leaks.isEmpty else { return }
        for secret in [Caller.secretName, "138" + Caller.secretDigits] where body.holds(secret) {
            ledger.leaks.append("\(node.code) sent what holds \(secret)")
        }
    }
}

extension [UInt8] {
    /// Whether the UTF-8 of a text stands somewhere in it.
    fileprivate func holds(_ text: String) -> Bool {
        let needle = Array<UInt8>(text.utf8)
        guard let first = needle.first, count >= needle.count else { return false }
        return withUnsafeBufferPointer { bytes in
            for start in 0...(bytes.count - needle.count) where bytes[start] == first {
                if bytes[start..<(start + needle.count)].elementsEqual(needle) { return true }
            }
            return false
        }
    }
}
