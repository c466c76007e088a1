import Database
import HotlineCore
import NodeCore
import Storage
import SyncProtocol
import Testing
import WorkCalendar

/// The journal's end travels with the feed and is kept above, whatever the line does (design section 4, "Audit").
@Suite(.timeLimit(.minutes(3))) struct SealTests {
    private let city = Plan.city
    private let county = Plan.county

    private func seals(_ network: TestNetwork) throws -> [JournalSeal] {
        try network[city].read { try SealStore.page(of: county, after: 0, limit: 1_000, in: $0).seals }
    }

    /// Lost answers and requests of long ago seal nothing twice, and contradict nothing.
    @Test func everyBatchSealsTheJournal() throws {
        let network = try TestNetwork(.three)
        network.keepsSent = true
        var lost = 0
        network.weather = { request in
            guard request.kind == .stream(.feed), request.from == county, lost < 2 else { return .none }
            lost += 1
            return .answerLost
        }
        for _ in 0..<3 {
            let id = try network.register(county)
            try network.settle()
            try network.act(county, id, .accept(Accept()))
            try network.settle()
        }
        #expect(try seals(network).map(\.length) == Array(1...6))
        for old in network.sent.reversed() {
            try network.deliver(from: old.from, to: old.to, old.header, journal: old.journal, old.body)
        }
        #expect(try seals(network).map(\.length) == Array(1...6))
        try network.checkSeals("after old requests")
        // The city has changed nothing of its own: it passes on, and has nothing to seal.
        let above = try network[Plan.province].read { try SealStore.page(of: city, after: 0, limit: 9, in: $0) }
        #expect(above.seals == [])
    }

    /// The seal is there with the batch or not at all, and a neighbour that says nothing of its journal is heard.
    @Test func batchesWithoutASealAreTaken() throws {
        let network = try TestNetwork(.pair)
        let id = try network.register(county)
        let batch = try #require(try network[county].read { view in
            try network[county].core.batch(
                StreamKey(peer: city, stream: .feed), from: 1, maxEvents: 9, maxBytes: 1 << 20, in: view)
        })
        #expect(batch.journal?.length == 1)
        try network.deliver(from: county, to: city, batch.header.value, journal: nil, batch.body)
        #expect(try network.mirrored(city, id) != nil)
        #expect(try seals(network) == [])
        try network.deliver(from: county, to: city, batch.header.value, journal: batch.journal?.value, batch.body)
        #expect(try seals(network) == [])
    }

    /// A journal that was rewritten under a running node shows above with the next batch: once, by an alarm that names
    /// the seal, however many batches follow.
    @Test func aRewrittenJournalIsToldAbove() throws {
        let network = try TestNetwork(.pair)
        for _ in 0..<4 { _ = try network.register(county) }
        try network.settle()
        let before = try seals(network)
        let sealed = try #require(before.last)
        try network[county].write { transaction in
            _ = try transaction.execute("DELETE FROM journal WHERE seq > 2")
            try NodeRecord.update(in: transaction) { node in
                node.journalLength = 2
                node.journalDigest = [UInt8](repeating: 7, count: 32)
            }
            return Outcome(())
        }
        for _ in 0..<2 {
            _ = try network.register(county)
            try network.settle()
        }
        #expect(try network.alarms(city).filter { $0 == "journal-contradicts" }.count == 1)
        let detail = try network[city].read { try AlarmStore.open(limit: 9, in: $0).map(\.detail).joined() }
        #expect(detail.contains("共 \(sealed.length) 行") && detail.contains("140525"))
        #expect(try seals(network).starts(with: before) && seals(network).count == before.count + 2)
        #expect(try network.compareSeals(of: county, at: city).differences.contains { $0.seal == sealed })
    }

    /// A restored node takes a new generation, and what was sealed before stays on record beside it.
    @Test(arguments: TestNode.IdentityFile.allCases, [false, true])
    func aRestoreContradictsNothing(file: TestNode.IdentityFile, hasWrittenPast: Bool) throws {
        let network = try TestNetwork(.pair)
        _ = try network.register(county)
        try network.settle()
        let copy = try network[county].backUp(at: network.now)
        try network.settle()
        for _ in 0..<3 { _ = try network.register(county) }
        try network.settle()
        _ = try network[county].restore(copy, file: file, at: network.now)
        if hasWrittenPast {
            network.cut = [.init(city, county)]
            try network.settle()
            for _ in 0..<5 { _ = try network.register(county) }
            network.cut = []
        }
        try network.settle()
        _ = try network.register(county)
        try network.settle()
        try network.checkSeals("after the restore")
        #expect(try network.alarms(city).filter { $0 == "journal-replaced" }.count == 1)
        let comparison = try network.compareSeals(of: county, at: city)
        #expect(comparison.replaced.contains { $0.generation == 1 && $0.length == 4 })
        #expect(comparison.matching.contains { $0.generation == 2 })
    }
}
