import Database
import HotlineCore
package import SyncProtocol

/// Where one outgoing stream stands.
package struct OutboundStream: Sendable, Hashable {
    /// The row that its outbox rows refer to.
    package var ref: Int64
    /// The position the next message gets; positions begin at 1.
    package var next: Int64
    /// The running digest over the ids of all positions before `next`.
    package var chain: Digest32
    /// The highest position that the peer has confirmed.
    package var acknowledged: Int64
    /// The peer's own generation when it confirmed that; nil where it is unknown.
    package var acknowledgedBy: Int64?
    /// When the peer last confirmed something, in milliseconds.
    package var appliedAt: Int64?

    /// Positions owed and not confirmed yet.
    package var backlog: Int64 { next - 1 - acknowledged }
}

/// All outgoing streams, in memory between transactions; rows are written once before the COMMIT that changed them.
struct OutboundStreams: CachedState {
    private struct Entry: Sendable {
        var stream: OutboundStream
        var isChanged = false
    }

    private var known: [StreamKey: Entry] = [:]
    /// Each once: a hub has thousands of streams, and few of them change at a time.
    private var changed: [StreamKey] = []

    static func load(from transaction: Transaction) throws -> OutboundStreams {
        var streams = OutboundStreams()
        for (key, stream) in try OutboundStreams.stored(in: transaction) { streams.known[key] = Entry(stream: stream) }
        return streams
    }

    /// All streams by key, with what an open transaction has changed.
    static func all(in view: ReadTransaction) throws -> [(StreamKey, OutboundStream)] {
        guard let transaction = view as? Transaction else { return try stored(in: view) }
        let known = try transaction.cached(OutboundStreams.self).known
        return known.keys.sorted().compactMap { key in known[key].map { (key, $0.stream) } }
    }

    private static func stored(in transaction: ReadTransaction) throws -> [(StreamKey, OutboundStream)] {
        try transaction.query("""
            SELECT ref, peer, name, next, chain, acknowledged, acknowledged_by, applied_at
            FROM stream_out ORDER BY peer, name
            """
        ) { row in
            guard let peer = NodeCode(rawValue: row.text(1)), let name = StreamName(rawValue: row.text(2)),
                let chain = Digest32(row.blob(4))
            else { throw StorageError.unreadable(table: "stream_out", key: row.text(1)) }
            let stream = OutboundStream(
                ref: row.int64(0), next: row.int64(3), chain: chain, acknowledged: row.int64(5),
                acknowledgedBy: row.optionalInt64(6), appliedAt: row.optionalInt64(7))
            return (StreamKey(peer: peer, stream: name), stream)
        }
    }

    mutating func save(to transaction: Transaction) throws {
        for key in changed.sorted() {
            guard let stream = known[key]?.stream else { continue }
            known[key]?.isChanged = false
            try transaction.execute("""
                UPDATE stream_out SET next = ?, chain = ?, acknowledged = ?, acknowledged_by = ?, applied_at = ?
                WHERE ref = ?
                """, stream.next, stream.chain.bytes, stream.acknowledged, stream.acknowledgedBy,
                stream.appliedAt, stream.ref)
        }
        changed = []
    }

    /// The stream, begun at its first use.
    mutating func stream(_ key: StreamKey, in transaction: Transaction) throws -> OutboundStream {
        if let entry = known[key] { return entry.stream }
        try transaction.execute(
            "INSERT INTO stream_out (peer, name, next, chain, acknowledged) VALUES (?, ?, 1, ?, 0)",
            key.peer.rawValue, key.stream.rawValue, Digest32.zero.bytes)
        let stream = OutboundStream(ref: transaction.lastInsertedID, next: 1, chain: .zero, acknowledged: 0)
        known[key] = Entry(stream: stream)
        return stream
    }

    mutating func update(_ key: StreamKey, _ stream: OutboundStream) {
        if known.updateValue(Entry(stream: stream, isChanged: true), forKey: key)?.isChanged != true {
            changed.append(key)
        }
    }
}
