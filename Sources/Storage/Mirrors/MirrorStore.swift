package import Database
package import HotlineCore
package import SyncProtocol
package import WorkCalendar

/// What a mirror keeps of another node's ticket beside the message that carries its state.
package struct MirrorState: Sendable, Hashable {
    package var id: TicketID
    package var source: String
    package var rootId: String
    package var number: String
    package var generation: Int64
    package var revision: Int64
    package var kind: String
    package var category: String?
    package var state: String
    package var title: String
    /// Its petitioner asked for confidentiality.
    package var confidential: Bool
    /// The earlier ticket that the owner linked it to.
    package var relatedTo: TicketID?
    package var registeredAt: Moment
    /// The end of the limit that runs, as the owner says.
    package var due: Moment?
    /// Digest of the ticket's bytes as they left the owner.
    package var digest: Digest32

    package init(
        id: TicketID, source: String, rootId: String, number: String, generation: Int64, revision: Int64,
        kind: String, category: String? = nil, state: String, title: String, confidential: Bool = false,
        relatedTo: TicketID? = nil, registeredAt: Moment, due: Moment?, digest: Digest32
    ) {
        self.id = id
        self.source = source
        self.rootId = rootId
        self.number = number
        self.generation = generation
        self.revision = revision
        self.kind = kind
        self.category = category
        self.state = state
        self.title = title
        self.confidential = confidential
        self.relatedTo = relatedTo
        self.registeredAt = registeredAt
        self.due = due
        self.digest = digest
    }

    /// What reconciliation adds up for this state.
    package var reconciled: ReconciliationItem {
        ReconciliationItem(id: id.rawValue, generation: generation, revision: revision, state: digest)
    }
}

/// Read-only copies of other nodes' tickets; the newest state wins (one owner, design section 5).
package enum MirrorStore {
    /// The mirror as it stands.
    package struct Stored: Sendable, Hashable {
        package var row: Int64
        package var generation: Int64
        package var revision: Int64
        package var message: Int64
        package var digest: Digest32
        package var registeredAt: Moment
        /// Tells the text that is in the index from another; nil while none is.
        package var textDigest: Int64?

        /// Whether another state is newer than this one.
        package func isOlder(than state: MirrorState) -> Bool {
            (generation, revision) < (state.generation, state.revision)
        }

        /// Whether another state is older than this one.
        package func isNewer(than state: MirrorState) -> Bool {
            (generation, revision) > (state.generation, state.revision)
        }
    }

    /// Where the mirror of a ticket stands; nil if there is none.
    package static func find(_ id: TicketID, in transaction: ReadTransaction) throws -> Stored? {
        let statement = try transaction.statement("""
            SELECT rowid, generation, revision, message, state_digest, registered_at, text_digest FROM mirror
            WHERE id = ?
            """)
        try statement.bind(1, id.rawValue)
        defer { statement.reset() }
        guard try statement.step() else { return nil }
        let row = statement.row
        guard let digest = row.withBlob(4, { Digest32($0) }) else {
            throw StorageError.unreadable(table: "mirror", key: id.rawValue)
        }
        return Stored(
            row: row.int64(0), generation: row.int64(1), revision: row.int64(2), message: row.int64(3), digest: digest,
            registeredAt: Moment(milliseconds: row.int64(5)), textDigest: row.optionalInt64(6))
    }

    /// Writes a state that is newer than what is stored.
    ///
    /// - Parameters:
    ///   - message: the row of the message that carries it.
    ///   - peer: the peer it came from.
    package static func save(
        _ state: MirrorState, message: Int64, peer: NodeCode, replacing old: Stored?, in transaction: Transaction
    ) throws {
        try DaySumStore.replace(
            old?.reconciled(id: state.id), registeredAt: old?.registeredAt, with: state, in: transaction)
        if let old {
            let text = try enterAnew(message, replacing: old, in: transaction)
            try update(state, message: message, peer: peer, text: text, row: old.row, in: transaction)
        } else {
            try insert(state, message: message, peer: peer, in: transaction)
        }
        try MatterLinks.follow(state, in: transaction)
    }

    private static func insert(
        _ state: MirrorState, message: Int64, peer: NodeCode, in transaction: Transaction
    ) throws {
        // No text_digest: its text is entered in a quiet moment (``SearchFill``); batches do not wait for it.
        let statement = try transaction.statement("""
            INSERT INTO mirror (peer, root_id, number, generation, revision, kind, state, title, registered_at, due,
              message, state_digest, confidential, id, source)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """)
        try bind(state, message: message, peer: peer, to: statement)
        try statement.bind(14, state.id.rawValue)
        try statement.bind(15, try MessageStore.sourceRef(state.source, in: transaction))
        try statement.run()
    }

    private static func update(
        _ state: MirrorState, message: Int64, peer: NodeCode, text: Int64?, row: Int64, in transaction: Transaction
    ) throws {
        let statement = try transaction.statement("""
            UPDATE mirror SET peer = ?, root_id = ?, number = ?, generation = ?, revision = ?, kind = ?, state = ?,
              title = ?, registered_at = ?, due = ?, message = ?, state_digest = ?, confidential = ?,
              text_digest = ? WHERE rowid = ?
            """)
        try bind(state, message: message, peer: peer, to: statement)
        try statement.bind(14, text)
        try statement.bind(15, row)
        try statement.run()
    }

    /// The first thirteen columns of both statements.
    private static func bind(
        _ state: MirrorState, message: Int64, peer: NodeCode, to statement: Statement
    ) throws {
        try statement.bind(1, peer.rawValue)
        try statement.bind(2, state.rootId)
        try statement.bind(3, state.number)
        try statement.bind(4, state.generation)
        try statement.bind(5, state.revision)
        try statement.bind(6, state.kind)
        try statement.bind(7, state.state)
        try statement.bind(8, state.title)
        try statement.bind(9, state.registeredAt.milliseconds)
        try statement.bind(10, state.due?.milliseconds)
        try statement.bind(11, message)
        try statement.bind(12, state.digest)
        try statement.bind(13, state.confidential)
    }

    /// What is searched of a mirror seldom changes after its first state. What was not entered yet is entered as it
    /// stands then.
    ///
    /// - Returns: what tells the text that is in the index now; nil while none is.
    private static func enterAnew(
        _ message: Int64, replacing old: Stored, in transaction: Transaction
    ) throws -> Int64? {
        guard let entered = old.textDigest else { return nil }
        guard let text = try searchText(of: message, in: transaction), text.digest != entered else { return entered }
        try SearchIndex.mirror.enter(
            text, row: old.row, replacing: try searchText(of: old.message, in: transaction), in: transaction)
        return text.digest
    }

    private static func searchText(of message: Int64, in transaction: Transaction) throws -> SearchText? {
        try MessageStore.body(message, in: transaction).flatMap(SearchText.init(event:))
    }
}

extension MirrorStore.Stored {
    /// What reconciliation has added up for the stored state.
    func reconciled(id: TicketID) -> ReconciliationItem {
        ReconciliationItem(id: id.rawValue, generation: generation, revision: revision, state: digest)
    }
}
