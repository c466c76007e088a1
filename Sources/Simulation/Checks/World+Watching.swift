import HotlineCore
import NodeCore
import Storage
import SyncProtocol

/// What is watched while a world runs: what is mended later would not show in the end.
extension World {
    /// Looks at what leaves a node for what must not.
    func lookForLeaks(in body: [UInt8], from node: SimulatedNode) {
        for secret in [Caller.secretName, "138" + Caller.secretDigits] where body.holds(secret) {
            ledger.add(.secrecy, "\(node.code) sent what holds \(secret)")
        }
    }

    /// A mirror never goes back to an older state, unless its node's database was put back.
    func watchMirrors(of batch: InboundBatch, at node: SimulatedNode) throws {
        guard node.isRunning else { return }
        for case .feed(let sent, _) in batch.events.map(\.content) {
            guard let stored = try node.read({ try MirrorStore.find(sent.id, in: $0) }) else { continue }
            let state = Ledger.State(generation: stored.generation, revision: stored.revision)
            if let newest = ledger.mirrors[node.index]?[sent.id], state < newest {
                ledger.add(.mirrors, "\(node.code) went back to an older state of \(sent.id)")
            }
            ledger.mirrors[node.index, default: [:]][sent.id] = state
        }
    }

    /// Mirrors begin anew with a database that was put back.
    func forgetMirrors(of node: SimulatedNode) {
        ledger.mirrors[node.index] = nil
    }

    /// After a crash: whatever a node had confirmed to its peers is in its database.
    func checkPromises(of node: SimulatedNode) throws {
        guard !ledger.restored.contains(node.code) else { return }
        for peer in node.core.settings.peers where !ledger.restored.contains(peer.code) {
            guard self.node(peer.code).isRunning else { continue }
            for stream in StreamName.allCases { try checkPromises(of: node, to: self.node(peer.code), stream) }
        }
    }

    private func checkPromises(of node: SimulatedNode, to sender: SimulatedNode, _ stream: StreamName) throws {
        let outgoing = StreamKey(peer: node.code, stream: stream)
        let incoming = StreamKey(peer: sender.code, stream: stream)
        let confirmed = try sender.read { try OutboxStore.find(outgoing, in: $0) }?.acknowledged ?? 0
        let applied = try node.read { try InboundStreamStore.find(incoming, in: $0) }?.highest ?? 0
        guard confirmed > applied else { return }
        ledger.add(.streams, "\(node.code) confirmed \(confirmed) of \(incoming) and holds \(applied)")
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
