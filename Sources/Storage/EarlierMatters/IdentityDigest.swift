import Crypto
package import Database
package import HotlineCore

/// A telephone or id number as this node tells it from others: a digest under the node's own key, so that the same
/// person's matters are found without reading personal data, and nobody without the key can guess the number.
package struct IdentityDigest: Sendable, Hashable {
    let bytes: [UInt8]

    private init(_ kind: String, _ normalised: String, under key: [UInt8]) {
        bytes = HMAC(key: key).hash("\(kind) \(normalised)").bytes
    }

    /// The digests of the telephone numbers in a text, however they are written; none where it has fewer than three
    /// digits.
    package static func phones(in text: String, _ transaction: ReadTransaction) throws -> [IdentityDigest] {
        guard let key = try key(in: transaction) else { return [] }
        return PhoneNumbers.all(in: text).map { IdentityDigest("phone", $0, under: key) }
    }

    /// The numbers of a text that have this digest.
    static func numbers(in text: String, with digest: [UInt8], _ transaction: ReadTransaction) throws -> [String] {
        guard let key = try key(in: transaction) else { return [] }
        return (PhoneNumbers.all(in: text) + PhoneNumbers.runs(text)).filter { number in
            IdentityDigest("phone", number, under: key).bytes == digest
        }
    }

    /// The digest of an id number, however it is written; nil where it has fewer than six characters.
    package init?(idNumber: String, in transaction: ReadTransaction) throws {
        let characters = IdentityDigest.narrow(idNumber).filter { $0.isASCII && ($0.isLetter || $0.isNumber) }
        guard characters.count >= 6, let key = try IdentityDigest.key(in: transaction) else { return nil }
        self.init("id", characters.uppercased(), under: key)
    }

    /// What a person's fields are found by.
    package static func all(of fields: PersonalFields, in transaction: ReadTransaction) throws -> [IdentityDigest] {
        let phones = try fields.phone.map { try IdentityDigest.phones(in: $0, transaction) } ?? []
        let id = try fields.idNumber.flatMap { try IdentityDigest(idNumber: $0, in: transaction) }
        return phones + [id].compactMap(\.self)
    }

    /// Draws the node's key where it has none yet. Kept in the database, so that a restored one still knows its people.
    package static func prepareKey(in transaction: Transaction) throws {
        guard try key(in: transaction) == nil else { return }
        try transaction.execute("INSERT INTO identity_key (one, key) VALUES (1, ?)", SecureRandom.bytes(32))
    }

    private static func key(in transaction: ReadTransaction) throws -> [UInt8]? {
        try transaction.first("SELECT key FROM identity_key") { $0.blob(0) }
    }

    /// Full-width forms as ASCII.
    private static func narrow(_ text: String) -> String {
        var narrow = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            let isWide = ("\u{FF01}"..."\u{FF5E}").contains(scalar)
            narrow.append(isWide ? Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar : scalar)
        }
        return String(narrow)
    }
}

/// Which petitioners' records are of one person.
package enum PetitionerIdentity {
    /// Keeps the digests of a record, in the place of those it had.
    static func keep(_ fields: PersonalFields, reference: String, in transaction: Transaction) throws {
        try IdentityDigest.prepareKey(in: transaction)
        try transaction.execute("DELETE FROM petitioner_identity WHERE reference = ?", reference)
        for digest in try IdentityDigest.all(of: fields, in: transaction) {
            try transaction.execute(
                "INSERT OR IGNORE INTO petitioner_identity (digest, reference) VALUES (?, ?)", digest.bytes, reference)
        }
        try transaction.execute("UPDATE petitioner SET digested = 1 WHERE reference = ?", reference)
    }

    /// The tickets of one person, newest record first.
    ///
    /// - Parameter withConfidential: also those whose petitioner asked for confidentiality (ZZ23-8a): for those alone
    ///   who may see the petitioner's data.
    package static func tickets(
        of digest: IdentityDigest, withConfidential: Bool, limit: Int, in transaction: ReadTransaction
    ) throws -> [TicketID] {
        try transaction.query("""
            SELECT petitioner.ticket FROM petitioner_identity
            JOIN petitioner ON petitioner.reference = petitioner_identity.reference
            WHERE petitioner_identity.digest = ? AND (? OR petitioner.confidential = 0)
            ORDER BY petitioner.rowid DESC LIMIT ?
            """, digest.bytes, withConfidential, limit
        ) { TicketID(rawValue: $0.text(0)) }.compactMap(\.self)
    }
}
