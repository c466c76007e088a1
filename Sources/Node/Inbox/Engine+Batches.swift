import Database
import HotlineCore
import NodeCore
import SyncProtocol

extension Engine {
    /// Events that are taken in in one transaction though a command waits: each commit costs as much as some of them.
    private static let eventsAtLeast = 128

    /// Takes in a neighbour's batch: as a whole while nobody waits, else in parts with commands between them. Each part
    /// is durable by itself.
    ///
    /// - Parameter bytes: what the batch holds in memory; nil for one that this node fetched.
    /// - Throws: `DatabaseError`, ``DiskRefusal``; then what was taken in stays, and sending it again costs nothing.
    func take(_ batch: InboundBatch, from peer: NodeCode, bytes: Int? = nil) async throws -> StreamReply {
        let lane = batch.header.name.lane
        while true {
            let reply = try await commit(lane: lane, bytes: bytes) { [database] core, transaction, now in
                try core.receive(batch, from: peer, in: transaction, at: now) { taken in
                    taken >= Self.eventsAtLeast && database.writer.isAwaited(before: lane)
                }
            }
            guard case .answer(let answer) = reply, answer.acknowledged < batch.last else { return reply }
        }
    }
}

extension StreamName {
    /// Who goes first at the writer: people at the other node wait for orders and reports, nobody for the feed.
    var lane: WriteLane {
        switch self {
        case .orders: .message
        case .feed: .bulk
        }
    }
}
