import Database
import HotlineCore
import SyncProtocol
import TestSupport
import Testing
import WorkCalendar

@testable import Storage

/// An empty node's database of one test's own.
final class Store {
    static let home = NodeCode(rawValue: "140500")!
    static let upper = StreamKey(peer: NodeCode(rawValue: "140000")!, stream: .feed)
    static let lower = StreamKey(peer: NodeCode(rawValue: "140525")!, stream: .orders)

    private static let book = Result { try RuleBook.embedded("zezhou-2023") }
    private static let calendar = Result { try WorkCalendar.embedded() }

    private let directory: TemporaryDirectory
    private var session: WriteSession

    init() throws {
        directory = try TemporaryDirectory()
        session = try WriteSession(SQLiteDriver(path: directory.file("node.db")))
        try Migrator(Schema.migrations).migrate(session, now: 0)
        try session.write {
            try NodeRecord(code: Self.home, generation: 1, epoch: "e", mode: .normal).create(in: $0)
        }
    }

    func write<Value>(_ work: (Transaction) throws -> Value) throws -> Value { try session.write(work) }

    /// How SQLite goes about a statement.
    func plan(_ query: ListCondition) throws -> String {
        let query = ListCondition(sql: "EXPLAIN QUERY PLAN " + query.sql, values: query.values)
        return try write { try $0.rows(of: query) { $0.text(3) } }.joined(separator: "; ")
    }

    /// Opens the database anew: what was kept in memory only is gone.
    func reopen() throws {
        session = try WriteSession(SQLiteDriver(path: directory.file("node.db")))
    }

    /// Stores a message of this node.
    @discardableResult
    func message(
        _ counter: Int64, source: String = Store.home.source, text: String = "a", at now: Int64 = 0
    ) throws -> Int64 {
        try write { try MessageStore.append(Store.message(counter, source: source, text: text), at: now, in: $0) }
    }

    static func message(
        _ counter: Int64, source: String = Store.home.source, text: String = "a"
    ) throws -> MessageStore.Message {
        let key = EventKey(source: source, id: "1-\(counter)")
        let body = try EventBuilder(key: key, type: "t", data: Array("\"\(text)\"".utf8)).encoded()
        var decoder = EventDecoder(hashing: StorageHash.self)
        guard case .event(let event) = try decoder.single(body) else { throw Unexpected(what: "\(key)") }
        return MessageStore.Message(key: MessageKey(key), digest: event.digest, body: body[...], origin: nil)
    }

    /// Registers a ticket without a node around it.
    @discardableResult
    func ticket(
        _ counter: Int64, title: String = "停水", kind: MatterKind = .help, at: Int64 = 0,
        _ change: (inout Register) -> Void = { _ in }
    ) throws -> Ticket {
        let moment = Moment(milliseconds: at)
        let id = TicketID(owner: Self.home, generation: 1, counter: counter)
        var register = Register.sample(title)
        register.matter.kind = kind
        change(&register)
        let context = Context(
            actor: Actor(person: "admin", role: .admin, node: Self.home), node: Self.home, generation: 1, now: moment,
            ruleBook: try Self.book.get(), calendar: try Self.calendar.get(),
            facts: Facts(
                newTicket: Facts.NewTicket(id: id, number: TicketNumber(day: moment.day, counter: Int(counter))),
                units: [:], lowerNodes: [], upperNodes: []))
        let ticket = try decide(nil, .register(register), context).reduce(nil) { evolve($0, $1) }
        return try keep(try #require(ticket))
    }

    private func keep(_ ticket: Ticket) throws -> Ticket {
        let body = try CanonicalJSON.encode(ticket)
        try write {
            try TicketStore.save(ticket, body: body, digest: StorageHash.sha256(body), replacing: nil, in: $0)
        }
        return ticket
    }
}
