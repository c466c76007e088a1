import Database
import SyncProtocol

/// The origins of messages, and the rows of ``AcceptedIDs`` that were used last. Kept in memory between transactions.
struct Sources: CachedState {
    private struct Source: Sendable {
        var ref: Int64
        var earlier: EarlierIDs?
    }

    /// Rows kept between transactions: more than streams are at work at a time, few enough to be copied.
    private static let rowsKept = 64

    private var known: [String: Source] = [:]
    /// The source asked for last: events of one come in a row, and each asks several times.
    private var last: (name: String, source: Source)?
    private var chunks: [AcceptedIDs.Chunk: IDRanges] = [:]
    /// Rows that grew since they were last written.
    private var grown: Set<AcceptedIDs.Chunk> = []

    static func load(from transaction: Transaction) throws -> Sources {
        var sources = Sources()
        try transaction.forEach("SELECT ref, name, ranges FROM source") { row in
            guard let earlier = EarlierIDs(decoding: row.blob(2)) else {
                throw StorageError.unreadable(table: "source", key: row.text(1))
            }
            sources.known[row.text(1)] = Source(ref: row.int64(0), earlier: earlier)
            return true
        }
        return sources
    }

    mutating func save(to transaction: Transaction) throws {
        // Sorted, so that the same work writes the same database.
        for chunk in grown.sorted() {
            if let ranges = chunks[chunk] { try AcceptedIDs.save(ranges, chunk, in: transaction) }
        }
        grown = []
        if chunks.count > Self.rowsKept { chunks = [:] }
    }

    /// The row of a source, made at its first message.
    mutating func ref(of name: String, in transaction: Transaction) throws -> Int64 {
        if let source = source(name) { return source.ref }
        try transaction.execute("INSERT INTO source (name, ranges) VALUES (?, ?)", name, [UInt8]())
        let source = Source(ref: transaction.lastInsertedID)
        known[name] = source
        return source.ref
    }

    mutating func contains(_ name: String, _ id: NodeEventID, in transaction: Transaction) throws -> Bool {
        guard let source = source(name) else { return false }
        if source.earlier?.contains(id) ?? false { return true }
        let chunk = AcceptedIDs.Chunk(of: id, from: source.ref)
        return try ranges(chunk, in: transaction).contains(AcceptedIDs.place(of: id))
    }

    mutating func insert(_ name: String, _ id: NodeEventID, in transaction: Transaction) throws {
        let chunk = AcceptedIDs.Chunk(of: id, from: try ref(of: name, in: transaction))
        if chunks[chunk] == nil { _ = try ranges(chunk, in: transaction) }
        // In place: a copy of the ranges an event would cost more than all else here.
        chunks[chunk]?.insert(AcceptedIDs.place(of: id))
        grown.insert(chunk)
    }

    private mutating func source(_ name: String) -> Source? {
        if let last, last.name == name { return last.source }
        guard let source = known[name] else { return nil }
        last = (name, source)
        return source
    }

    private mutating func ranges(_ chunk: AcceptedIDs.Chunk, in transaction: Transaction) throws -> IDRanges {
        if let known = chunks[chunk] { return known }
        let found = try AcceptedIDs.find(chunk, in: transaction)
        chunks[chunk] = found
        return found
    }
}
