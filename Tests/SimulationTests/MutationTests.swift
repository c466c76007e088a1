import Simulation
import Testing

/// Deliberately broken builds are noticed (design section 8): a simulation that passes everything proves nothing.
@Suite struct MutationTests {
    /// Worlds that are looked at for a mutation before it counts as unnoticed.
    private static let worlds: ClosedRange<UInt64> = 1...40

    @Test(arguments: WorldMutation.allCases) func brokenBuildsAreCaught(mutation: WorldMutation) throws {
        for seed in Self.worlds {
            let options = WorldOptions(
                network: .drawn(nodes: 5), days: 3, seed: seed, mattersPerHundredDays: 200, mutation: mutation)
            let report = try Simulation.run(options)
            guard !report.isClean else { continue }
            var sound = options
            sound.mutation = nil
            #expect(try Simulation.run(sound).isClean, "without the mutation the same world is clean, seed \(seed)")
            return
        }
        Issue.record("\(mutation) went unnoticed in \(Self.worlds.count) worlds")
    }

    /// A world that fails is made smaller while it fails at the same check.
    @Test func failuresShrink() throws {
        let options = WorldOptions(
            network: .drawn(nodes: 4), days: 2, seed: 1, mattersPerHundredDays: 400, mutation: .borderSkipped)
        let report = try Simulation.run(options)
        var shrinker = try #require(Shrinker(report))
        let smaller = try shrinker.shrink()
        #expect(smaller.findings.contains { $0.check == .secrecy })
        #expect(smaller.options.faults.isEmpty, "no accident is needed for a leak")
        #expect(smaller.nodes < report.nodes && smaller.tally.happenings < report.tally.happenings)
    }
}
