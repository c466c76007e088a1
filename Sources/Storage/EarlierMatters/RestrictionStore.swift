package import Database
package import HotlineCore
package import WorkCalendar

/// Telephones that were misused and are kept from the line for a time (JY24-33). What is kept of a number is its
/// digest and its masked form.
package enum RestrictionStore {
    /// What is decided about a telephone.
    package struct Order: Sendable, Hashable {
        package var phone: String
        package var reason: String
        package var decidedBy: String
        package var starts: Moment
        /// It ends by itself at this moment.
        package var ends: Moment

        package init(phone: String, reason: String, decidedBy: String, starts: Moment, ends: Moment) {
            self.phone = phone
            self.reason = reason
            self.decidedBy = decidedBy
            self.starts = starts
            self.ends = ends
        }
    }

    /// A restriction as it stands.
    package struct Stored: Sendable, Hashable {
        package var id: Int64
        package var maskedPhone: String
        package var reason: String
        package var decidedBy: String
        package var recordedBy: String
        package var recordedAt: Moment
        package var starts: Moment
        package var ends: Moment
        package var lifted: Lifting?
        /// 移交公安机关 of suspected offences, oldest first.
        package var handOvers: [HandOver]

        /// Whether it keeps the telephone from the line at that moment.
        package func isInForce(at now: Moment) -> Bool { lifted == nil && starts <= now && now < ends }
    }

    /// An end before its time.
    package struct Lifting: Sendable, Hashable {
        package var at: Moment
        package var by: String
        package var reason: String
    }

    /// A clue that was handed to the police.
    package struct HandOver: Sendable, Hashable {
        package var agency: String
        /// What is suspected, and on what grounds.
        package var facts: String
        /// The number of the agency's receipt.
        package var receipt: String?
        package var at: Moment
        package var recordedBy: String

        package init(agency: String, facts: String, receipt: String?, at: Moment, recordedBy: String) {
            self.agency = agency
            self.facts = facts
            self.receipt = receipt
            self.at = at
            self.recordedBy = recordedBy
        }
    }

    /// Records a restriction; its id. Nil where the text is not one telephone number. The number itself is struck
    /// out of every text: the record tells it masked only.
    package static func add(
        _ order: Order, by person: String, at now: Moment, in transaction: Transaction
    ) throws -> Int64? {
        try IdentityDigest.prepareKey(in: transaction)
        let digests = try IdentityDigest.phones(in: order.phone, transaction)
        guard digests.count == 1, let digest = digests.first else { return nil }
        let redaction = Redaction(PersonalFields(phone: order.phone), confidential: true)
        try transaction.execute("""
            INSERT INTO restriction (phone_digest, masked_phone, reason, decided_by, recorded_by, recorded_at, starts,
              ends) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
            """,
            digest.bytes, PersonalFields(phone: order.phone).maskedPhone, redaction.apply(to: order.reason),
            redaction.apply(to: order.decidedBy), person, now.milliseconds, order.starts.milliseconds,
            order.ends.milliseconds)
        return transaction.lastInsertedID
    }

    /// Ends a restriction before its time; false where it is over already.
    package static func lift(
        _ id: Int64, reason: String, by person: String, at now: Moment, in transaction: Transaction
    ) throws -> Bool {
        try transaction.execute("""
            UPDATE restriction SET lifted_at = ?1, lifted_by = ?, lift_reason = ?
            WHERE id = ? AND lifted_at IS NULL AND ends > ?1
            """, now.milliseconds, person, struck(reason, of: id, in: transaction), id) > 0
    }

    /// Puts on record what was handed to the police.
    package static func add(_ handOver: HandOver, to restriction: Int64, in transaction: Transaction) throws {
        try transaction.execute("""
            INSERT INTO police_hand_over (restriction, agency, facts, receipt, at, recorded_by)
            VALUES (?, ?, ?, ?, ?, ?)
            """,
            restriction, struck(handOver.agency, of: restriction, in: transaction),
            struck(handOver.facts, of: restriction, in: transaction),
            handOver.receipt.map { try struck($0, of: restriction, in: transaction) }, handOver.at.milliseconds,
            handOver.recordedBy)
    }

    /// What keeps a telephone from the line at that moment; where several do, the one that lasts longest.
    package static func inForce(
        on phone: String, at now: Moment, in transaction: ReadTransaction
    ) throws -> Facts.Restriction? {
        try IdentityDigest.phones(in: phone, transaction).compactMap { digest in
            try transaction.first("""
                SELECT reason, ends, decided_by FROM restriction
                WHERE phone_digest = ?1 AND ends > ?2 AND starts <= ?2 AND lifted_at IS NULL ORDER BY ends DESC LIMIT 1
                """, digest.bytes, now.milliseconds
            ) { row in
                Facts.Restriction(
                    reason: row.text(0), ends: Moment(milliseconds: row.int64(1)), decidedBy: row.text(2))
            }
        }
        .max { $0.ends < $1.ends }
    }

    /// A text about a restriction without the telephone that it is on, however that is written there.
    private static func struck(_ text: String, of id: Int64, in transaction: ReadTransaction) throws -> String {
        guard let own = try transaction.first(
            "SELECT phone_digest FROM restriction WHERE id = ?", id, transform: { $0.blob(0) }) else { return text }
        return try IdentityDigest.numbers(in: text, with: own, transaction).reduce(text) { text, number in
            Redaction(PersonalFields(phone: number), confidential: true).apply(to: text)
        }
    }

    /// One restriction; nil if there is none.
    package static func find(_ id: Int64, in transaction: ReadTransaction) throws -> Stored? {
        guard var found = try transaction.first(
            SQL(composed: "\(columns) WHERE id = ?"), id, transform: read) else { return nil }
        found.handOvers = try handOvers(of: id, in: transaction)
        return found
    }

    /// Restrictions, newest first.
    ///
    /// - Parameter now: only those in force at that moment; nil = all.
    package static func list(
        inForceAt now: Moment?, limit: Int, in transaction: ReadTransaction
    ) throws -> [Stored] {
        let rows = try transaction.query(SQL(composed: """
            \(columns) WHERE ?1 IS NULL OR (lifted_at IS NULL AND starts <= ?1 AND ends > ?1) ORDER BY id DESC LIMIT ?2
            """), now?.milliseconds, limit, transform: read)
        return try rows.map { row in
            var row = row
            row.handOvers = try handOvers(of: row.id, in: transaction)
            return row
        }
    }

    private static let columns = """
        SELECT id, masked_phone, reason, decided_by, recorded_by, recorded_at, starts, ends, lifted_at, lifted_by,
          lift_reason FROM restriction
        """

    private static func read(_ row: Row) -> Stored {
        let lifted = row.optionalInt64(8).map {
            Lifting(at: Moment(milliseconds: $0), by: row.text(9), reason: row.text(10))
        }
        return Stored(
            id: row.int64(0), maskedPhone: row.text(1), reason: row.text(2), decidedBy: row.text(3),
            recordedBy: row.text(4), recordedAt: Moment(milliseconds: row.int64(5)),
            starts: Moment(milliseconds: row.int64(6)), ends: Moment(milliseconds: row.int64(7)), lifted: lifted,
            handOvers: [])
    }

    private static func handOvers(of id: Int64, in transaction: ReadTransaction) throws -> [HandOver] {
        try transaction.query("""
            SELECT agency, facts, receipt, at, recorded_by FROM police_hand_over WHERE restriction = ? ORDER BY id
            """, id
        ) { row in
            HandOver(
                agency: row.text(0), facts: row.text(1), receipt: row.optionalText(2),
                at: Moment(milliseconds: row.int64(3)), recordedBy: row.text(4))
        }
    }
}
