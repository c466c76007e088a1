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

    /// Whether a restored node has yet to take back what a peer's mirrors hold.
    package enum Untaken: Int, Sendable, Hashable {
        /// Nothing is left there.
        case nothing = 0
        /// The peer's mirrors are to be asked.
        case open = 1
        /// They are being asked; something that comes to them meanwhile makes it `open` again.
        case underWay = 2
    }

    /// Whether states are still to be taken back from a peer.
    package static func untaken(_ peer: NodeCode, in transaction: ReadTransaction) throws -> Untaken {
        let stored = try transaction.first("SELECT untaken FROM peer_seen WHERE peer = ?", peer.rawValue) { $0.int(0) }
        guard let untaken = Untaken(rawValue: stored ?? 0) else {
            throw StorageError.unreadable(table: "peer_seen", key: peer.rawValue)
        }
        return untaken
    }

    /// Notes whether states are still to be taken back from a peer.
    package static func mark(_ untaken: Untaken, _ peer: NodeCode, in transaction: Transaction) throws {
        try transaction.execute("""
            INSERT INTO peer_seen (peer, generation, epoch, untaken) VALUES (?, 0, '', ?)
            ON CONFLICT (peer) DO UPDATE SET untaken = excluded.untaken
            """, peer.rawValue, untaken.rawValue)
    }

    /// What both ends of a link know of mirrors that came back to its upper end after a restore there. Opaque marks: a
    /// new one for each time.
    package struct RestoredMirrors: Sendable, Hashable {
        /// At the upper end: the newest mark, and the newest that the peer is known to have heard of.
        package var ours: String?
        package var told: String?
        /// At the lower end: the newest mark of the peer.
        package var heard: String?

        /// Whether the peer has still to be told.
        package var isUntold: Bool { ours != told }
    }

    /// The marks of restored mirrors on the link to a peer.
    package static func restoredMirrors(_ peer: NodeCode, in transaction: ReadTransaction) throws -> RestoredMirrors {
        try transaction.first(
            "SELECT mirrors_restored, mirrors_told, mirrors_heard FROM peer_seen WHERE peer = ?", peer.rawValue
        ) { RestoredMirrors(ours: $0.optionalText(0), told: $0.optionalText(1), heard: $0.optionalText(2)) }
            ?? RestoredMirrors()
    }

    /// Mirrors of a lower peer's tickets came back here.
    package static func note(mirrorsRestored mark: String, _ peer: NodeCode, in transaction: Transaction) throws {
        try transaction.execute("""
            INSERT INTO peer_seen (peer, generation, epoch, mirrors_restored) VALUES (?, 0, '', ?)
            ON CONFLICT (peer) DO UPDATE SET mirrors_restored = excluded.mirrors_restored
            """, peer.rawValue, mark)
    }

    /// A lower peer has heard of mirrors that came back here.
    package static func note(mirrorsTold mark: String?, _ peer: NodeCode, in transaction: Transaction) throws {
        try transaction.execute("UPDATE peer_seen SET mirrors_told = ? WHERE peer = ?", mark, peer.rawValue)
    }

    /// An upper peer has told of mirrors that came back there.
    package static func note(mirrorsHeard mark: String, _ peer: NodeCode, in transaction: Transaction) throws {
        try transaction.execute("UPDATE peer_seen SET mirrors_heard = ? WHERE peer = ?", mark, peer.rawValue)
    }

    /// Suspends a link, or with nil lets it go on.
    package static func suspend(_ peer: NodeCode, problem: [UInt8]?, in transaction: Transaction) throws {
        try transaction.execute("""
            INSERT INTO peer_seen (peer, generation, epoch, suspended) VALUES (?, 0, '', ?)
            ON CONFLICT (peer) DO UPDATE SET suspended = excluded.suspended
            """, peer.rawValue, problem)
    }
}
