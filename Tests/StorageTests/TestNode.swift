import Database
import HotlineCore
import NodeCore
import Storage
import SyncProtocol
import TestSupport
import Testing
import WorkCalendar

/// A node's core over a database of its own, without threads, sockets or real time.
final class TestNode {
    static let province = NodeCode(rawValue: "140000")!
    static let city = NodeCode(rawValue: "140500")!
    static let county = NodeCode(rawValue: "140525")!
    static let water = UnitID(rawValue: "water")!
    static let town = UnitID(rawValue: "town")!

    let core: NodeCore
    let directory: TemporaryDirectory
    let driver: SQLiteDriver
    private let session: WriteSession

    init(_ code: NodeCode, tier: Tier, peers: [PeerSettings]) throws {
        let book = try RuleBook.embedded("zezhou-2023")
        core = NodeCore(settings: NodeSettings(
            code: code, name: code.rawValue, tier: tier, peers: peers,
            units: [Self.water: Facts.KnownUnit(name: "水务局"), Self.town: Facts.KnownUnit(name: "巴公镇")],
            ruleBook: book, ruleBooks: [], calendar: try WorkCalendar.embedded()))
        directory = try TemporaryDirectory()
        driver = SQLiteDriver(path: directory.file("node.db"))
        session = try WriteSession(driver)
        try Migrator(Schema.migrations).migrate(session, now: 0)
    }

    func write<Value>(_ work: (Transaction) throws -> Value) throws -> Value { try session.write(work) }

    /// Moves the log into the database's file, so that the file alone holds everything.
    func settle() throws { try session.checkpoint() }

    func verify() throws -> VerificationReport {
        try write { try Verification.run(in: $0, upperNodes: core.settings.upperNodes, files: Specimen.files) }
    }

    func ticket(_ id: TicketID) throws -> Ticket {
        try #require(try write { try TicketStore.find(id, in: $0) }).ticket
    }

    func ticket(orderedAs id: AssignmentID) throws -> Ticket {
        try #require(try write { try TicketStore.find(order: id, in: $0) }).ticket
    }
}

/// Province, city and county, and the messages between them.
struct TestNetwork {
    let province: TestNode
    let city: TestNode
    let county: TestNode
    private(set) var now = Moment("2026-09-14T09:00:00+08:00")!

    init() throws {
        province = try TestNode(
            TestNode.province, tier: .province,
            peers: [PeerSettings(code: TestNode.city, relation: .lower, speaksFor: [TestNode.city, TestNode.county])])
        city = try TestNode(
            TestNode.city, tier: .city,
            peers: [
                PeerSettings(code: TestNode.province, relation: .upper, speaksFor: [TestNode.province]),
                PeerSettings(code: TestNode.county, relation: .lower, speaksFor: [TestNode.county]),
            ])
        county = try TestNode(
            TestNode.county, tier: .county,
            peers: [
                PeerSettings(
                    code: TestNode.city, relation: .upper, speaksFor: [TestNode.city, TestNode.province],
                    personalData: .full),
            ])
        for node in [province, city, county] {
            _ = try node.write { try node.core.open(file: nil, freshEpoch: "e\(node.core.code)", in: $0, at: now) }
        }
        try greet(city, province)
        try greet(county, city)
        for node in [province, city, county] {
            _ = try node.write { try node.core.finishRecovery(unheard: [], in: $0, at: now) }
        }
    }

    /// Both say hello until every stream is ready.
    mutating func greet(_ one: TestNode, _ other: TestNode) throws {
        for (speaker, listener) in [(one, other), (other, one)] {
            tick()
            let hello = try speaker.write { try speaker.core.hello(to: listener.core.code, in: $0) }
            let answer = try listener.write {
                try listener.core.answerHello(hello, from: speaker.core.code, freshEpoch: "x", in: $0, at: now)
            }
            let result = try speaker.write { transaction in
                try speaker.core.helloAnswered(
                    answer.value.get(), by: listener.core.code, freshEpoch: "x", in: transaction, at: now)
            }
            guard case .ready = result.value else { throw Unexpected(what: "\(result.value)") }
        }
    }

    mutating func tick() { now = now.adding(milliseconds: 1_000) }

    @discardableResult
    mutating func act(_ node: TestNode, _ command: Command, on ticket: TicketID? = nil) throws -> TicketID {
        tick()
        let actor = Actor(person: "admin", role: .admin, node: node.core.code)
        return try node.write { transaction in
            try node.core.perform(CommandRequest(command, ticket: ticket, actor: actor), in: transaction, at: now)
        }.value.ticket.id
    }

    /// Registers, accepts and dispatches.
    mutating func dispatch(_ node: TestNode, _ register: Register, to shares: [Dispatch.Share]) throws -> TicketID {
        let id = try act(node, .register(register))
        try act(node, .dispatch(Dispatch(shares)), on: id)
        return id
    }

    /// Delivers what one node owes another on a stream.
    mutating func deliver(_ sender: TestNode, _ receiver: TestNode, _ name: StreamName) throws {
        let outgoing = StreamKey(peer: receiver.core.code, stream: name)
        while true {
            tick()
            let batch = try sender.write { transaction -> OutboundBatch? in
                let stream = try OutboxStore.stream(outgoing, in: transaction)
                return try sender.core.batch(
                    outgoing, from: stream.acknowledged + 1, maxEvents: 7, maxBytes: 1 << 20, in: transaction)
            }
            guard let batch else { return }
            var reader = InboundReader()
            let inbound = InboundBatch(header: batch.header, events: try reader.batch(batch.body))
            let reply = try receiver.write {
                try receiver.core.receive(inbound, from: sender.core.code, in: $0, at: now)
            }
            guard case .answer(let answer) = reply.value else { throw Unexpected(what: "\(reply.value)") }
            _ = try sender.write {
                try sender.core.acknowledge(
                    outgoing, through: answer.acknowledged, refused: answer.refused, in: $0, at: now)
            }
        }
    }

    /// Delivers everything, and what follows from it.
    mutating func settle() throws {
        for _ in 0..<4 {
            for (one, other) in [(county, city), (city, county), (city, province), (province, city)] {
                try deliver(one, other, .orders)
                try deliver(one, other, .feed)
            }
        }
    }
}

struct Unexpected: Error { var what: String }

extension Register {
    static func sample(
        _ title: String = "小区停水", phone: String = "13812345678", confidential: Bool = false
    ) -> Register {
        Register(
            matter: Matter(
                kind: .help, channel: .telephone, title: title, content: "王小明反映停水三天", place: "巴公镇",
                occurredAt: "2026-09-12"),
            petitioner: Petitioner(
                confidential: confidential, personal: PersonalFields(name: "王小明", phone: phone)))
    }
}

extension CompletionForm {
    static let sample = CompletionForm(
        handling: "抢修管道", result: "已恢复供水", handledAt: Moment("2026-09-14T15:00:00+08:00"),
        reply: Reply(at: Moment("2026-09-14T15:30:00+08:00"), means: "电话", content: "已告知"))
}
