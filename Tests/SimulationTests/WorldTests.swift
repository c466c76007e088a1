import Simulation
import Testing

/// Small worlds drawn from seeds: whatever breaks on the way, everything agrees in the end.
@Suite struct WorldTests {
    @Test(arguments: 1...20 as ClosedRange<UInt64>) func drawnWorldsEndClean(seed: UInt64) throws {
        let report = try Simulation.run(.drawn(from: seed))
        #expect(report.isClean, "seed \(seed): \(report.findings.prefix(5))")
        print(seed, report.nodes, report.tally, report.trace)
    }
}
