/// What an upper node keeps of a lower node's journal (日志封签): with its batches of the feed the lower node said how long
/// its journal was and what the digest chain had come to. Whatever is changed or removed later at or before that row,
/// the chain no longer comes to this digest.
package struct JournalSeal: Codable, Hashable, Sendable {
    /// The generation in which the lower node said so.
    package let generation: Int64
    /// Rows of its journal then.
    package let length: Int64
    /// Rows that the generation found when it began.
    package let since: Int64
    /// The digest of the journal's last row.
    package let digest: Digest32
    /// When the upper node put it on record, in milliseconds since 1970 by its clock.
    package let receivedAt: Int64

    package init(generation: Int64, length: Int64, since: Int64, digest: Digest32, receivedAt: Int64) {
        self.generation = generation
        self.length = length
        self.since = since
        self.digest = digest
        self.receivedAt = receivedAt
    }
}

/// `POST /journal/seals`: a node asks a node above for the seals of its own journal.
package struct SealsRequest: Codable, Sendable {
    /// The place behind which to go on; 0 for the first page.
    package let after: Int64

    package init(after: Int64) { self.after = after }
}

/// A page of seals, in the order in which they were put on record.
package struct SealsResponse: Codable, Sendable {
    /// The most seals of one page.
    package static let mostSeals = 2_000

    /// At most ``mostSeals``.
    package let seals: [JournalSeal]
    /// Where the next page begins; nil on the last.
    package let next: Int64?

    package init(seals: [JournalSeal], next: Int64?) {
        self.seals = seals
        self.next = next
    }
}
