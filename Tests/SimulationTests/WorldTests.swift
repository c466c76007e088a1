import HotlineCore
import Simulation
import Testing

/// Small worlds drawn from seeds: whatever breaks on the way, everything agrees in the end.
@Suite struct WorldTests {
    /// proves: CARD-2, CARD-3
    @Test(arguments: 1...100 as ClosedRange<UInt64>) func drawnWorldsEndClean(seed: UInt64) throws {
        let report = try Simulation.run(.drawn(from: seed))
        #expect(report.isClean, "hotline simulate --seed \(seed): \(report.findings.prefix(5))")
    }

    /// The same options make the same world, event by event; others make another.
    @Test(arguments: [7, 19] as [UInt64]) func aSeedMakesOneWorld(seed: UInt64) throws {
        let options = WorldOptions.drawn(from: seed)
        let first = try Simulation.run(options)
        let second = try Simulation.run(options)
        #expect(first.trace == second.trace && first.tally == second.tally)
        #expect(try Simulation.run(.drawn(from: seed + 1)).trace != first.trace)
    }

    /// Each kind of accident happens, and only those that were asked for.
    @Test(arguments: FaultKind.allCases) func accidentsHappenAsAsked(kind: FaultKind) throws {
        var options = WorldOptions(
            network: .drawn(nodes: 5), days: 12, seed: 3, faults: [kind], mattersPerHundredDays: 60)
        let report = try Simulation.run(options)
        #expect(report.isClean, "\(report.findings.prefix(5))")
        #expect(report.tally.faults[kind] ?? 0 > 0)
        #expect(report.tally.faults.filter { $0.value > 0 }.keys.allSatisfy { $0 == kind })
        options.faults = []
        #expect(try Simulation.run(options).tally.faults.isEmpty)
    }

    /// 31 provinces, 333 cities, 2,843 counties, each below the one that its code says.
    @Test func theNationalShapeIsTheCountry() {
        let shape = Shape.national
        let codes = shape.members.map(\.code.rawValue)
        #expect(codes.count { $0.hasSuffix("0000") } == 31)
        #expect(codes.count { $0.hasSuffix("00") && !$0.hasSuffix("0000") } == 333)
        #expect(codes.count { !$0.hasSuffix("00") } == 2_843)
        #expect(Set(codes).count == codes.count)
    }
}
