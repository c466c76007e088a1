import Database
import HotlineCore

/// A list's SQL: conditions, and from where rows are read. Which index serves is decided here and not by SQLite, which
/// knows nothing of how many rows a condition admits.
struct ListQuery {
    private let table: ListedTable
    private let filter: TicketFilter
    /// Each is answered by a covering index.
    private var conditions: [ListCondition] = []
    private var finders: [ListFinder] = []
    /// `INDEXED BY …`, or the rows that a finder finds.
    private var source = ""
    /// The finder from whose rows the list is read.
    private var narrowest: Int?

    init(_ table: ListedTable, _ filter: TicketFilter, in transaction: ReadTransaction) throws {
        self.table = table
        self.filter = filter
        admit("state", filter.states)
        admit("kind", filter.kinds)
        if let registered = filter.registered {
            conditions.append(ListCondition(
                sql: "\(table).registered_at >= ? AND \(table).registered_at < ?",
                values: [registered.lowerBound, registered.upperBound]))
        }
        if filter.isOpen { conditions.append(isOpen) }
        if let root = filter.rootId { add("\(table).root_id = ?", root) }
        if filter.hidesConfidential { conditions.append(ListCondition(sql: "\(table).confidential = 0")) }
        if table == .ticket { admitOwn(filter.own) } else { admitMirrors() }
        if !isOfShares { admitDue(column: "\(table).due") }
        if let text = filter.text, !text.isEmpty { find(SearchQuery(text).expression) }
        if !filter.areas.isEmpty { find(SearchQuery(places: filter.areas).expression) }
        if let scope = filter.scope, table == .ticket { admit(scope) }
        try choose(in: transaction)
    }

    /// Whether states and ends are those of the shares of units.
    private var isOfShares: Bool { table == .ticket && !filter.own.units.isEmpty }

    /// The page, with how many rows there are in all unless nobody asks.
    func page(counted: Bool = true, in transaction: ReadTransaction) throws -> ListPage {
        var page = ListPage()
        if counted { page.total = try total(in: transaction) }
        page.isIncomplete = try isIncomplete(in: transaction)
        var keys = try transaction.rows(of: keys) { ListCursor(key: $0.int64(0), row: $0.int64(1)) }
        if keys.count > filter.limit {
            keys.removeLast(keys.count - filter.limit)
            page.next = keys.last
        }
        // The documents last: ordering them would carry each along.
        for key in keys {
            if let body = try transaction.first(table.body, key.row, transform: { $0.blob(0) }) {
                page.bodies.append(body)
                page.rows.append(key.row)
            }
        }
        return page
    }

    /// How many rows the filter admits.
    func total(in transaction: ReadTransaction) throws -> Int {
        if conditions.isEmpty, finders.isEmpty {
            return try transaction.bound(ListCondition(sql: "SELECT count(*) FROM \(table)")) { $0.int(0) } ?? 0
        }
        if conditions.isEmpty, finders.count == 1 {
            let rows = finders[0].rows
            let sql = "SELECT count(*) FROM (\(rows.sql))"
            return try transaction.bound(ListCondition(sql: sql, values: rows.values)) { $0.int(0) } ?? 0
        }
        return try transaction.bound(count) { $0.int(0) } ?? 0
    }

    /// Counts the rows that the filter admits.
    var count: ListCondition {
        let clause = clause(conditions)
        return ListCondition(sql: "SELECT count(*) FROM \(table) \(source) \(clause.sql)", values: clause.values)
    }

    /// Reads the keys of a page: one more than it holds tells that another page follows.
    var keys: ListCondition {
        let key = key
        let isDescending = filter.order == .newest
        var conditions = conditions
        if let cursor = filter.before {
            // Of several bounds SQLite takes the first to begin at: a later page must not go through those before it.
            conditions.insert(ListCondition(
                sql: "(\(key.sql), \(table).rowid) \(isDescending ? "<" : ">") (?, ?)",
                values: key.values + [cursor.key, cursor.row]), at: 0)
        }
        let clause = clause(conditions)
        let direction = isDescending ? "DESC" : "ASC"
        return ListCondition(
            sql: """
                SELECT \(key.sql), \(table).rowid FROM \(table) \(source) \(clause.sql)
                ORDER BY 1 \(direction), 2 \(direction) LIMIT \(filter.limit + 1)
                """,
            values: key.values + clause.values)
    }

