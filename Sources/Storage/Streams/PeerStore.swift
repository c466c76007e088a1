package import Database
package import HotlineCore

/// What this node has seen of its peers: the incarnation it last spoke with, and whether the link is suspended.
package enum PeerStore {
    /// The incarnation that a peer last showed, and whether the link to it is suspended.
    package struct Seen: Sendable, Hashable {
        package var generation: Int64
        package var epoch: String
        package var helloAt: Int64?
        /// The problem document for which the link rests until an operator resumes it.
        package var suspended: [UInt8]?

        package init(generation: Int64, epoch: String, helloAt: Int64?, suspended: [UInt8]? = nil) {
            self.generation = generation
            self.epoch = epoch
            self.helloAt = helloAt
            self.suspended = suspended
        }
    }

    /// What was last seen of a peer; nil before its first hello.
    package static func find(_ peer: NodeCode, in transaction: ReadTransaction) throws -> Seen? {
        try transaction.first(
            "SELECT generation, epoch, hello_at, suspended FROM peer_seen WHERE peer = ?", peer.rawValue
        ) { row in
            Seen(
                generation: row.int64(0), epoch: row.text(1), helloAt: row.optionalInt64(2),
                suspended: row.optionalBlob(3))
        }
    }

    /// Keeps what was seen of a peer, over what was there.
    package static func save(_ seen: Seen, _ peer: NodeCode, in transaction: Transaction) throws {
        try transaction.execute("""
            INSERT INTO peer_seen (peer, generation, epoch, hello_at, suspended) VALUES (?, ?, ?, ?, ?)
            ON CONFLICT (peer) DO UPDATE SET generation = excluded.generation, epoch = excluded.epoch,
              hello_at = excluded.hello_at, suspended = excluded.suspended
            """, peer.rawValue, seen.generation, seen.epoch, seen.helloAt, seen.suspended)
    }

    /// Whether this node was restored and has not asked this peer yet for the states of its own tickets.
    package static func isUntaken(_ peer: NodeCode, in transaction: ReadTransaction) throws -> Bool {
        try transaction.first("SELECT untaken FROM peer_seen WHERE peer = ?", peer.rawValue) { $0.bool(0) } ?? false
    }

    /// Notes whether states are still to be taken back from a peer.
    package static func mark(untaken: Bool, _ peer: NodeCode, in transaction: Transaction) throws {
        try transaction.execute("""
            INSERT INTO peer_seen (peer, generation, epoch, untaken) VALUES (?, 0, '', ?)
            ON CONFLICT (peer) DO UPDATE SET untaken = excluded.untaken
            """, peer.rawValue, untaken)
    }

    /// Suspends a link, or with nil lets it go on.
    package static func suspend(_ peer: NodeCode, problem: [UInt8]?, in transaction: Transaction) throws {
        try transaction.execute("""
            INSERT INTO peer_seen (peer, generation, epoch, suspended) VALUES (?, 0, '', ?)
            ON CONFLICT (peer) DO UPDATE SET suspended = excluded.suspended
            """, peer.rawValue, problem)
    }
}
