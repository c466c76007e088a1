import HotlineCore
import NodeCore
import Storage
import SyncProtocol
import Testing
import WorkCalendar

/// Where others wait for the writer, a batch is left in the middle and gone on with later: the end is the same.
@Suite(.timeLimit(.minutes(3))) struct ReceiveInPartsTests {
    private let city = Plan.city
    private let county = Plan.county

    /// However often it pauses: every event once, one refusal for each that is refused, one seal, sealed last.
    // proves: CARD-2
    @Test(arguments: [1, 3, 7, 100]) func aBatchIsTakenInByParts(size: Int) throws {
        let network = try TestNetwork(.tiers)
        try network[city].restart(at: network.now) { settings in
            for index in settings.peers.indices { settings.peers[index].speaksFor.remove(Plan.subcentre) }
        }
        try network.settle()
        network.cut = [.init(city, county)]
        let ids = try (0..<8).map { _ in try network.register(county) }
        _ = try network.register(Plan.subcentre)
        try network.settle()
        let batch = try batch(from: network)
        #expect(batch.events.count == 9)
        var acknowledged: [Int64] = []
        var answer: StreamAnswer?
        while acknowledged.last != batch.last {
            let reply = try network[city].write {
                try network[city].core.receive(batch, from: county, in: $0, at: network.now) { $0 >= size }
            }
            guard case .answer(let given) = reply else {
                Issue.record("\(reply)")
                return
            }
            #expect(try seals(network).isEmpty == (given.acknowledged < batch.last))
            acknowledged.append(given.acknowledged)
            answer = given
        }
        #expect(acknowledged == stride(from: batch.header.first - 1, to: batch.last, by: size).map {
            min($0 + Int64(size), batch.last)
        })
        #expect(answer?.refused.map(\.position) == [batch.last])
        for id in ids { #expect(try network.mirrored(city, id) != nil) }
        network.cut = []
        try network.settle()
        #expect(try network.deadLetters(county).count == 1)
        try network.checkStreams("after \(size) at a time")
        try network.checkSeals("after \(size) at a time")
    }

    private func batch(from network: TestNetwork) throws -> InboundBatch {
        let outbound = try #require(try network[county].read { view in
            let key = StreamKey(peer: city, stream: .feed)
            let first = (try OutboxStore.find(key, in: view)?.acknowledged ?? 0) + 1
            return try network[county].core.batch(key, from: first, maxEvents: 99, maxBytes: 1 << 20, in: view)
        })
        var reader = InboundReader()
        return InboundBatch(
            header: outbound.header, journal: outbound.journal, events: try reader.batch(outbound.body))
    }

    private func seals(_ network: TestNetwork) throws -> [JournalSeal] {
        try network[city].read { try SealStore.page(of: county, after: 0, limit: 9, in: $0).seals }
    }
}
