/// What became of one world.
package struct WorldReport: Sendable {
    /// What it was made of, and how many nodes that came to.
    package var options: WorldOptions
    package var nodes: Int
    /// What must never be and was; none in a clean world.
    package var findings: [Finding]
    /// What went on.
    package var tally: Tally
    /// The same for two runs of the same options.
    package var trace: UInt64

    /// Whether everything held.
    package var isClean: Bool { findings.isEmpty }
}
