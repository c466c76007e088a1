import Database
import SyncProtocol

/// The origins of messages, each with the ids of its events that this node has accepted. Kept in memory between
/// transactions: for ever costs ranges, not rows (design section 5, "Idempotency").
struct Sources: CachedState {
    struct Source: Sendable {
        var ref: Int64
        var accepted: AcceptedIDs
    }

    private var known: [String: Source] = [:]
    /// Sources whose ranges grew since they were last written.
    private var grown: Set<String> = []

    static func load(from transaction: Transaction) throws -> Sources {
        var sources = Sources()
        try transaction.forEach("SELECT ref, name, ranges FROM source") { row in
            guard let accepted = AcceptedIDs(decoding: row.blob(2)) else {
                throw StorageError.unreadable(table: "source", key: row.text(1))
            }
            sources.known[row.text(1)] = Source(ref: row.int64(0), accepted: accepted)
            return true
        }
        return sources
    }

    mutating func save(to transaction: Transaction) throws {
        // Sorted, so that the same work writes the same database.
        for name in grown.sorted() {
            guard let source = known[name] else { continue }
            try transaction.execute("UPDATE source SET ranges = ? WHERE ref = ?", source.accepted.encoded, source.ref)
        }
        grown = []
    }

    /// The row of a source, made at its first message.
    mutating func ref(of name: String, in transaction: Transaction) throws -> Int64 {
        if let source = known[name] { return source.ref }
        let accepted = AcceptedIDs()
        try transaction.execute("INSERT INTO source (name, ranges) VALUES (?, ?)", name, accepted.encoded)
        let source = Source(ref: transaction.lastInsertedID, accepted: accepted)
        known[name] = source
        return source.ref
    }

    func contains(_ name: String, _ id: NodeEventID) -> Bool {
        known[name]?.accepted.contains(id) ?? false
    }

    mutating func insert(_ name: String, _ id: NodeEventID) {
        known[name]?.accepted.insert(id)
        grown.insert(name)
    }
}
