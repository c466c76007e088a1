import HotlineCore
import NodeCore
import Storage
import SyncProtocol
import WorkCalendar

/// How a shell would be wrong: the defects that a world carries out itself.
extension World {
    /// Thrown to undo a transaction whose answer is wanted all the same.
    private struct Undone: Error {}

    /// Confirms a batch that is not durable: a crash at its commit takes it away after the sender was told.
    func receiveTooEarly(
        _ batch: InboundBatch, from peer: NodeCode, at node: SimulatedNode
    ) throws -> StreamReply? {
        let cut = node.powerCut
        node.powerCut = nil
        guard cut != nil else { return try commit(node) { try node.core.receive(batch, from: peer, in: $0, at: $1) } }
        var told: StreamReply?
        do {
            try node.write(at: now) { transaction, moment in
                told = try node.core.receive(batch, from: peer, in: transaction, at: moment).value
                throw Undone()
            }
        } catch is Undone {
            try crash(node)
        }
        return told
    }

    /// Stores a stream's position in a transaction before that of its events: a crash between them loses these.
    func receiveInTwo(
        _ batch: InboundBatch, from peer: NodeCode, at node: SimulatedNode
    ) throws -> StreamReply? {
        let key = StreamKey(peer: peer, stream: batch.header.name)
        guard node.powerCut != nil, let position = try positionAfter(batch, key, at: node) else {
            return try commit(node) { try node.core.receive(batch, from: peer, in: $0, at: $1) }
        }
        node.powerCut = .afterCommit
        return try commit(node) { transaction, moment in
            try InboundStreamStore.save(position, appliedAt: moment.milliseconds, key, in: transaction)
            return Outcome(.problem(Problem(.streamGap)))
        }
    }

    private func positionAfter(
        _ batch: InboundBatch, _ key: StreamKey, at node: SimulatedNode
    ) throws -> StreamPosition? {
        let cut = node.powerCut
        node.powerCut = nil
        defer { node.powerCut = cut }
        var position: StreamPosition?
        do {
            try node.write(at: now) { transaction, moment in
                _ = try node.core.receive(batch, from: key.peer, in: transaction, at: moment)
                position = try InboundStreamStore.find(key, in: transaction)
                throw Undone()
            }
        } catch is Undone {
            return position
        }
        return nil
    }
}
