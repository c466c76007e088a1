package import Database
package import HotlineCore
package import SyncProtocol

/// Where in the own journal each generation of this node began. A restore takes the journal back: what earlier
/// generations had written behind that row is gone, and nobody tampered with it.
package enum GenerationStart {
    /// Notes that the node's present generation begins behind a row.
    ///
    /// - Parameter length: rows of the journal when the restored database was opened.
    package static func note(after length: Int64, in transaction: Transaction) throws {
        try transaction.execute("""
            INSERT INTO generation_start (generation, length) VALUES (?, ?)
            ON CONFLICT (generation) DO UPDATE SET length = excluded.length
            """, try NodeRecord.current(in: transaction).generation, length)
    }

    /// How far the journal has come, for a node above to keep; nil while it is empty.
    package static func journalHead(of node: NodeRecord, in view: ReadTransaction) throws -> JournalHead? {
        guard node.journalLength > 0, let digest = Digest32(node.journalDigest) else { return nil }
        let since = try view.first("SELECT length FROM generation_start WHERE generation = ?", node.generation) {
            $0.int64(0)
        }
        return JournalHead(length: node.journalLength, since: since ?? 0, digest: digest)
    }
}

/// How long the journal was when this node was first started since it last agreed with a peer. A database that was put
/// back together with its identity file looks as it was left, and only a peer shows that it was not: what is written
/// until then stands behind this row.
package enum StartWithoutPeer {
    /// The node starts: notes it for each peer that was heard since the start before.
    package static func note(_ peers: [NodeCode], in transaction: Transaction) throws {
        let length = try NodeRecord.current(in: transaction).journalLength
        for peer in peers {
            try transaction.execute(
                "INSERT INTO start_without_peer (peer, length) VALUES (?, ?) ON CONFLICT (peer) DO NOTHING",
                peer.rawValue, length)
        }
    }

    /// The peer and this node agree on where their streams stand.
    package static func end(_ peer: NodeCode, in transaction: Transaction) throws {
        try transaction.execute("DELETE FROM start_without_peer WHERE peer = ?", peer.rawValue)
    }

    /// Rows of the journal then; nil where the peer was heard since the start.
    package static func length(_ peer: NodeCode, in view: ReadTransaction) throws -> Int64? {
        try view.first("SELECT length FROM start_without_peer WHERE peer = ?", peer.rawValue) { $0.int64(0) }
    }
}
