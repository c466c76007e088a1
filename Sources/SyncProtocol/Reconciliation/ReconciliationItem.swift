/// One ticket's state as it left its owner, as far as reconciliation (对账) compares it.
package struct ReconciliationItem: Codable, Hashable, Sendable {
    package let id: String
    /// States of a ticket are ordered by (generation, revision).
    package let generation: Int64
    package let revision: Int64
    /// The digest of the state's canonical JSON, as it left.
    package let state: Digest32

    package init(id: String, generation: Int64, revision: Int64, state: Digest32) {
        self.id = id
        self.generation = generation
        self.revision = revision
        self.state = state
    }

    /// What is summed: SHA-256 over `id|generation|revision|state`, the UTF-8 of the id, decimal numbers without
    /// leading zeros, the state's digest in lower-case hexadecimal, and `|` (0x7C) between them. So for id `T1`,
    /// generation 3, revision 7: `T1|3|7|e3b0c442…b855`.
    package func digest<H: Hashing>(hashing: H.Type) -> Digest32 {
        H.sha256(Array("\(id)|\(generation)|\(revision)|\(state.hex)".utf8))
    }
}

/// What differs, from the point of view of the one who compares its own copy with the owner's. Repair only ever adds:
/// `missing`, `older` and `different` are asked for again; `newer` shows a restored owner.
package struct ReconciliationDifference: Codable, Equatable, Sendable {
    /// The owner has it, the copy does not.
    package var missing: [String] = []
    /// The copy's state is older than the owner's.
    package var older: [String] = []
    /// The copy's state is newer than the owner's, or the owner has none.
    package var newer: [String] = []
    /// The same generation and revision, another state.
    package var different: [String] = []

    package init() {}

    /// Whether both sides agree.
    package var isEmpty: Bool { missing.isEmpty && older.isEmpty && newer.isEmpty && different.isEmpty }

    /// Compares the items of an hour; each list comes out sorted by id.
    package static func between(owner: [ReconciliationItem], copy: [ReconciliationItem]) -> ReconciliationDifference {
        var difference = ReconciliationDifference()
        let owned = owner.sorted { $0.id < $1.id }
        let copied = copy.sorted { $0.id < $1.id }
        var (left, right) = (owned[...], copied[...])
        while left.first != nil || right.first != nil {
            guard let theirs = left.first, let ours = right.first else {
                difference.missing += left.map(\.id)
                difference.newer += right.map(\.id)
                break
            }
            if theirs.id < ours.id {
                difference.missing.append(theirs.id)
                left.removeFirst()
            } else if ours.id < theirs.id {
                difference.newer.append(ours.id)
                right.removeFirst()
            } else {
                difference.compare(theirs, ours)
                left.removeFirst()
                right.removeFirst()
            }
        }
        return difference
    }

    private mutating func compare(_ owner: ReconciliationItem, _ copy: ReconciliationItem) {
        let (theirs, ours) = ((owner.generation, owner.revision), (copy.generation, copy.revision))
        if ours < theirs {
            older.append(copy.id)
        } else if theirs < ours {
            newer.append(copy.id)
        } else if owner.state != copy.state {
            different.append(copy.id)
        }
    }
}
