import Database
import HotlineCore
import NodeCore
import Storage
import SyncProtocol
import Testing
import WorkCalendar

/// What an inbox makes of input that is wrong, old, doubled or strange: each is answered by itself, and nothing else
/// suffers (design section 5, "Answers", "Idempotency", "Who may say what").
@Suite(.timeLimit(.minutes(3))) struct InboxTests {
    private let city = Plan.city
    private let county = Plan.county

    /// One poison message among a hundred: 99 are applied, one is a dead letter on the sender, and is taken when the
    /// cause is mended and it is requeued.
    @Test func poisonIsRefusedAlone() throws {
        let network = try TestNetwork(.tiers)
        try network[city].restart(at: network.now) { settings in
            for index in settings.peers.indices { settings.peers[index].speaksFor.remove(Plan.subcentre) }
        }
        try network.settle()
        network.cut = [.init(city, county)]
        for _ in 0..<60 { _ = try network.register(county) }
        let poison = try network.register(Plan.subcentre)
        try network.settle()
        for _ in 0..<39 { _ = try network.register(county) }
        #expect(try deliverAtOnce(network) == 1)
        #expect(try network[city].read { try MirrorStore.newestNumber(source: Plan.county.source, in: $0) } != nil)
        let sum = try network[city].read {
            try DaySumStore.list(
                source: Plan.county.source, from: network.now.day, through: network.now.day, in: $0)
        }
        #expect(sum.map(\.count) == [99])
        let letter = try #require(try network.deadLetters(county).first)
        #expect(try network.deadLetters(county).count == 1)
        let problem = try CanonicalJSON.decode(Problem.self, from: letter.problem)
        #expect(problem.known == .sourceNotAuthorised && problem.cure != nil)
        try network[city].restart(at: network.now) { settings in
            for index in settings.peers.indices where settings.peers[index].code == Plan.county {
                settings.peers[index].speaksFor.insert(Plan.subcentre)
            }
        }
        let admin = Actor(person: "管理员", role: .admin, node: county)
        try network[county].write {
            try network[county].core.requeue(deadLetter: letter.id, by: admin, in: $0, at: network.now)
        }
        try network.settle()
        #expect(try network.mirror(city, poison) != nil)
        #expect(try network.mirror(Plan.province, poison) != nil)
        #expect(try network.deadLetters(county).isEmpty)
    }

    /// What no form here takes becomes no ticket here, whoever sends it; a neighbour's feed is kept as it comes.
    @Test(arguments: ["响铃\u{7}", String(repeating: "水", count: 201)])
    func textsThatNoFormTakesBecomeNoTicket(title: String) throws {
        let network = try TestNetwork(.three)
        let top = try network.register(city, .sample(title))
        let order = try network.order(city, top, to: county)
        try network.settle()
        #expect(throws: (any Error).self) { try network.ordered(county, order) }
        let letter = try #require(try network.deadLetters(city).first)
        let problem = try CanonicalJSON.decode(Problem.self, from: letter.problem)
        #expect(problem.known == .invalidData)
        #expect(problem.errors?.map(\.pointer) == ["/data/order/assignment.dispatched/matter/title"])
        #expect(try network.deadLetters(city).count == 1)
        #expect(try network.mirrored(Plan.province, top)?.matter.title == title)
    }

    /// Whoever does not say in so many words that nothing is to be kept secret is taken to ask for secrecy (ZZ23-8a).
    @Test(arguments: [
        (#"{"confidential":false}"#, false), (#"{"confidential": false }"#, false), (#"{"confidential":true}"#, true),
        (#"{"confidential":"false"}"#, true), (#"{"confidential":0}"#, true), ("{}", true), ("null", true),
    ])
    func silenceOnConfidentialityKeepsSecret(petitioner: String, isSecret: Bool) throws {
        let event = """
            {"specversion":"1.0","id":"1-1","source":"urn:hotline:140525","type":"\(MessageType.feed)",
             "time":"2026-11-21T08:00:00.000+08:00","datacontenttype":"application/json",
             "data":{"event":{"change":{"registered":{}}},"ticket":{"id":"140525-1-1","rootId":"140525-1-1",
             "number":"20261121-000001","generation":1,"revision":1,"state":"registered",
             "registeredAt":"2026-11-21T08:00:00.000+08:00","matter":{"kind":"help","title":"停水"},
             "petitioner":\(petitioner)}}}
            """
        var reader = InboundReader()
        guard case .feed(let state, _) = try reader.single(Array(event.utf8)).content else {
            Issue.record("no feed event")
            return
        }
        #expect(state.confidential == isSecret)
    }

    /// Opens the line to the city and lets everything through; how many requests of the feed it took.
    private func deliverAtOnce(_ network: TestNetwork) throws -> Int {
        var requests = 0
        network.weather = { request in
            if request.from == Plan.county, request.kind == .stream(.feed) { requests += 1 }
            return .none
        }
        network.cut = []
        try network.settle()
        return requests
    }

    /// The same id with other content is refused alone, with an alarm; it is never taken for a duplicate.
    @Test func reusedIdAlarms() throws {
        let network = try TestNetwork(.pair)
        let id = try network.register(county)
        try network.settle()
        let original = try #require(try network.mirror(city, id))
        var forged = InboundReader()
        let key = try forged.single(original).key
        let text = String(decoding: original, as: UTF8.self).replacing("停水三天", with: "停水五天")
        // As another program might: the outbox takes it under a name of its own.
        let header = try self.header(network, county, to: city, .feed)
        let reply = try network.deliver(from: county, to: city, header, Array("[\(text)]".utf8))
        guard case .answer(let answer) = reply else {
            Issue.record("the request was not answered: \(reply)")
            return
        }
        #expect(answer.refused.map(\.id) == [key.id])
        #expect(answer.refused.first?.problem.known == .contentDiffers)
        #expect(try network.alarms(city).contains("id-reused"))
        #expect(try network.mirror(city, id) == original)
    }

    /// A node speaks for its own subtree and for nobody else; orders come only from above.
    @Test func sourceMustBeAuthorised() throws {
        let network = try TestNetwork(.pair)
        let stranger = NodeCode(rawValue: "419001")!
        try network.forge(
            county, to: city, .feed, network.event(of: stranger, 1, "cn.hotline.ticket.changed.v1", Array("{}".utf8)))
        let own = network.event(of: county, 900, "cn.hotline.weather.observed.v1", Array("{}".utf8))
        try network.forge(county, to: city, .feed, own)
        try network.settle()
        let letters = try network.deadLetters(county)
        #expect(letters.count == 1 && letters.first?.eventID == "1-1")
    }

    /// A type of a later version is accepted, kept, shown, and passed on upward.
    @Test func unknownTypeIsParkedAndPassedOn() throws {
        let network = try TestNetwork(.three)
        try network.forge(
            county, to: city, .feed,
            network.event(of: county, 900, "cn.hotline.weather.observed.v2", Array("{\"rain\":true}".utf8)))
        try network.settle()
        #expect(try network.parked(city).count == 1 && network.parked(Plan.province).count == 1)
        #expect(try network.deadLetters(county).isEmpty && network.deadLetters(city).isEmpty)
    }

    /// A report on a ticket that never was is refused with its cause, and files a dead letter.
    @Test func unknownTicketIsRefused() throws {
        let network = try TestNetwork(.pair)
        let ticket = TicketID(owner: city, generation: 1, counter: 777)
        let report = ReportMessage(
            assignment: AssignmentID(ticket: ticket, number: 1), rootId: ticket, assigner: city, assignee: county,
            round: 1, ordinal: 1, basis: 1, issuedAt: network.now, actor: .peer(county),
            report: .progressed(Progress(text: "在办")))
        try network.forge(
            county, to: city, .orders, network.event(of: county, 900, report.type, try CanonicalJSON.encode(report)))
        try network.settle()
        let letter = try #require(try network.deadLetters(county).first)
        let problem = try CanonicalJSON.decode(Problem.self, from: letter.problem)
        #expect(problem.type == "urn:hotline:problem:unknown-ticket")
    }

    /// Positions that were seen cost nothing: old and doubled requests change nothing at all.
    @Test func oldAndDoubledRequestsChangeNothing() throws {
        let network = try TestNetwork(.pair)
        network.keepsSent = true
        for _ in 0..<3 {
            let id = try network.register(county)
            try network.act(county, id, .accept(Accept()))
            try network.settle()
        }
        let before = try network[city].read { try count($0) }
        let old = network.sent.filter { $0.from == county }
        #expect(!old.isEmpty)
        for request in old.reversed() + old {
            try network.deliver(from: county, to: city, request.header, journal: request.journal, request.body)
        }
        #expect(try network[city].read { try count($0) } == before)
        try network.settle()
        #expect(try network.alarms(city).isEmpty && network.deadLetters(county).isEmpty)
    }

    /// A gap is answered with the position wanted.
    @Test func gapNamesWhatIsWanted() throws {
        let network = try TestNetwork(.pair)
        for _ in 0..<3 { _ = try network.register(county) }
        let key = StreamKey(peer: city, stream: .feed)
        let batch = try #require(try network[county].read {
            try network[county].core.batch(key, from: 3, maxEvents: 1, maxBytes: 1 << 20, in: $0)
        })
        let reply = try network.deliver(from: county, to: city, batch.header.value, batch.body)
        guard case .problem(let problem) = reply else {
            Issue.record("a gap was taken: \(reply)")
            return
        }
        #expect(problem.known == .streamGap && problem.wanted == 1)
        try network.settle()
        #expect(try network.compare(source: county, owner: county, copy: city).isEmpty)
    }

    /// A lost answer brings the same `first` again, and nothing twice.
    @Test func lostAnswerDoublesNothing() throws {
        let network = try TestNetwork(.pair)
        network.keepsSent = true
        var lost = 0
        network.weather = { request in
            guard case .stream = request.kind, lost < 3 else { return .none }
            lost += 1
            return .answerLost
        }
        let top = try network.register(city)
        let order = try network.order(city, top, to: county)
        _ = try network.register(county)
        try network.settle()
        #expect(lost == 3)
        let firsts = try network.sent.filter { $0.from == county }.map { try StreamHeader(parsing: $0.header).first }
        #expect(firsts.count > Set(firsts).count)
        let bottom = try network.ordered(county, order)
        #expect(try network.timeline(county, bottom.id) == ["ticket.ordered"])
        #expect(try network.compare(source: county, owner: county, copy: city).isEmpty)
        let held = try network[city].read { try count($0) }
        network.weather = { _ in .none }
        try network.settle()
        #expect(try network[city].read { try count($0) } == held)
    }

    /// A peer that fails ten times at one message, and answers hello meanwhile, has it set aside: a notice takes its
    /// place, chain and positions go on, and people are told.
    @Test func messageThatFailsIsSetAside() throws {
        let network = try TestNetwork(.pair)
        let poison = try network.register(county, .sample("毒"))
        network.weather = { request in
            guard request.kind == .stream(.feed), String(decoding: request.body, as: UTF8.self).contains("毒"),
                !String(decoding: request.body, as: UTF8.self).contains("withheld")
            else { return .none }
            return .failing
        }
        let good = try network.register(county)
        try network.settle()
        #expect(try network.mirror(city, good) != nil && network.mirror(city, poison) == nil)
        #expect(try network.deadLetters(county).count == 1)
        #expect(try network.alarms(county).contains("set-aside"))
        network.weather = { _ in .none }
        let letter = try #require(try network.deadLetters(county).first)
        let admin = Actor(person: "管理员", role: .admin, node: county)
        try network[county].write {
            try network[county].core.requeue(deadLetter: letter.id, by: admin, in: $0, at: network.now)
        }
        try network.settle()
        #expect(try network.mirror(city, poison) != nil)
        #expect(try network.alarms(city).isEmpty)
    }

    /// How many messages, journal rows and outbox rows there are.
    private func count(_ view: StorageView) throws -> [Int64] {
        try [
            view.first("SELECT count(*) FROM message") { $0.int64(0) },
            view.first("SELECT count(*) FROM journal") { $0.int64(0) },
            view.first("SELECT count(*) FROM outbox") { $0.int64(0) },
        ].compactMap(\.self)
    }

    /// The header of a request behind everything that was confirmed.
    private func header(
        _ network: TestNetwork, _ code: NodeCode, to peer: NodeCode, _ name: StreamName
    ) throws -> String {
        let key = StreamKey(peer: code, stream: name)
        let position = try #require(try network[peer].read { try InboundStreamStore.find(key, in: $0) })
        return StreamHeader(
            name: name, generation: position.generation, epoch: position.epoch, first: position.highest + 1,
            chain: position.chain).value
    }
}