    /// What the list is ordered by. Where shares of units are asked for, their ends are meant and not those of others.
    private var key: ListCondition {
        guard filter.order == .due else { return ListCondition(sql: "\(table).registered_at") }
        guard isOfShares else { return ListCondition(sql: "coalesce(\(table).due, \(Int64.max))") }
        let shares = shares(of: filter.own.units, filter.own.assignmentStates)
        return ListCondition(
            sql: """
                coalesce((SELECT min(due) FROM assignment INDEXED BY assignment_ticket
                  WHERE assignment.ticket = ticket.rowid AND \(shares.sql)), \(Int64.max))
                """,
            values: shares.values)
    }

    /// Whether rows may be missing that are not in the index yet.
    func isIncomplete(in transaction: ReadTransaction) throws -> Bool {
        if table == .ticket, try !ListingFill.isDone(in: transaction) { return true }
        guard filter.text != nil || !filter.areas.isEmpty else { return false }
        return try !SearchFill.isDone(in: transaction)
    }

    private func clause(_ conditions: [ListCondition]) -> ListCondition {
        let found = finders.enumerated().map { index, finder in
            // A `+` keeps SQLite from starting with this condition (optoverview.html, section 2.1).
            ListCondition(
                sql: "\(index == narrowest ? "" : "+")\(table).rowid IN (\(finder.rows.sql))",
                values: finder.rows.values)
        }
        let all = conditions + found
        guard !all.isEmpty else { return ListCondition(sql: "") }
        return ListCondition(
            sql: "WHERE " + all.map(\.sql).joined(separator: " AND "), values: all.flatMap(\.values))
    }
}

extension ListQuery {
    /// By the root where one is named; from few found rows; else along a covering index, of what is not archived where
    /// that is enough.
    private mutating func choose(in transaction: ReadTransaction) throws {
        if filter.rootId != nil {
            source = "INDEXED BY \(table)_root"
            return
        }
        narrowest = try finders.firstIndex { try $0.isNarrow(in: transaction) }
        if narrowest != nil {
            source = "NOT INDEXED"
        } else if table == .ticket, filter.isOfOpenTickets {
            // Said in so many words, the condition admits the index (partialindex.html, section 3.1).
            if !filter.isOpen { conditions.append(isOpen) }
            source = "INDEXED BY ticket_open"
        } else {
            source = conditions.isEmpty && finders.isEmpty ? "" : "INDEXED BY \(table)_list"
        }
    }

    private var isOpen: ListCondition { ListCondition(sql: "\(table).state <> 'archived'") }

    private mutating func admitOwn(_ own: TicketFilter.OwnTickets) {
        admit("channel", own.channels)
        admit("category", own.categories)
        if let person = own.registeredBy { add("ticket.registered_by = ?", person) }
        admit(own.marks, orUnreadBy: own.unread)
        admit(own.results.map { TicketTraits($0) })
        if !own.tags.isEmpty { finders.append(ListFinder(rows: TagStore.tickets(with: own.tags))) }
        guard isOfShares else { return admit(own.assignmentStates.map { TicketTraits($0) }) }
        let shares = shares(of: own.units, own.assignmentStates)
        finders.append(ListFinder(rows: ListCondition(
            sql: "SELECT DISTINCT ticket FROM assignment WHERE \(shares.sql)", values: shares.values)))
    }

    private mutating func admitMirrors() {
        guard let source = filter.source else { return }
        add("mirror.source = (SELECT ref FROM source WHERE name = ?)", source)
    }

