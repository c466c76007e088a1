package import Database
package import HotlineCore

/// Personal fields, apart from tickets and journal so that erasing them breaks nothing.
package enum PetitionerStore {
    /// The fields of one petitioner, and whether they stay at this node.
    package struct Stored: Sendable {
        package var ticket: TicketID?
        package var confidential: Bool
        package var fields: PersonalFields
    }

    /// Keeps the fields under the reference by which tickets and journal name them.
    package static func save(
        _ fields: PersonalFields, reference: String, ticket: TicketID, confidential: Bool, in transaction: Transaction
    ) throws {
        try TicketStore.withTextEnteredAnew(ticket, reference: reference, in: transaction) {
            try transaction.execute("""
                INSERT INTO petitioner (reference, ticket, confidential, fields) VALUES (?, ?, ?, ?)
                ON CONFLICT (reference) DO UPDATE SET confidential = excluded.confidential, fields = excluded.fields
                """, reference, ticket.rawValue, confidential, try CanonicalJSON.encode(fields))
        }
        try PetitionerIdentity.keep(fields, reference: reference, in: transaction)
    }

    /// The fields behind a reference; nil once they are erased.
    package static func find(_ reference: String, in transaction: ReadTransaction) throws -> Stored? {
        try transaction.first(
            "SELECT ticket, confidential, fields FROM petitioner WHERE reference = ?", reference
        ) { row in
            Stored(
                ticket: TicketID(rawValue: row.text(0)), confidential: row.bool(1),
                fields: try CanonicalJSON.decode(PersonalFields.self, from: row.data(2)))
        }
    }
}
