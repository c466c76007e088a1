package import Storage
import SyncProtocol
package import WorkCalendar

/// How far a replay has come.
package struct ReplayProgress: Sendable, Hashable {
    /// The first position that was still held; nil where none was.
    package var first: Int64?
    /// How many messages are owed once more.
    package var count = 0
    /// Where to go on; nil at the end.
    package var next: Int64?
}

extension NodeCore {
    /// Owes what stood on a stream once more: at new positions, under the same ids. The peer applies what it lacks, and
    /// takes the rest for the duplicates that they are. For a peer that acknowledged and then lost its disk without
    /// noticing; one that was restored finds out and asks by itself.
    ///
    /// - Parameters:
    ///   - first: the position to begin with; what retention has removed is passed over.
    ///   - last: the stream's last position when the replay began: it does not follow itself.
    ///   - limit: messages in one transaction.
    package func replay(
        _ key: StreamKey, from first: Int64, through last: Int64, limit: Int = 500,
        in transaction: StorageTransaction, at now: Moment
    ) throws -> Outcome<ReplayProgress> {
        let work = Work(self, transaction, at: now)
        try work.requireWritable()
        let owed = try OutboxStore.owed(on: key, from: first, through: last, limit: limit, in: transaction)
        var reader = InboundReader()
        for item in owed {
            guard let body = try MessageStore.body(item.message, in: transaction) else { continue }
            try work.owe(row: item.message, try reader.single(body).key, to: key)
        }
        let next = owed.last.map { $0.position + 1 }.flatMap { $0 <= last ? $0 : nil }
        return Outcome(ReplayProgress(first: owed.first?.position, count: owed.count, next: next), work.effects)
    }
}
