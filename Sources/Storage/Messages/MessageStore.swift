package import Database
package import HotlineCore
package import SyncProtocol

/// The key under which an event is known for ever (design section 5, "Idempotency"), read once.
package struct MessageKey: Hashable, Sendable {
    package let event: EventKey
    /// The parts of an id of a node, `<generation>-<counter>`; nil for foreign ids, which cost a row each.
    package let nodeID: NodeEventID?

    package init(_ event: EventKey) {
        self.event = event
        nodeID = event.source.hasPrefix("urn:hotline:") ? NodeEventID(event.id) : nil
    }

    /// CloudEvents `source` and `id`: together they name the event everywhere.
    package var source: String { event.source }
    package var id: String { event.id }
}

/// Every event sent or received: its bytes, stored once.
package enum MessageStore {
    /// What is known of an event that came in.
    package enum Standing: Sendable, Hashable {
        case new
        /// Accepted before, with the same content.
        case duplicate
        /// Accepted before, with other content: an alarm, never a duplicate.
        case reused
    }

    /// A message to be stored.
    package struct Message: Sendable {
        package var key: MessageKey
        /// Digest of the canonical form.
        package var digest: Digest32
        package var body: ArraySlice<UInt8>
        /// The peer it came from; nil for our own.
        package var origin: NodeCode?
        /// The message before it of the same mirrored ticket: the mirror's timeline without an index.
        package var previous: Int64?

        package init(
            key: MessageKey, digest: Digest32, body: ArraySlice<UInt8>, origin: NodeCode?, previous: Int64? = nil
        ) {
            self.key = key
            self.digest = digest
            self.body = body
            self.origin = origin
            self.previous = previous
        }
    }

    /// Compares an event with what was accepted under its key. Once a body was removed by retention its digest is gone
    /// too, and the same key counts as a duplicate.
    package static func standing(
        of key: MessageKey, digest: Digest32, in transaction: Transaction
    ) throws -> Standing {
        guard let id = key.nodeID else { return try standing(ofForeign: key, digest: digest, in: transaction) }
        let isKnown = try transaction.update(Sources.self) { try $0.contains(key.source, id, in: transaction) }
        guard isKnown else { return .new }
        let ref = try sourceRef(key.source, in: transaction)
        let known = try transaction.first(
            "SELECT digest FROM message WHERE source = ? AND generation = ? AND counter = ? AND generation > 0",
            ref, id.generation, id.counter
        ) { Digest32($0.blob(0)) } ?? nil
        return known == nil || known == digest ? .duplicate : .reused
    }

    /// Stores a message and remembers its id for ever; its row.
    @discardableResult
    package static func append(
        _ message: Message, at now: Int64, in transaction: Transaction
    ) throws -> Int64 {
        let ref = try sourceRef(message.key.source, in: transaction)
        let statement = try transaction.statement("""
            INSERT INTO message (source, generation, counter, origin, received_at, previous, digest, body)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?)
            """)
        try statement.bind(1, ref)
        try statement.bind(2, message.key.nodeID?.generation ?? 0)
        try statement.bind(3, message.key.nodeID?.counter ?? 0)
        try statement.bind(4, message.origin?.rawValue)
        try statement.bind(5, now)
        try statement.bind(6, message.previous)
        try statement.bind(7, message.digest)
        try statement.bind(8, message.body)
        try statement.run()
        let row = transaction.lastInsertedID
        try remember(message.key, digest: message.digest, row: row, ref: ref, in: transaction)
        return row
    }

    /// Stores the body of an event that was accepted before, unless it is still held; its row.
    package static func refill(_ message: Message, at now: Int64, in transaction: Transaction) throws -> Int64 {
        if let id = message.key.nodeID {
            let held = try transaction.first(
                "SELECT seq FROM message WHERE source = ? AND generation = ? AND counter = ? AND generation > 0",
                try sourceRef(message.key.source, in: transaction), id.generation, id.counter) { $0.int64(0) }
            if let held { return held }
        }
        return try append(message, at: now, in: transaction)
    }

    /// Gives a message that came late its place in a mirror's history: right below the newest.
    package static func place(_ row: Int64, below newest: Int64, in transaction: Transaction) throws {
        try transaction.execute(
            "UPDATE message SET previous = (SELECT previous FROM message WHERE seq = ?) WHERE seq = ?", newest, row)
        try transaction.execute("UPDATE message SET previous = ? WHERE seq = ?", row, newest)
    }

    /// The event as it travels.
    package static func body(_ row: Int64, in transaction: ReadTransaction) throws -> [UInt8]? {
        try transaction.first("SELECT body FROM message WHERE seq = ?", row) { $0.blob(0) }
    }

    /// An accepted event of a node as it travelled; nil where it was never accepted, or is held no longer.
    package static func body(of key: MessageKey, in transaction: ReadTransaction) throws -> [UInt8]? {
        guard let id = key.nodeID else { return nil }
        return try transaction.first("""
            SELECT body FROM message WHERE source = (SELECT ref FROM source WHERE name = ?)
              AND generation = ? AND counter = ? AND generation > 0
            """, key.source, id.generation, id.counter) { $0.blob(0) }
    }

    /// The ticket that a foreign event made, so that its duplicate gets the same answer.
    package static func ticket(madeBy key: MessageKey, in transaction: ReadTransaction) throws -> TicketID? {
        try transaction.first("""
            SELECT ticket FROM foreign_event WHERE source = (SELECT ref FROM source WHERE name = ?) AND id = ?
            """, key.source, key.id) { $0.optionalText(0).flatMap(TicketID.init(rawValue:)) } ?? nil
    }

    /// Remembers for ever that a foreign event made a ticket. Its body is not kept.
    package static func remember(
        _ key: MessageKey, digest: Digest32, ticket: TicketID, in transaction: Transaction
    ) throws {
        try transaction.execute(
            "INSERT INTO foreign_event (source, id, digest, ticket) VALUES (?, ?, ?, ?)",
            try sourceRef(key.source, in: transaction), key.id, digest, ticket.rawValue)
    }

    /// The row of a source, made at its first message.
    package static func sourceRef(_ name: String, in transaction: Transaction) throws -> Int64 {
        try transaction.update(Sources.self) { try $0.ref(of: name, in: transaction) }
    }

    private static func remember(
        _ key: MessageKey, digest: Digest32, row: Int64, ref: Int64, in transaction: Transaction
    ) throws {
        guard let id = key.nodeID else {
            try transaction.execute(
                "INSERT INTO foreign_event (source, id, digest, message) VALUES (?, ?, ?, ?)",
                ref, key.id, digest.bytes, row)
            return
        }
        try transaction.update(Sources.self) { try $0.insert(key.source, id, in: transaction) }
    }

    /// The same for an event of a neighbouring system, whatever its id looks like.
    package static func standing(
        ofForeign key: MessageKey, digest: Digest32, in transaction: Transaction
    ) throws -> Standing {
        let known = try transaction.first(
            "SELECT digest FROM foreign_event WHERE source = ? AND id = ?",
            try sourceRef(key.source, in: transaction), key.id
        ) { Digest32($0.blob(0)) }
        guard let known else { return .new }
        return known == digest ? .duplicate : .reused
    }
}
