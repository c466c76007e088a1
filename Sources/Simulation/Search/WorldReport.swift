/// What became of one world.
package struct WorldReport: Sendable {
    package var options: WorldOptions
    package var nodes: Int
    package var findings: [Finding]
    package var tally: Tally
    /// The same for two runs of the same options.
    package var trace: UInt64

    package var isClean: Bool { findings.isEmpty }
}
