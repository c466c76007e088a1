package import Database
package import HotlineCore

/// Messages that were accepted and cannot be applied yet: an ordinal before them is missing, or their type is unknown
/// to this version.
package enum ParkedStore {
    /// Which way the parked message travels along its order.
    package enum Direction: String, Codable, Sendable, Hashable { case order, report }

    /// One parked message with what it waits for.
    package struct Parked: Sendable, Hashable {
        package var id: Int64
        package var peer: NodeCode
        package var assignment: AssignmentID?
        package var direction: Direction?
        package var ordinal: Int?
        package var message: Int64
        /// Why, as operators read it.
        package var reason: String
        package var at: Int64
    }

    /// Sets a stored message aside until what comes before it has come.
    package static func park(
        peer: NodeCode, assignment: AssignmentID?, direction: Direction?, ordinal: Int?, message: Int64,
        reason: String, at now: Int64, in transaction: Transaction
    ) throws {
        try transaction.execute("""
            INSERT INTO parked (peer, assignment, direction, ordinal, message, reason, at) VALUES (?, ?, ?, ?, ?, ?, ?)
            """,
            peer.rawValue, assignment?.rawValue, direction?.rawValue, ordinal, message, reason, now)
    }

    /// The parked message with this ordinal.
    package static func find(
        assignment: AssignmentID, direction: Direction, ordinal: Int, in transaction: ReadTransaction
    ) throws -> Parked? {
        try transaction.first("""
            SELECT id, peer, assignment, direction, ordinal, message, reason, at FROM parked
            WHERE assignment = ? AND direction = ? AND ordinal = ?
            """, assignment.rawValue, direction.rawValue, ordinal, transform: read)
    }

    package static func find(_ id: Int64, in transaction: ReadTransaction) throws -> Parked? {
        try transaction.first(
            "SELECT id, peer, assignment, direction, ordinal, message, reason, at FROM parked WHERE id = ?", id,
            transform: read)
    }

    /// The oldest `limit` parked messages.
    package static func list(limit: Int, in transaction: ReadTransaction) throws -> [Parked] {
        try transaction.query(
            "SELECT id, peer, assignment, direction, ordinal, message, reason, at FROM parked ORDER BY id LIMIT ?",
            limit, transform: read)
    }

    /// How many messages are parked.
    package static func count(in transaction: ReadTransaction) throws -> Int {
        try transaction.first("SELECT count(*) FROM parked") { $0.int(0) } ?? 0
    }

    /// Forgets a parked message: it was applied, or a person gave it up.
    package static func remove(_ id: Int64, in transaction: Transaction) throws {
        try transaction.execute("DELETE FROM parked WHERE id = ?", id)
    }

    private static func read(_ row: Row) throws -> Parked {
        guard let peer = NodeCode(rawValue: row.text(1)) else {
            throw StorageError.unreadable(table: "parked", key: String(row.int64(0)))
        }
        return Parked(
            id: row.int64(0), peer: peer, assignment: row.optionalText(2).flatMap(AssignmentID.init(rawValue:)),
            direction: row.optionalText(3).flatMap(Direction.init(rawValue:)), ordinal: row.optionalInt(4),
            message: row.int64(5), reason: row.text(6), at: row.int64(7))
    }
}