    /// Such shares of units. An end that is asked for is that of a share on which the unit still has to act.
    private func shares(of units: [UnitID], _ states: [AssignmentState]) -> ListCondition {
        let asked = states.isEmpty && !filter.due.isEmpty ? AssignmentState.allCases.filter(\.isOpen) : states
        var condition = ListCondition(sql: "unit IN (\(marks(units.count)))", values: units.map(\.rawValue))
        if !asked.isEmpty {
            condition.sql += " AND state IN (\(marks(asked.count)))"
            condition.values += asked.map(\.rawValue)
        }
        if let due = due(column: "due") {
            condition.sql += " AND \(due.sql)"
            condition.values += due.values
        }
        return condition
    }

    private mutating func admitDue(column: String) {
        if let due = due(column: column) { conditions.append(due) }
    }

    private func due(column: String) -> ListCondition? {
        guard !filter.due.isEmpty else { return nil }
        let ranges = filter.due.map { _ in "(\(column) >= ? AND \(column) < ?)" }.joined(separator: " OR ")
        return ListCondition(sql: "(\(ranges))", values: filter.due.flatMap { [$0.lowerBound, $0.upperBound] })
    }

    private mutating func admit(_ traits: [TicketTraits]) {
        guard !traits.isEmpty else { return }
        add("(ticket.traits & ?) <> 0", TicketTraits(traits).rawValue)
    }

    /// Any of the marks; to be unread is one of them that each reader sees for themselves.
    private mutating func admit(_ marks: [TicketMark], orUnreadBy reader: TicketReader?) {
        guard let reader else { return admit(marks.map { TicketTraits($0) }) }
        var condition = SeenStore.unread(by: reader)
        if !marks.isEmpty {
            condition.sql = "((ticket.traits & ?) <> 0 OR \(condition.sql))"
            condition.values.insert(TicketTraits(marks.map { TicketTraits($0) }).rawValue, at: 0)
        }
        conditions.append(condition)
    }

    private mutating func admit(_ column: String, _ allowed: [String]) {
        guard !allowed.isEmpty else { return }
        conditions.append(ListCondition(
            sql: "\(table).\(column) IN (\(marks(allowed.count)))", values: allowed.map { $0 as any Bindable }))
    }

    /// Any of its lists; a scope without anything admits nothing.
    private mutating func admit(_ scope: TicketScope) {
        // The units' shares were asked for already.
        if isOfShares, filter.own.units.allSatisfy(scope.units.contains) { return }
        if scope.isOfShares { return finders.append(ListFinder(rows: scope.shares)) }
        conditions.append(scope.condition)
    }

    /// A text without anything that is searched is found nowhere.
    private mutating func find(_ expression: String?) {
        guard let expression else { return conditions.append(ListCondition(sql: "0")) }
        let index = "\(table)_search"
        finders.append(ListFinder(rows: ListCondition(
            sql: "SELECT rowid FROM \(index) WHERE \(index) MATCH ?", values: [expression])))
    }

    private mutating func add(_ condition: String, _ value: any Bindable) {
        conditions.append(ListCondition(sql: condition, values: [value]))
    }

    private func marks(_ count: Int) -> String { Array(repeating: "?", count: count).joined(separator: ", ") }
}

extension TicketScope {
    /// The rows in which one of its units has a share.
    var shares: ListCondition {
        ListCondition(
            sql: "SELECT DISTINCT ticket FROM assignment WHERE unit IN (\(Self.marks(units.count)))",
            values: units.map(\.rawValue))
    }

    /// What it admits, as a condition on a row.
    var condition: ListCondition {
        ListCondition(
            sql: """
                (ticket.rowid IN (\(shares.sql)) OR ticket.kind IN (\(Self.marks(kinds.count)))
                  OR ticket.category IN (\(Self.marks(categories.count))))
                """,
            values: shares.values + kinds.map(\.rawValue) + categories)
    }

    private static func marks(_ count: Int) -> String { Array(repeating: "?", count: count).joined(separator: ", ") }
}
