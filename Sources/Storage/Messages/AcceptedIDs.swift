import Database
import SyncProtocol

/// The ids of events that were accepted, for ever: a row for each 4096 counters of a source and generation, held as
/// ranges. A commit writes the rows that it touched, however many there are.
enum AcceptedIDs {
    /// Which row.
    struct Chunk: Hashable, Comparable, Sendable {
        /// The row of the source.
        let source: Int64
        let generation: Int64
        /// The counters from `number * 4096` on.
        let number: Int64

        init(of id: NodeEventID, from source: Int64) {
            self.source = source
            generation = id.generation
            number = id.counter / AcceptedIDs.width
        }

        static func < (left: Chunk, right: Chunk) -> Bool {
            (left.source, left.generation, left.number) < (right.source, right.generation, right.number)
        }
    }

    /// Counters in a row.
    private static let width: Int64 = 4096

    /// The place of a counter in its row.
    static func place(of id: NodeEventID) -> Int64 { id.counter % width }

    /// The places taken in a row; none where there is no row yet.
    static func find(_ chunk: Chunk, in view: ReadTransaction) throws -> IDRanges {
        let bytes = try view.first(
            "SELECT ranges FROM accepted WHERE source = ? AND generation = ? AND chunk = ?",
            chunk.source, chunk.generation, chunk.number) { $0.blob(0) }
        guard let ranges = IDRanges(decoding: bytes ?? []) else {
            throw StorageError.unreadable(
                table: "accepted", key: "\(chunk.source) \(chunk.generation) \(chunk.number)")
        }
        return ranges
    }

    /// Writes a row.
    static func save(_ ranges: IDRanges, _ chunk: Chunk, in transaction: Transaction) throws {
        try transaction.execute("""
            INSERT INTO accepted (source, generation, chunk, ranges) VALUES (?, ?, ?, ?)
            ON CONFLICT (source, generation, chunk) DO UPDATE SET ranges = excluded.ranges
            """, chunk.source, chunk.generation, chunk.number, ranges.encoded())
    }
}
