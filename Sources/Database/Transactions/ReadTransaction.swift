import Platform

/// One view of the database: all that is read through it belongs to one moment. What only reads takes this class;
/// `Transaction` adds writing.
package class ReadTransaction {
    let connection: Connection
    private let clock: (any Clock)?
    private let deadline: UInt64?

    /// With a deadline (monotonic nanoseconds of `clock`) no statement is handed out after it.
    init(_ connection: Connection, deadline: UInt64? = nil, clock: (any Clock)? = nil) {
        self.connection = connection
        self.deadline = deadline
        self.clock = clock
    }

    /// The compiled statement of this text, ready to be bound. Costs a look-up by address for a literal.
    package final func statement(_ sql: SQL) throws(DatabaseError) -> Statement {
        if let deadline, let clock, clock.monotonicNanoseconds >= deadline {
            throw DatabaseError(.interrupted, message: "the read transaction has run past its deadline", sql: sql.text)
        }
        return try connection.statement(sql)
    }

    /// All rows, each as `transform` reads it.
    package final func query<Value>(
        _ sql: SQL, _ values: (any Bindable)?..., transform: (Row) throws -> Value
    ) throws -> [Value] {
        let statement = try bound(sql, values)
        defer { statement.reset() }
        var result: [Value] = []
        while try statement.step() { result.append(try transform(statement.row)) }
        return result
    }

    /// The first row as `transform` reads it; nil when there is none.
    package final func first<Value>(
        _ sql: SQL, _ values: (any Bindable)?..., transform: (Row) throws -> Value
    ) throws -> Value? {
        let statement = try bound(sql, values)
        defer { statement.reset() }
        return try statement.step() ? try transform(statement.row) : nil
    }

    /// Calls `body` with each row until it answers false. For results that must not be held as a whole.
    package final func forEach(
        _ sql: SQL, _ values: (any Bindable)?..., body: (Row) throws -> Bool
    ) throws {
        let statement = try bound(sql, values)
        defer { statement.reset() }
        while try statement.step() {
            guard try body(statement.row) else { return }
        }
    }

    final func bound(_ sql: SQL, _ values: [(any Bindable)?]) throws(DatabaseError) -> Statement {
        let statement = try statement(sql)
        guard statement.driver.parameterCount == values.count else {
            throw DatabaseError(.misuse, message: "\(values.count) values for \(statement.driver.parameterCount) "
                + "parameters", sql: sql.text)
        }
        for (index, value) in values.enumerated() { try statement.bind(index + 1, value) }
        return statement
    }
}
