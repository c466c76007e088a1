package import Database
import HotlineCore

extension TicketStore {
    /// A page of own tickets, with how many there are in all.
    package static func list(_ filter: TicketFilter, in transaction: ReadTransaction) throws -> ListPage {
        try ListQuery(.ticket, filter, in: transaction).page(in: transaction)
    }

    /// A page of own tickets without a count: a reader of all of them asks for many.
    package static func next(_ filter: TicketFilter, in transaction: ReadTransaction) throws -> ListPage {
        try ListQuery(.ticket, filter, in: transaction).page(counted: false, in: transaction)
    }

    /// Whether tickets may be missing from such a list, as ``ListPage/isIncomplete`` tells.
    package static func isIncomplete(_ filter: TicketFilter, in transaction: ReadTransaction) throws -> Bool {
        try ListQuery(.ticket, filter, in: transaction).isIncomplete(in: transaction)
    }

    /// How many own tickets a filter admits.
    package static func count(_ filter: TicketFilter, in transaction: ReadTransaction) throws -> Int {
        try ListQuery(.ticket, filter, in: transaction).total(in: transaction)
    }
}

extension MirrorStore {
    /// A page of mirrors; each body is the carrying event.
    package static func list(_ filter: TicketFilter, in transaction: ReadTransaction) throws -> ListPage {
        try ListQuery(.mirror, filter, in: transaction).page(in: transaction)
    }
}

/// Which tickets are listed.
enum ListedTable: String {
    case ticket, mirror

    /// The document of one row.
    var body: SQL {
        switch self {
        case .ticket: "SELECT body FROM ticket WHERE rowid = ?"
        case .mirror:
            "SELECT message.body FROM mirror JOIN message ON message.seq = mirror.message WHERE mirror.rowid = ?"
        }
    }
}

/// A condition of SQL with the values of its parameters.
struct ListCondition {
    var sql: String
    var values: [any Bindable] = []
}

/// A condition that finds rows by itself: those of a unit's shares, those that hold a word.
struct ListFinder {
    /// `SELECT <row> FROM …`, each row once.
    var rows: ListCondition

    /// Found rows beyond which a list is read in its order, each row looked up among those found, and not from the rows
    /// found, all of which would have to be sorted.
    private static let manyRows = 2_000

    /// Whether it finds no more rows than are sorted in no time.
    func isNarrow(in transaction: ReadTransaction) throws -> Bool {
        let bounded = "SELECT count(*) FROM (\(rows.sql) LIMIT \(Self.manyRows + 1))"
        let count = try transaction.bound(ListCondition(sql: bounded, values: rows.values)) { $0.int(0) }
        return count ?? 0 <= Self.manyRows
    }
}

extension ReadTransaction {
    /// The first row of a statement that was put together.
    func bound<Value>(_ query: ListCondition, _ read: (Row) throws -> Value) throws -> Value? {
        let statement = try prepared(query)
        defer { statement.reset() }
        return try statement.step() ? try read(statement.row) : nil
    }

    /// All rows of a statement that was put together.
    func rows<Value>(of query: ListCondition, _ read: (Row) throws -> Value) throws -> [Value] {
        let statement = try prepared(query)
        defer { statement.reset() }
        var rows: [Value] = []
        while try statement.step() { rows.append(try read(statement.row)) }
        return rows
    }

    private func prepared(_ query: ListCondition) throws -> Statement {
        let statement = try statement(SQL(composed: query.sql))
        for (index, value) in query.values.enumerated() { try statement.bind(index + 1, value) }
        return statement
    }
}
