import Database
import HotlineCore
import NodeCore
import Storage
import SyncProtocol
import Testing

/// Re-delivery from any point on request: what the peer lost comes back, what it has is not doubled.
@Suite struct ReplayTests {
    private let city = Plan.city
    private let county = Plan.county

    @Test func whatThePeerLostComesBackAndNothingIsDoubled() throws {
        let network = try TestNetwork(.pair)
        let tickets = try (0..<7).map { _ in try network.register(county) }
        try network.settle()
        try network[city].write { transaction in
            try transaction.execute("DELETE FROM mirror WHERE id = ?", tickets[3].rawValue)
            return Outcome(())
        }
        #expect(try network.mirrored(city, tickets[3]) == nil)
        let key = StreamKey(peer: city, stream: .feed)
        let node = network[county]
        let last = try node.read { try OutboxStore.find(key, in: $0)?.next ?? 1 } - 1
        var (pages, next) = ([ReplayProgress](), Int64?.some(2))
        while let from = next {
            let page = try node.write {
                try node.core.replay(key, from: from, through: last, limit: 3, in: $0, at: network.now)
            }
            pages.append(page)
            next = page.next
        }
        #expect(pages.map(\.count) == [3, 3])
        #expect(pages.first?.first == 2)
        try network.settle()
        for ticket in tickets { #expect(try network.mirrored(city, ticket)?.state == .registered) }
        #expect(try network[city].read { try $0.first("SELECT count(*) FROM mirror") { $0.int(0) } } == 7)
        #expect(try network.deadLetters(county).isEmpty)
        // Orders that come again make no second ticket.
        let top = try network.register(city)
        _ = try network.order(city, top, to: county)
        try network.settle()
        let before = try node.read { try $0.first("SELECT count(*) FROM ticket") { $0.int(0) } }
        let orders = StreamKey(peer: county, stream: .orders)
        _ = try network[city].write {
            try network[city].core.replay(orders, from: 1, through: 1, in: $0, at: network.now)
        }
        try network.settle()
        #expect(try node.read { try $0.first("SELECT count(*) FROM ticket") { $0.int(0) } } == before)
    }
}
