import HotlineCore
import NodeCore
import Storage
import SyncProtocol
import Testing
import WorkCalendar

/// Seeded random walks over province, city, county and a sub-centre that fetches: links are cut, requests lost, doubled
/// and delivered out of turn, answers lost; then everything heals, and must agree.
@Suite(.timeLimit(.minutes(2))) struct WalkTests {
    @Test(arguments: [1, 2, 3] as [UInt64]) func everythingArrivesOnce(seed: UInt64) throws {
        var walker = try Walker(.tiers, seed: seed, restoring: false)
        for _ in 0..<700 { try walker.step() }
        try walker.heal()
        let network = walker.network
        let comment: Comment = "seed \(seed)"
        try network.checkStreams(comment)
        try network.checkMirrors(comment)
        try network.checkOrders(comment)
        try network.checkJournals(comment)
        try network.checkSeals(comment)
        for code in network.codes {
            #expect(try network.deadLetters(code).isEmpty, comment)
            #expect(try network.parked(code).isEmpty, comment)
            #expect(try network.alarms(code).isEmpty, comment)
        }
        #expect(walker.taken > 60, comment)
    }

    /// The same with databases restored on the way, several at once: mirrors and owners agree again after the
    /// reconciliation that runs anyway, journals are whole, and what was found is said.
    @Test(arguments: [101, 108, 109, 120, 304] as [UInt64]) func restoresHeal(seed: UInt64) throws {
        var walker = try Walker(.tiers, seed: seed, restoring: true)
        for _ in 0..<500 { try walker.step() }
        try walker.heal()
        let network = walker.network
        let comment: Comment = "seed \(seed)"
        try network.reconcileUpward()
        try network.checkStreams(comment)
        try network.checkMirrors(comment)
        try network.checkJournals(comment)
        try network.checkSeals(comment)
        for code in network.codes where try network.generation(code) != 1 {
            #expect(try network.alarms(code).contains("restored"), comment)
        }
        #expect(walker.restores > 0, comment)
    }
}
