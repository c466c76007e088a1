import HotlineCore
import NodeCore
import Storage
import SyncProtocol
import Testing
import WorkCalendar

/// Who may be sent what again: states go up, each node's own subtree's back down, nothing across.
@Suite(.timeLimit(.minutes(3))) struct ReconciliationTests {
    private static let sister = NodeCode(rawValue: "140581")!
    private let city = Plan.city
    private let county = Plan.county

    /// A province over a city over two counties, each with a ticket of its own.
    private func network() throws -> (TestNetwork, [NodeCode: TicketID]) {
        let network = try TestNetwork(Plan(links: [
            .init(upper: Plan.province, lower: city), .init(upper: city, lower: county),
            .init(upper: city, lower: Self.sister),
        ]))
        let ids = try [city, county, Self.sister].map { ($0, try network.register($0)) }
        try network.settle()
        return (network, Dictionary(uniqueKeysWithValues: ids))
    }

    private func redeliver(
        _ ids: [TicketID], of source: NodeCode, to peer: NodeCode, in network: TestNetwork
    ) throws -> Int {
        let node = network[city]
        return try node.write {
            try node.core.redeliver(
                ids.map(\.rawValue), of: source.source, to: peer, in: $0, at: network.now)
        }
    }

    @Test func nothingIsSentAgainToANodeBelow() throws {
        let (network, ids) = try network()
        for source in [city, county, Self.sister] {
            #expect {
                _ = try redeliver(Array(ids.values), of: source, to: county, in: network)
            } throws: { ($0 as? Problem)?.known == .sourceNotAuthorised }
        }
        let owed = try network[city].read {
            try OutboxStore.find(StreamKey(peer: county, stream: .feed), in: $0)?.next ?? 1
        }
        #expect(owed == 1)
    }

    @Test func onlyTicketsOfTheNamedSourceAreSentAgain() throws {
        let (network, ids) = try network()
        #expect(try redeliver(Array(ids.values), of: county, to: Plan.province, in: network) == 1)
        #expect(try redeliver(Array(ids.values), of: city, to: Plan.province, in: network) == 1)
        try network.settle()
        #expect(try network.deadLetters(city).isEmpty)
    }

    @Test func aNodeBelowIsToldOfItsOwnSubtreeOnly() throws {
        let (network, ids) = try network()
        let node = network[city]
        let own = try #require(ids[county])
        let states = try node.read {
            try node.core.states(ids.values.map(\.rawValue), for: county, in: $0)
        }
        var reader = InboundReader()
        #expect(try reader.batch(states).map(\.subject) == [own.rawValue])
        let today = RegistrationDay(milliseconds: network.now.milliseconds)
        #expect {
            _ = try node.read {
                try node.core.reconcile(.hours(of: today), source: Self.sister.source, with: county, in: $0)
            }
        } throws: { ($0 as? Problem)?.known == .sourceNotAuthorised }
    }
}
