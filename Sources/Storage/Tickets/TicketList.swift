package import Database
package import HotlineCore

/// What a list of tickets is asked for; an empty field admits everything.
package struct TicketFilter: Sendable, Hashable {
    package var states: [String] = []
    package var kinds: [String] = []
    /// Own tickets only: mirrors are not listed by it.
    package var channels: [String] = []
    /// Only own tickets in which this unit has a share.
    package var unit: UnitID?
    /// Only open limits that end before this moment, in milliseconds.
    package var dueBefore: Int64?
    package var rootId: String?
    /// For mirrors: the node that owns the ticket.
    package var source: String?
    /// Words that title, content, place or numbers must hold, all of them.
    package var text: String?
    /// Own tickets only: those with a proposed supervision that waits for a person.
    package var proposed = false
    /// Own tickets only: those that a reader with a share of the work may see; nil for a reader of all.
    package var scope: TicketScope?
    /// Leaves out the matters of petitioners who asked for confidentiality.
    package var hidesConfidential = false
    /// Continue behind the row with this key, newest first.
    package var before: ListCursor?
    package var limit = 50

    package init() {}
}

/// What a reader who does not see all tickets may see (JY24-23): whatever one of the lists admits.
package struct TicketScope: Sendable, Hashable {
    /// Units of which one has a share in the ticket.
    package var units: [UnitID]
    /// Kinds and categories (事项类别) of the matter.
    package var kinds: [MatterKind]
    package var categories: [String]

    package init(units: [UnitID], kinds: [MatterKind] = [], categories: [String] = []) {
        self.units = units
        self.kinds = kinds
        self.categories = categories
    }

    /// Whether it admits a ticket.
    package func admits(kind: MatterKind, category: String?, units shares: [UnitID]) -> Bool {
        kinds.contains(kind) || category.map(categories.contains) ?? false || shares.contains(where: units.contains)
    }
}

/// Where a page of a list ended: registration time, then row. Stable while tickets come and go.
package struct ListCursor: Sendable, Hashable {
    package var registeredAt: Int64
    package var row: Int64

    package init(registeredAt: Int64, row: Int64) {
        self.registeredAt = registeredAt
        self.row = row
    }

    /// `1795000000000.42`, as it stands in a page's `next`.
    package init?(_ text: String) {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 2, let at = Int64(parts[0]), let row = Int64(parts[1]) else { return nil }
        self.init(registeredAt: at, row: row)
    }

    /// As it stands in an answer of the API, for the next question.
    package var text: String { "\(registeredAt).\(row)" }
}

/// A page of documents with where it ended.
package struct ListPage: Sendable {
    /// Each ticket's state as JSON, as stored.
    package var bodies: [[UInt8]] = []
    /// Nil on the last page.
    package var next: ListCursor?
    /// How many rows the filter admits in all.
    package var total: Int = 0
    /// Whether a search may have missed rows that are not in the index yet, after a move to a newer program.
    package var isIncomplete = false
}

extension TicketStore {
    /// A page of own tickets, newest first.
    package static func list(_ filter: TicketFilter, in transaction: ReadTransaction) throws -> ListPage {
        try ListQuery(table: "ticket", body: "ticket.body", join: "", filter: filter).run(in: transaction)
    }
}

/// A list's SQL: conditions that apply, with their values in order.
struct ListQuery {
    private let table: String
    private let body: String
    private let join: String
    private let filter: TicketFilter
    /// Found rows beyond which a page is read newest first, looking each row up among those found, and not from the
    /// rows found, all of which would have to be sorted.
    private static let manyRows = 2_000
    private var conditions: [String] = []
    private var values: [any Bindable] = []
    /// What the searched text is found by.
    private var search: (index: SearchIndex, expression: String)?

