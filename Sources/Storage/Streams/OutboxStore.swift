package import Database
package import HotlineCore
package import SyncProtocol

/// What is owed to peers: a message at a position of a stream. Rows stay after delivery until retention removes them,
/// so that a peer that lost its database can be sent them again.
package enum OutboxStore {
    /// A message at its position, ready to be sent.
    package struct Item: Sendable {
        package var position: Int64
        /// The event as it travels.
        package var body: [UInt8]
    }

    /// Where a stream stands; begun if it never was.
    package static func stream(_ key: StreamKey, in transaction: Transaction) throws -> OutboundStream {
        try transaction.update(OutboundStreams.self) { try $0.stream(key, in: transaction) }
    }

    /// Where a stream stands as a reader sees it; nil before its first message.
    package static func find(_ key: StreamKey, in transaction: ReadTransaction) throws -> OutboundStream? {
        try all(in: transaction).first { $0.0 == key }?.1
    }

    /// Every stream begun so far.
    package static func all(in transaction: ReadTransaction) throws -> [(StreamKey, OutboundStream)] {
        try OutboundStreams.all(in: transaction)
    }

    /// Gives a message the next position of a stream.
    ///
    /// - Parameters:
    ///   - message: the row of the message.
    ///   - event: what the chain runs over.
    @discardableResult
    package static func owe(
        message: Int64, event: EventKey, on key: StreamKey, at now: Int64, in transaction: Transaction
    ) throws -> Int64 {
        let stream = try transaction.update(OutboundStreams.self) { streams in
            var stream = try streams.stream(key, in: transaction)
            stream.next += 1
            stream.chain = Chain.next(stream.chain, event, hashing: StorageHash.self)
            streams.update(key, stream)
            return stream
        }
        let statement = try transaction.statement(
            "INSERT INTO outbox (stream, position, message, owed_at, chain) VALUES (?, ?, ?, ?, ?)")
        try statement.bind(1, stream.ref)
        try statement.bind(2, stream.next - 1)
        try statement.bind(3, message)
        try statement.bind(4, now)
        try statement.bind(5, stream.chain)
        try statement.run()
        return stream.next - 1
    }

    /// Notes that the peer has confirmed everything up to a position. Never goes back: see ``rewind``.
    package static func acknowledge(
        _ position: Int64, on key: StreamKey, at now: Int64, in transaction: Transaction
    ) throws {
        try transaction.update(OutboundStreams.self) { streams in
            var stream = try streams.stream(key, in: transaction)
            guard position > stream.acknowledged else { return }
            stream.acknowledged = min(position, stream.next - 1)
            stream.appliedAt = now
            streams.update(key, stream)
        }
    }

    /// Notes which incarnation of the peer has confirmed what is confirmed.
    package static func note(
        acknowledgedBy generation: Int64, on key: StreamKey, in transaction: Transaction
    ) throws {
        try transaction.update(OutboundStreams.self) { streams in
            var stream = try streams.stream(key, in: transaction)
            guard stream.acknowledgedBy != generation else { return }
            stream.acknowledgedBy = generation
            streams.update(key, stream)
        }
    }

    /// Takes a stream to a position that hello has found out: mostly back, where the peer was restored and has lost
    /// what it had confirmed.
    package static func rewind(to position: Int64, on key: StreamKey, in transaction: Transaction) throws {
        try transaction.update(OutboundStreams.self) { streams in
            var stream = try streams.stream(key, in: transaction)
            stream.acknowledged = position
            streams.update(key, stream)
        }
    }

    /// Appends the bodies from a position on, separated by commas, within both bounds; at least one where there is any.
    /// How many there were.
    package static func append(
        to bytes: inout [UInt8], from first: Int64, stream ref: Int64, maxEvents: Int, maxBytes: Int,
        in transaction: ReadTransaction
    ) throws -> Int {
        let statement = try transaction.statement("""
            SELECT message.body FROM outbox JOIN message ON message.seq = outbox.message
            WHERE outbox.stream = ? AND outbox.position >= ? ORDER BY outbox.position LIMIT ?
            """)
        try statement.bind(1, ref)
        try statement.bind(2, first)
        try statement.bind(3, maxEvents)
        defer { statement.reset() }
        var count = 0
        while try statement.step() {
            let fits = statement.row.withBlob(0) { body in
                guard count == 0 || bytes.count + body.count <= maxBytes else { return false }
                if count > 0 { bytes.append(UInt8(ascii: ",")) }
                bytes.append(contentsOf: body)
                return true
            }
            guard fits else { break }
            count += 1
        }
        return count
    }

    /// The messages that stand at a range of positions, as far as they are held: their places, and their rows.
    package static func owed(
        on key: StreamKey, from first: Int64, through last: Int64, limit: Int, in transaction: ReadTransaction
    ) throws -> [(position: Int64, message: Int64)] {
        guard let stream = try find(key, in: transaction) else { return [] }
        return try transaction.query("""
            SELECT position, message FROM outbox WHERE stream = ? AND position BETWEEN ? AND ?
            ORDER BY position LIMIT ?
            """, stream.ref, first, last, limit) { ($0.int64(0), $0.int64(1)) }
    }

    /// What is owed and unconfirmed, in order: a backlog of weeks does not fit in memory.
    ///
    /// - Parameters:
    ///   - position: what comes after it.
    ///   - limit: how many at most.
    package static func unacknowledged(
        _ stream: OutboundStream, after position: Int64, limit: Int, in transaction: ReadTransaction
    ) throws -> [Item] {
        try transaction.query("""
            SELECT outbox.position, message.body FROM outbox JOIN message ON message.seq = outbox.message
            WHERE outbox.stream = ? AND outbox.position > ? ORDER BY outbox.position LIMIT ?
            """, stream.ref, max(position, stream.acknowledged), limit
        ) { Item(position: $0.int64(0), body: $0.blob(1)) }
    }

    /// Puts another message in the place of one that was never delivered. The chain runs on over the place's own key,
    /// which the substitute names (see `Withheld`).
    package static func substitute(
        message: Int64, at position: Int64, stream ref: Int64, in transaction: Transaction
    ) throws {
        try transaction.execute(
            "UPDATE outbox SET message = ? WHERE stream = ? AND position = ?", message, ref, position)
    }

    /// Runs the chain anew over positions that the peer has not confirmed. It holds again once this was done up to
    /// the last.
    ///
    /// - Parameters:
    ///   - first: where to begin; the chain before it holds.
    ///   - keys: what the chain runs over from there on, in order.
    package static func rechain(
        _ key: StreamKey, from first: Int64, keys: [EventKey], in transaction: Transaction
    ) throws {
        let stream = try stream(key, in: transaction)
        var chain = try self.chain(before: first, stream: stream, in: transaction) ?? Chain.origin
        for (offset, event) in keys.enumerated() {
            chain = Chain.next(chain, event, hashing: StorageHash.self)
            try transaction.execute(
                "UPDATE outbox SET chain = ? WHERE stream = ? AND position = ?",
                chain, stream.ref, first + Int64(offset))
        }
        try transaction.update(OutboundStreams.self) { streams in
            var stream = stream
            stream.chain = chain
            streams.update(key, stream)
        }
    }

    /// The chain before a position; nil where the row before it was removed by retention.
    package static func chain(
        before position: Int64, stream: OutboundStream, in transaction: ReadTransaction
    ) throws -> Digest32? {
        guard position > 1 else { return Chain.origin }
        guard position < stream.next else { return position == stream.next ? stream.chain : nil }
        return try transaction.first(
            "SELECT chain FROM outbox WHERE stream = ? AND position = ?", stream.ref, position - 1
        ) { Digest32($0.blob(0)) } ?? nil
    }

    /// The oldest position that is still held; nil when none is.
    package static func oldestHeld(stream ref: Int64, in transaction: ReadTransaction) throws -> Int64? {
        try transaction.first("SELECT min(position) FROM outbox WHERE stream = ?", ref) { $0.optionalInt64(0) } ?? nil
    }

    /// When the oldest message that the peer has not confirmed was owed.
    package static func oldestUnsent(
        after acknowledged: Int64, stream ref: Int64, in transaction: ReadTransaction
    ) throws -> Int64? {
        try transaction.first(
            "SELECT owed_at FROM outbox WHERE stream = ? AND position > ? ORDER BY position LIMIT 1", ref, acknowledged
        ) { $0.int64(0) }
    }

    /// About how many bytes each peer is owed and has not confirmed: as many messages as that, of the size of the
    /// oldest. To add up millions would read them all.
    package static func owedBytes(in transaction: ReadTransaction) throws -> [NodeCode: Int64] {
        var owed: [NodeCode: Int64] = [:]
        for (key, stream) in try all(in: transaction) where stream.backlog > 0 {
            let (count, bytes) = try transaction.first("""
                SELECT count(*), sum(bytes) FROM (
                  SELECT length(message.body) AS bytes FROM outbox JOIN message ON message.seq = outbox.message
                  WHERE outbox.stream = ? AND outbox.position > ? ORDER BY outbox.position LIMIT ?)
                """, stream.ref, stream.acknowledged, sampleSize) { ($0.int64(0), $0.int64(1)) } ?? (0, 0)
            guard count > 0 else { continue }
            owed[key.peer, default: 0] += bytes * stream.backlog / count
        }
        return owed
    }

    private static let sampleSize = 100

    /// The message at a position.
    package static func message(
        at position: Int64, stream ref: Int64, in transaction: ReadTransaction
    ) throws -> Int64? {
        try transaction.first(
            "SELECT message FROM outbox WHERE stream = ? AND position = ?", ref, position) { $0.int64(0) }
    }

    /// Removes rows that were confirmed and owed before `moment`, some at a time; how many went. Never removes one
    /// that was not delivered.
    package static func forget(
        before moment: Int64, limit: Int, in transaction: Transaction
    ) throws -> Int {
        var removed = 0
        for (_, stream) in try all(in: transaction) where removed < limit {
            // From the oldest on, without gaps: the oldest that is held says from where a peer can be sent again. The
            // last that was confirmed stays, for the chain that the next message goes on from.
            let last = try transaction.first("""
                SELECT max(position) FROM (
                  SELECT position, owed_at FROM outbox WHERE stream = ? AND position < ? ORDER BY position LIMIT ?
                ) WHERE owed_at < ?
                """, stream.ref, stream.acknowledged, limit - removed, moment) { $0.optionalInt64(0) } ?? nil
            guard let last else { continue }
            removed += try transaction.execute(
                "DELETE FROM outbox WHERE stream = ? AND position <= ?", stream.ref, last)
        }
        return removed
    }
}
