package import Database
package import HotlineCore

/// Personal fields, apart from tickets and journal so that erasing them breaks nothing.
package enum PetitionerStore {
    /// The fields of one petitioner, and whether they stay at this node.
    package struct Stored: Sendable {
        package var ticket: TicketID?
        package var confidential: Bool
        package var fields: PersonalFields
        /// Strikes these fields out of texts.
        package var redaction: Redaction

        /// The same for a ticket that may have been made confidential by itself.
        package func redaction(for ticket: Ticket) -> Redaction {
            let isConfidential = ticket.petitioner.confidential
            return isConfidential == confidential ? redaction : Redaction(fields, confidential: isConfidential)
        }
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
            let name = Name(reference: reference, confidential: row.bool(1))
            let known = try row.withBlob(2) { bytes in
                try transaction.decoded(Known.self, by: Name.self).value(of: name, from: bytes) {
                    try Known(CanonicalJSON.decode(PersonalFields.self, from: $0), confidential: name.confidential)
                }
            }.value
            return Stored(
                ticket: TicketID(rawValue: row.text(0)), confidential: name.confidential, fields: known.fields,
                redaction: known.redaction)
        }
    }

    private struct Name: Hashable {
        var reference: String
        var confidential: Bool
    }

    private struct Known {
        var fields: PersonalFields
        var redaction: Redaction

        init(_ fields: PersonalFields, confidential: Bool) {
            self.fields = fields
            redaction = Redaction(fields, confidential: confidential)
        }
    }
}
