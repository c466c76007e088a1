/// A deliberate defect of the core. No configuration reaches these: a simulation switches one on to show that its
/// checks would notice (design section 8).
package enum Mutation: String, Sendable, Hashable, CaseIterable {
    /// What was accepted before is applied again.
    case dedupeOff = "dedupe-off"
    /// Texts leave the node with the petitioner's values in them.
    case borderSkipped = "border-skipped"
    /// A mirror takes whatever state comes, also one older than its own.
    case olderRevisionWins = "older-revision-wins"
}
