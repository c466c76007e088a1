package import Database
package import HotlineCore

/// The contents of attachments that events name: whether their files are here, who brings them, who needs them.
package enum BlobStore {
    /// One content.
    package struct Blob: Sendable, Hashable {
        package var digest: BlobDigest
        /// In bytes.
        package var size: Int
        package var mediaType: String
        /// The file is whole and verified.
        package var isHere: Bool
    }

    /// The most contents that are told or tried at once.
    package static let atOnce = 100

    /// Notes that a ticket names a content; `isHere` where its file was put in place before.
    package static func note(
        _ digest: BlobDigest, size: Int, mediaType: String, ticket: TicketID, isHere: Bool, in transaction: Transaction
    ) throws {
        try transaction.execute("""
            INSERT INTO blob (digest, size, media_type, is_here) VALUES (?, ?, ?, ?)
            ON CONFLICT (digest) DO UPDATE SET is_here = max(is_here, excluded.is_here)
            """, digest.rawValue, size, mediaType, isHere)
        try transaction.execute(
            "INSERT INTO attachment (ticket, digest) VALUES (?, ?) ON CONFLICT (ticket, digest) DO NOTHING",
            ticket.rawValue, digest.rawValue)
    }

    /// Notes that a neighbour's event names it: the neighbour may bring it.
    package static func name(_ digest: BlobDigest, by peer: NodeCode, in transaction: Transaction) throws {
        try transaction.execute(
            "INSERT INTO blob_source (peer, digest) VALUES (?, ?) ON CONFLICT (peer, digest) DO NOTHING",
            peer.rawValue, digest.rawValue)
    }

    /// Notes that a neighbour needs it.
    package static func owe(_ digest: BlobDigest, to peer: NodeCode, in transaction: Transaction) throws {
        try transaction.execute(
            "INSERT INTO blob_owed (peer, digest, is_done) VALUES (?, ?, 0) ON CONFLICT (peer, digest) DO NOTHING",
            peer.rawValue, digest.rawValue)
    }

    /// The content; nil where no event names it.
    package static func find(_ digest: BlobDigest, in view: ReadTransaction) throws -> Blob? {
        try view.first(
            "SELECT digest, size, media_type, is_here FROM blob WHERE digest = ?", digest.rawValue, transform: blob
        ) ?? nil
    }

    /// The content, if an event that this neighbour sent or was sent names it; nil for what is none of its business.
    package static func find(
        _ digest: BlobDigest, sharedWith peer: NodeCode, in view: ReadTransaction
    ) throws -> Blob? {
        let isShared = try view.first("""
            SELECT 1 FROM blob_source WHERE peer = ?1 AND digest = ?2
            UNION ALL SELECT 1 FROM blob_owed WHERE peer = ?1 AND digest = ?2
            """, peer.rawValue, digest.rawValue) { $0.bool(0) }
        return isShared == nil ? nil : try find(digest, in: view)
    }

    /// What is not here and this neighbour has: what it named, and what it was brought before it was lost here.
    package static func missing(from peer: NodeCode, in view: ReadTransaction) throws -> [BlobDigest] {
        try view.query("""
            SELECT digest FROM blob WHERE is_here = 0 AND (
              digest IN (SELECT digest FROM blob_source WHERE peer = ?1)
              OR digest IN (SELECT digest FROM blob_owed WHERE peer = ?1 AND is_done = 1)
            ) ORDER BY digest LIMIT ?2
            """, peer.rawValue, atOnce
        ) { BlobDigest(rawValue: $0.text(0)) }.compactMap(\.self)
    }

    /// A neighbour says that it lacks these: each that it was brought, or brought itself, is owed again.
    ///
    /// - Returns: whether there is any.
    package static func oweAgain(
        _ digests: [BlobDigest], to peer: NodeCode, in transaction: Transaction
    ) throws -> Bool {
        var isOwed = false
        for digest in digests {
            try transaction.execute("""
                INSERT INTO blob_owed (peer, digest, is_done) SELECT peer, digest, 1 FROM blob_source
                WHERE peer = ? AND digest = ? ON CONFLICT (peer, digest) DO NOTHING
                """, peer.rawValue, digest.rawValue)
            let changed = try transaction.execute(
                "UPDATE blob_owed SET is_done = 0 WHERE peer = ? AND digest = ?", peer.rawValue, digest.rawValue)
            isOwed = isOwed || changed > 0
        }
        return isOwed
    }

    /// What a neighbour needs and is here.
    package static func owed(to peer: NodeCode, in view: ReadTransaction) throws -> [Blob] {
        try view.query("""
            SELECT blob.digest, size, media_type, is_here FROM blob_owed JOIN blob USING (digest)
            WHERE peer = ? AND is_done = 0 AND is_here = 1 ORDER BY blob.digest LIMIT ?
            """, peer.rawValue, atOnce, transform: blob
        ).compactMap(\.self)
    }

    /// The neighbour has it, or does not want it.
    package static func settle(_ digest: BlobDigest, to peer: NodeCode, in transaction: Transaction) throws {
        try transaction.execute(
            "UPDATE blob_owed SET is_done = 1 WHERE peer = ? AND digest = ?", peer.rawValue, digest.rawValue)
    }

    /// The file is in its place and verified; the neighbours that wait for it.
    package static func arrived(_ digest: BlobDigest, in transaction: Transaction) throws -> [NodeCode] {
        try transaction.execute("UPDATE blob SET is_here = 1 WHERE digest = ?", digest.rawValue)
        return try transaction.query(
            "SELECT peer FROM blob_owed WHERE digest = ? AND is_done = 0 ORDER BY peer", digest.rawValue
        ) { NodeCode(rawValue: $0.text(0)) }.compactMap(\.self)
    }

    /// The own tickets that name a content.
    package static func tickets(with digest: BlobDigest, in view: ReadTransaction) throws -> [TicketID] {
        try view.query("SELECT ticket FROM attachment WHERE digest = ? ORDER BY ticket", digest.rawValue) {
            TicketID(rawValue: $0.text(0))
        }.compactMap(\.self)
    }

    /// The file is gone or is no longer what its name says.
    package static func lost(_ digest: BlobDigest, in transaction: Transaction) throws {
        try transaction.execute("UPDATE blob SET is_here = 0 WHERE digest = ?", digest.rawValue)
    }

    /// All contents behind one, in order; nil begins.
    package static func page(
        after digest: BlobDigest?, limit: Int, in view: ReadTransaction
    ) throws -> [Blob] {
        try view.query(
            "SELECT digest, size, media_type, is_here FROM blob WHERE digest > ? ORDER BY digest LIMIT ?",
            digest?.rawValue ?? "", limit, transform: blob
        ).compactMap(\.self)
    }

    private static func blob(_ row: Row) -> Blob? {
        BlobDigest(rawValue: row.text(0)).map {
            Blob(digest: $0, size: row.int(1), mediaType: row.text(2), isHere: row.bool(3))
        }
    }
}
