package import Database
package import SyncProtocol

/// The own journal held against the seals that a node above keeps of it (日志封签). Who rewrites a journal as a whole makes
/// its chain agree with itself again, but not with what stands elsewhere.
package struct SealComparison: Sendable, Hashable {
    /// A seal that the journal does not come to any more.
    package struct Difference: Sendable, Hashable {
        /// What has become of the sealed rows.
        package enum Kind: String, Sendable, Hashable {
            /// The chain comes to another digest: a row up to there was changed, removed or put in.
            case changed
            /// The journal does not reach that far: its last rows were removed.
            case missing
        }

        /// The seal, and what has become of the rows.
        package var seal: JournalSeal
        package var kind: Kind
        /// The last row before it that a seal vouches for, 0 for none: what was tampered with lies behind it.
        package var goodThrough: Int64
    }

    /// Seals that the journal comes to, shortest first.
    package private(set) var matching: [JournalSeal] = []
    /// Seals that it does not come to, shortest first.
    package private(set) var differences: [Difference] = []
    /// Seals of rows that went with a restore: the node above has heard of a later generation that began before them.
    /// No tampering that shows, and no proof either: people know whether there was a restore.
    package private(set) var replaced: [JournalSeal] = []
    /// Rows from the first on that were neither changed nor removed since they were sealed.
    package private(set) var vouchedThrough: Int64 = 0

    /// - Parameters:
    ///   - seals: in any order.
    ///   - digests: what the journal comes to at their lengths; none where it does not reach that far.
    init(_ seals: [JournalSeal], digests: [Int64: Digest32]) {
        let starts = Dictionary(seals.map { ($0.generation, $0.since) }, uniquingKeysWith: min)
        for seal in seals.sorted(by: { ($0.length, $0.generation) < ($1.length, $1.generation) }) {
            let found = digests[seal.length]
            if found == seal.digest {
                matching.append(seal)
                if differences.isEmpty { vouchedThrough = seal.length }
            } else if starts.contains(where: { $0.key > seal.generation && $0.value < seal.length }) {
                replaced.append(seal)
            } else {
                differences.append(Difference(
                    seal: seal, kind: found == nil ? .missing : .changed, goodThrough: matching.last?.length ?? 0))
            }
        }
        // A seal of the same length may match and differ: then the row is not vouched for.
        guard let first = differences.first else { return }
        vouchedThrough = matching.last { $0.length < first.seal.length }?.length ?? 0
    }

    /// Recomputes the chain over the journal, from what its rows hold and not from the digests beside them.
    ///
    /// - Parameter progress: told the part that is done, 0 to 1.
    package static func run(
        _ seals: [JournalSeal], in view: ReadTransaction, progress: (Double) -> Void = { _ in }
    ) throws -> SealComparison {
        let lengths = Set(seals.map(\.length))
        let highest = lengths.max() ?? 0
        var digests: [Int64: Digest32] = [:]
        var last: Int64 = 0
        var chain = Digest32.zero.bytes
        try view.forEach("SELECT seq, entry FROM journal WHERE seq <= ? ORDER BY seq", highest) { row in
            let seq = row.int64(0)
            // Behind a gap there is no chain.
            guard seq == last + 1 else { return false }
            chain = JournalStore.chain(after: chain, entry: row.blob(1))
            if lengths.contains(seq) { digests[seq] = Digest32(chain) }
            last = seq
            if seq % 1_000 == 0 { progress(Double(seq) / Double(highest)) }
            return true
        }
        return SealComparison(seals, digests: digests)
    }
}
