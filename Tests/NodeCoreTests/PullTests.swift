import HotlineCore
import NodeCore
import Storage
import SyncProtocol
import Testing
import WorkCalendar

/// A node that cannot be reached fetches its own messages: same streams, same guarantees (design section 5, "Pull").
@Suite(.timeLimit(.minutes(3))) struct PullTests {
    private let plan = Plan(links: [.init(upper: Plan.city, lower: Plan.county, fetches: true)])

    /// An order is fetched, and its reports come up in the ordinary way; lost answers double nothing.
    @Test func ordersAreFetched() throws {
        let network = try TestNetwork(plan)
        var pulls = 0
        network.weather = { request in
            guard request.kind == .pull(.orders) else { return .none }
            pulls += 1
            return pulls == 2 ? .answerLost : .none
        }
        let top = try network.register(Plan.city)
        let order = try network.order(Plan.city, top, to: Plan.county)
        try network.settle()
        let bottom = try network.ordered(Plan.county, order).id
        try network.act(Plan.county, bottom, .accept(Accept()))
        try network.act(Plan.city, top, .supplement(AddSupplement(text: "补充")))
        try network.settle()
        #expect(try network.ticket(Plan.county, bottom).supplements.map(\.text) == ["补充"])
        #expect(try network.ticket(Plan.city, top).assignments[0].state == .signed)
        #expect(pulls > 2)
    }

    /// Who fetches was restored: its hello sends the other side back, and it fetches again what it had confirmed.
    @Test(arguments: TestNode.IdentityFile.allCases) func fetcherIsRestored(file: TestNode.IdentityFile) throws {
        let network = try TestNetwork(plan)
        let copy = try network[Plan.county].backUp(at: network.now)
        try network.settle()
        let top = try network.register(Plan.city)
        let order = try network.order(Plan.city, top, to: Plan.county)
        try network.settle()
        _ = try network[Plan.county].restore(copy, file: file, at: network.now)
        try network.settle()
        try network.act(Plan.city, top, .supplement(AddSupplement(text: "补充")))
        try network.settle()
        #expect(try network.ordered(Plan.county, order).supplements.map(\.text) == ["补充"])
    }

    /// Who is fetched from was restored: the fetcher's hello tells it.
    @Test(arguments: TestNode.IdentityFile.allCases) func fetchedIsRestored(file: TestNode.IdentityFile) throws {
        let network = try TestNetwork(plan)
        let top = try network.register(Plan.city)
        let first = try network.order(Plan.city, top, to: Plan.county)
        try network.settle()
        let copy = try network[Plan.city].backUp(at: network.now)
        try network.settle()
        try network.act(Plan.city, top, .supplement(AddSupplement(text: "失去的")))
        try network.settle()
        _ = try network[Plan.city].restore(copy, file: file, at: network.now)
        let other = try network.register(try { try network.settle(); return Plan.city }())
        let second = try network.order(Plan.city, other, to: Plan.county)
        try network.settle()
        #expect(try network.ordered(Plan.county, second).rootId == other)
        #expect(try network.ordered(Plan.county, first).supplements.count == 1)
        #expect(try network.alarms(Plan.city).contains("restored"))
    }

    /// What a fetcher says of where it stands is believed only where it can be true: otherwise hello finds out.
    @Test func noImpossiblePullIsBelieved() throws {
        let network = try TestNetwork(plan)
        let top = try network.register(Plan.city)
        _ = try network.order(Plan.city, top, to: Plan.county)
        try network.settle()
        let (city, county) = (network[Plan.city], network[Plan.county])
        let key = StreamKey(peer: Plan.city, stream: .orders)
        let sound = try #require(try county.read { try county.core.pullRequest(key, wait: 0, in: $0) })
        func answer(
            generation: Int64? = nil, epoch: String? = nil, chain: Digest32? = nil, acknowledged: Int64? = nil
        ) throws -> ProblemType? {
            let request = PullRequest(
                name: .orders, generation: generation ?? sound.generation, epoch: epoch ?? sound.epoch,
                chain: chain ?? sound.chain, acknowledged: acknowledged ?? sound.acknowledged, refused: [], wait: 0)
            let answer = try city.write { try city.core.pulled(request, by: Plan.county, in: $0, at: network.now) }
            guard case .failure(let problem) = answer else { return nil }
            return problem.known
        }
        #expect(try answer() == nil)
        #expect(try answer(generation: sound.generation + 1) == .helloRequired)
        #expect(try answer(epoch: "another") == .helloRequired)
        #expect(try answer(chain: .zero) == .helloRequired)
        #expect(try answer(acknowledged: sound.acknowledged + 1) == .helloRequired)
        #expect(try answer(acknowledged: -1) == .helloRequired)
        // Confirmed long ago, and removed since: the chain there can no longer be told.
        try network.act(Plan.city, top, .supplement(AddSupplement(text: "补充")))
        try network.settle()
        _ = try city.write { Outcome(try OutboxStore.forget(before: .max, limit: 100, in: $0)) }
        #expect(try answer() == .helloRequired)
    }

    /// Only who is configured to fetch may.
    @Test func othersMayNotFetch() throws {
        let network = try TestNetwork(.pair)
        _ = try network.register(Plan.county)
        try network.settle()
        let (city, county) = (network[Plan.city], network[Plan.county])
        let key = StreamKey(peer: Plan.county, stream: .feed)
        let request = try #require(try city.read { try city.core.pullRequest(key, wait: 0, in: $0) })
        let answer = try county.write { try county.core.pulled(request, by: Plan.city, in: $0, at: network.now) }
        guard case .failure(let problem) = answer else {
            Issue.record("a node fetched that may not")
            return
        }
        #expect(problem.known == .unknownPeer)
    }
}
