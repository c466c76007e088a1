import CSQLite

/// One compiled statement of SQLite.
final class SQLiteStatement: DriverStatement {
    private let statement: OpaquePointer
    private let handle: OpaquePointer
    let parameterCount: Int
    let columnCount: Int

    init(_ statement: OpaquePointer, on handle: OpaquePointer) {
        self.statement = statement
        self.handle = handle
        parameterCount = Int(sqlite3_bind_parameter_count(statement))
        columnCount = Int(sqlite3_column_count(statement))
    }

    func bind(_ index: Int, integer: Int64) throws(DatabaseError) {
        try check(sqlite3_bind_int64(statement, Int32(index), integer))
    }

    func bind(_ index: Int, real: Double) throws(DatabaseError) {
        try check(sqlite3_bind_double(statement, Int32(index), real))
    }

    func bind(_ index: Int, text: String) throws(DatabaseError) {
        var text = text
        try check(text.withUTF8 { hotline_bind_text(statement, Int32(index), $0.baseAddress, Int32($0.count)) })
    }

    func bind(_ index: Int, blob: UnsafeRawBufferPointer) throws(DatabaseError) {
        try check(hotline_bind_blob(statement, Int32(index), blob.baseAddress, Int32(blob.count)))
    }

    func bindNull(_ index: Int) throws(DatabaseError) {
        try check(sqlite3_bind_null(statement, Int32(index)))
    }

    func step() throws(DatabaseError) -> Bool {
        switch sqlite3_step(statement) {
        case SQLITE_ROW: return true
        case SQLITE_DONE:
            sqlite3_reset(statement)
            return false
        case let code:
            let error = failure(code)
            sqlite3_reset(statement)
            throw error
        }
    }

    func reset() {
        // Repeats the error of the last step, which has been thrown already.
        sqlite3_reset(statement)
    }

    func clearBindings() {
        sqlite3_clear_bindings(statement)
    }

    func isNull(_ column: Int) -> Bool {
        sqlite3_column_type(statement, Int32(column)) == SQLITE_NULL
    }

    func integer(_ column: Int) -> Int64 {
        sqlite3_column_int64(statement, Int32(column))
    }

    func real(_ column: Int) -> Double {
        sqlite3_column_double(statement, Int32(column))
    }

    func bytes(_ column: Int) -> UnsafeRawBufferPointer {
        let start = sqlite3_column_blob(statement, Int32(column))
        return UnsafeRawBufferPointer(start: start, count: Int(sqlite3_column_bytes(statement, Int32(column))))
    }

    func finalize() {
        sqlite3_finalize(statement)
    }

    private func check(_ code: Int32) throws(DatabaseError) {
        guard code != SQLITE_OK else { return }
        throw failure(code)
    }

    private func failure(_ code: Int32) -> DatabaseError {
        .sqlite(code, on: handle, sql: sqlite3_sql(statement).map { String(cString: $0) })
    }
}
