import Database
import HotlineCore
import NodeCore
import Storage
import SyncProtocol
import Testing

/// A backlog that gets ids of a new generation, however long it is.
@Suite struct ReissueTests {
    @Test func aBacklogIsReadInPages() throws {
        let store = try Store()
        let stream = try store.write { transaction in
            for counter in Int64(1)...5 {
                let message = try Store.message(counter)
                let row = try MessageStore.append(message, at: counter, in: transaction)
                try OutboxStore.owe(
                    message: row, event: message.key.event, on: Store.upper, at: counter, in: transaction)
            }
            try OutboxStore.acknowledge(1, on: Store.upper, at: 9, in: transaction)
            return try OutboxStore.stream(Store.upper, in: transaction)
        }
        let pages = try [Int64(0), 3, 5].map { position in
            try store.write {
                try OutboxStore.unacknowledged(stream, after: position, limit: 2, in: $0).map(\.position)
            }
        }
        #expect(pages == [[2, 3], [4, 5], []])
    }

    /// More messages than are worked on at a time: each has an id of the new generation, and the chain runs over them.
    @Test func everyMessageHasItsNewID() throws {
        var network = try TestNetwork()
        let (city, county) = (network.city, network.county)
        for _ in 0..<260 { try network.act(county, .register(.sample())) }
        let now = network.now
        _ = try county.write {
            try county.core.helloRefused(Problem(.streamRestored), by: city.core.code, freshEpoch: "n", in: $0, at: now)
        }
        let owed = try county.write {
            try OwedMessages.list(peer: nil, stream: .feed, after: nil, limit: 10_000, in: $0)
        }
        var decoder = EventDecoder(hashing: StorageHash.self)
        let ids = try decoder.batch([0x5B] + owed.items.map(\.body).joined(separator: [0x2C]) + [0x5D]).map {
            $0.chainKey.id
        }
        #expect(ids.count > 500 && ids.allSatisfy { $0.hasPrefix("2-") } && Set(ids).count == ids.count)
        #expect(try county.verify().findings == [])
    }
}
