import HotlineCore
import NodeCore
import Storage
import SyncProtocol
import Testing
import WorkCalendar

/// Seeded random walks over province, city, county and a sub-centre that fetches: links are cut, requests lost, doubled
/// and delivered out of turn, answers lost; then everything heals, and must agree.
@Suite(.timeLimit(.minutes(2))) struct WalkTests {
    @Test(arguments: Array(1...1) as [UInt64]) func everythingArrivesOnce(seed: UInt64) throws {
        var walker = try Walker(.tiers, seed: seed, restoring: false)
        for _ in 0..<700 { try walker.step() }
        let before = ContinuousClock.now
        try walker.heal()
        print("STAT", seed, "taken", walker.taken, "refused", walker.refused, "restores", walker.restores, "heal", ContinuousClock.now - before, "tickets", try walker.network.codes.map { try walker.network.tickets($0).count }, "orders", try walker.network.codes.map { try walker.network.tickets($0).filter { $0.order != nil }.count }, "states", Set(try walker.network.codes.flatMap { try walker.network.tickets($0).map(\.state.rawValue) }).sorted())
        let network = walker.network
        let comment: Comment = "seed \(seed)"
        try network.checkStreams(comment)
        try network.checkMirrors(comment)
        try network.checkOrders(comment)
        try network.checkJournals(comment)
        for code in network.codes {
            #expect(try network.deadLetters(code).isEmpty, comment)
            #expect(try network.parked(code).isEmpty, comment)
            #expect(try network.alarms(code).isEmpty, comment)
        }
        #expect(walker.taken > 60, comment)
    }

    /// The same with databases restored on the way: mirrors and owners agree again, and what is lost is said.
    @Test(arguments: Array(101...140) as [UInt64]) func restoresHeal(seed: UInt64) throws {
        var walker = try Walker(.tiers, seed: seed, restoring: true)
        for _ in 0..<500 { try walker.step() }
        let before = ContinuousClock.now
        try walker.heal()
        print("STAT", seed, "taken", walker.taken, "refused", walker.refused, "restores", walker.restores, "heal", ContinuousClock.now - before, "tickets", try walker.network.codes.map { try walker.network.tickets($0).count }, "orders", try walker.network.codes.map { try walker.network.tickets($0).filter { $0.order != nil }.count }, "states", Set(try walker.network.codes.flatMap { try walker.network.tickets($0).map(\.state.rawValue) }).sorted())
        let network = walker.network
        let comment: Comment = "seed \(seed)"
        try network.checkStreams(comment)
        try network.checkMirrors(comment)
        try network.checkJournals(comment)
        #expect(walker.restores > 0, comment)
    }
}
