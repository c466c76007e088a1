import Database
import HotlineCore
import NodeCore
import SyncProtocol

extension Engine {
    /// Events that are taken in in one transaction: a command that comes meanwhile waits for no more than these.
    private static let eventsAtOnce = 128

    /// Takes in a neighbour's batch, a part of its events after the other, commands between them. Each part is durable
    /// by itself; what it begins with was applied before, which costs little.
    ///
    /// - Parameter bytes: what the batch holds in memory; nil for one that this node fetched.
    /// - Throws: `DatabaseError`, ``DiskRefusal``; then what was taken in stays, and sending it again costs nothing.
    func take(_ batch: InboundBatch, from peer: NodeCode, bytes: Int? = nil) async throws -> StreamReply {
        let count = batch.events.count
        var end = min(Self.eventsAtOnce, count)
        while true {
            // The sender's journal ends with the whole: only then is it sealed.
            let journal = end < count ? nil : batch.journal
            let part = InboundBatch(header: batch.header, journal: journal, events: Array(batch.events.prefix(end)))
            let reply = try await commit(lane: batch.header.name.lane, bytes: bytes) {
                try $0.receive(part, from: peer, in: $1, at: $2)
            }
            guard end < count else { return reply }
            // A part that ends before what was applied earlier cannot be judged; the whole can.
            if case .problem = reply { end = count } else { end = min(end + Self.eventsAtOnce, count) }
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
