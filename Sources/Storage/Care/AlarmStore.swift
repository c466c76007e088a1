package import Database
package import HotlineCore

/// What a person has to know: two incarnations of a node, an id used twice, a restore, a suspended link.
package enum AlarmStore {
    /// One alarm as it stands.
    package struct Alarm: Codable, Sendable, Hashable {
        package var id: Int64
        /// A stable word, `id-reused`.
        package var kind: String
        package var peer: String?
        package var at: Int64
        /// What happened and what to do, as operators read it.
        package var detail: String
        package var clearedAt: Int64?
    }

    /// Raises an alarm; the same one that is still open is not raised twice.
    package static func raise(
        kind: String, peer: NodeCode?, detail: String, at now: Int64, in transaction: Transaction
    ) throws {
        let known = try transaction.first(
            "SELECT id FROM alarm WHERE kind = ? AND peer IS ? AND detail = ? AND cleared_at IS NULL",
            kind, peer?.rawValue, detail
        ) { $0.int64(0) }
        guard known == nil else { return }
        try transaction.execute(
            "INSERT INTO alarm (kind, peer, at, detail) VALUES (?, ?, ?, ?)", kind, peer?.rawValue, now, detail)
    }

    /// Closes an alarm; false where no open one has that id.
    package static func clear(_ id: Int64, at now: Int64, in transaction: Transaction) throws -> Bool {
        try transaction.execute("UPDATE alarm SET cleared_at = ? WHERE id = ? AND cleared_at IS NULL", now, id) > 0
    }

    /// Closes every open alarm of a kind about a peer, nil for one about this node: its cause is gone.
    package static func clear(kind: String, peer: NodeCode?, at now: Int64, in transaction: Transaction) throws {
        try transaction.execute(
            "UPDATE alarm SET cleared_at = ? WHERE kind = ? AND peer IS ? AND cleared_at IS NULL", now, kind,
            peer?.rawValue)
    }

    /// The peers about which an alarm of a kind is open.
    package static func peers(ofOpen kind: String, in transaction: ReadTransaction) throws -> [NodeCode] {
        try transaction.query("SELECT peer FROM alarm WHERE kind = ? AND cleared_at IS NULL", kind) { row in
            row.optionalText(0).flatMap(NodeCode.init(rawValue:))
        }.compactMap(\.self)
    }

    /// Alarms that nobody has cleared, newest first.
    package static func open(limit: Int, in transaction: ReadTransaction) throws -> [Alarm] {
        try transaction.query("""
            SELECT id, kind, peer, at, detail, cleared_at FROM alarm WHERE cleared_at IS NULL ORDER BY id DESC LIMIT ?
            """, limit
        ) { row in
            Alarm(
                id: row.int64(0), kind: row.text(1), peer: row.optionalText(2), at: row.int64(3), detail: row.text(4),
                clearedAt: row.optionalInt64(5))
        }
    }
}
