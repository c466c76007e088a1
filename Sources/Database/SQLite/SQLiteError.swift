import CSQLite

extension DatabaseError {
    /// The connection's last error, which `code` (an extended result code) announced.
    static func sqlite(_ code: Int32, on handle: OpaquePointer?, sql: String? = nil) -> DatabaseError {
        let message = handle.flatMap { sqlite3_errmsg($0) } ?? sqlite3_errstr(code)
        return DatabaseError(
            kind(of: code), code: code, message: message.map { String(cString: $0) } ?? "unknown", sql: sql)
    }

    private static func kind(of code: Int32) -> Kind {
        switch code & 0xff {
        case SQLITE_FULL: .full
        case SQLITE_IOERR: .ioError
        case SQLITE_NOMEM: .outOfMemory
        case SQLITE_BUSY, SQLITE_LOCKED, SQLITE_PROTOCOL: .busy
        case SQLITE_CONSTRAINT: .constraint(constraint(of: code))
        case SQLITE_CORRUPT, SQLITE_NOTADB: .corrupt
        case SQLITE_READONLY: .readOnly
        case SQLITE_CANTOPEN, SQLITE_PERM: .cannotOpen
        case SQLITE_INTERRUPT: .interrupted
        case SQLITE_TOOBIG: .tooBig
        case SQLITE_ERROR, SQLITE_MISUSE, SQLITE_RANGE, SQLITE_MISMATCH: .misuse
        default: .other
        }
    }

    /// SQLite's extended codes, `SQLITE_CONSTRAINT | n << 8`: its macros for them are not imported.
    private static func constraint(of code: Int32) -> Constraint {
        switch code >> 8 {
        case 1: .check
        case 3: .foreignKey
        case 5: .notNull
        case 6, 10: .primaryKey
        case 8: .unique
        case 12: .dataType
        default: .other
        }
    }
}