    init(table: String, body: String, join: String, filter: TicketFilter) {
        self.table = table
        self.body = body
        self.join = join
        self.filter = filter
        admit("state", filter.states)
        admit("kind", filter.kinds)
        let isMirror = table == "mirror"
        if !isMirror { admit("channel", filter.channels) }
        if let root = filter.rootId { add("\(table).root_id = ?", root) }
        if let due = filter.dueBefore { add("\(table).due < ?", due) }
        if isMirror, let source = filter.source {
            add("\(table).source = (SELECT ref FROM source WHERE name = ?)", source)
        }
        if !isMirror, let unit = filter.unit {
            add("\(table).rowid IN (SELECT ticket FROM assignment WHERE unit = ?)", unit.rawValue)
        }
        if !isMirror, filter.proposed { conditions.append("ticket.id IN (SELECT ticket FROM proposed)") }
        if !isMirror, let scope = filter.scope { admit(scope) }
        if filter.hidesConfidential { conditions.append("\(table).confidential = 0") }
        if let text = filter.text, !text.isEmpty { find(text, in: isMirror ? .mirror : .ticket) }
    }

    /// The page, and how many rows there are in all.
    func run(in transaction: ReadTransaction) throws -> ListPage {
        var page = ListPage()
        page.total = try total(in: transaction)
        page.isIncomplete = try filter.text != nil && !SearchFill.isDone(in: transaction)
        var conditions = conditions
        var values = values
        if let search {
            // A `+` keeps SQLite from starting with this condition (optoverview.html, section 2.1).
            conditions.append((page.total > Self.manyRows ? "+" : "") + search.index.condition)
            values.append(search.expression)
        }
        if let cursor = filter.before {
            conditions.append("(\(table).registered_at, \(table).rowid) < (?, ?)")
            values += [cursor.registeredAt, cursor.row]
        }
        let statement = try transaction.statement(SQL(composed: """
            SELECT \(body), \(table).registered_at, \(table).rowid FROM \(table) \(join)
            \(ListQuery.clause(conditions))
            ORDER BY \(table).registered_at DESC, \(table).rowid DESC LIMIT ?
            """))
        try ListQuery.bind(values + [filter.limit + 1], to: statement)
        defer { statement.reset() }
        var last: ListCursor?
        while try statement.step() {
            guard page.bodies.count < filter.limit else {
                page.next = last
                break
            }
            page.bodies.append(statement.row.blob(0))
            last = ListCursor(registeredAt: statement.row.int64(1), row: statement.row.int64(2))
        }
        return page
    }

    private func total(in transaction: ReadTransaction) throws -> Int {
        var (sql, values) = ("SELECT count(*) FROM \(table) \(ListQuery.clause(conditions))", values)
        if let search {
            values.append(search.expression)
            sql = conditions.isEmpty
                ? search.index.count
                : "SELECT count(*) FROM \(table) \(ListQuery.clause(conditions + [search.index.condition]))"
        }
        let statement = try transaction.statement(SQL(composed: sql))
        try ListQuery.bind(values, to: statement)
        defer { statement.reset() }
        return try statement.step() ? statement.row.int(0) : 0
    }

    private mutating func add(_ condition: String, _ value: any Bindable) {
        conditions.append(condition)
        values.append(value)
    }

    /// A text without anything that is searched is found nowhere.
    private mutating func find(_ text: String, in index: SearchIndex) {
        if let expression = SearchQuery(text).expression {
            search = (index, expression)
        } else {
            conditions.append("0")
        }
    }

    private mutating func admit(_ column: String, _ allowed: [String]) {
        guard !allowed.isEmpty else { return }
        let marks = allowed.map { _ in "?" }.joined(separator: ", ")
        conditions.append("\(table).\(column) IN (\(marks))")
        values += allowed.map { $0 as any Bindable }
    }

    /// Any of its lists; a scope without anything admits nothing.
    private mutating func admit(_ scope: TicketScope) {
        func marks(_ count: Int) -> String { Array(repeating: "?", count: count).joined(separator: ", ") }
        conditions.append("""
            (ticket.rowid IN (SELECT ticket FROM assignment WHERE unit IN (\(marks(scope.units.count))))
              OR ticket.kind IN (\(marks(scope.kinds.count)))
              OR ticket.category IN (\(marks(scope.categories.count))))
            """)
        values += scope.units.map(\.rawValue) + scope.kinds.map(\.rawValue) + scope.categories
    }

    private static func clause(_ conditions: [String]) -> String {
        conditions.isEmpty ? "" : "WHERE " + conditions.joined(separator: " AND ")
    }

    private static func bind(_ values: [any Bindable], to statement: Statement) throws {
        for (index, value) in values.enumerated() { try statement.bind(index + 1, value) }
    }
}
