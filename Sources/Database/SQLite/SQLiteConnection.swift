import CSQLite
import Platform

/// One SQLite connection. SQLite is opened without its own mutexes: the thread that owns this object is the only one
/// that calls it.
final class SQLiteConnection: DriverConnection {
    /// Virtual machine steps between two looks at the clock: about 0.1 ms.
    private static let stepsPerDeadlineCheck: Int32 = 4_000

    /// Done once, before the first connection.
    private static let library: Void = { _ = hotline_leave_out_memory_statistics() }()

    private let handle: OpaquePointer
    private(set) var logFrames = 0
    private let clock = SystemClock()
    private let role: ConnectionRole

    var deadline: UInt64? {
        didSet { watchDeadline(wasWatched: oldValue != nil) }
    }

    init(path: String, role: ConnectionRole, options: SQLiteOptions) throws(DatabaseError) {
        Self.library
        let access = role == .writer ? SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE : SQLITE_OPEN_READONLY
        var opened: OpaquePointer?
        let code = sqlite3_open_v2(path, &opened, access | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, nil)
        guard code == SQLITE_OK, let opened else {
            let error = DatabaseError.sqlite(code, on: opened)
            sqlite3_close_v2(opened)
            throw error
        }
        handle = opened
        self.role = role
        do {
            try configure(role, options)
        } catch {
            sqlite3_close_v2(opened)
            throw error
        }
    }

    /// A database that lies in memory alone, as an earlier ``image()`` of it says; empty where that is.
    init(image: [UInt8]) throws(DatabaseError) {
        Self.library
        var opened: OpaquePointer?
        let access = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE
        let code = sqlite3_open_v2(":memory:", &opened, access, nil)
        guard code == SQLITE_OK, let opened else {
            let error = DatabaseError.sqlite(code, on: opened)
            sqlite3_close_v2(opened)
            throw error
        }
        handle = opened
        role = .writer
        do {
            try load(image)
        } catch {
            sqlite3_close_v2(opened)
            throw error
        }
    }

    func prepare(_ sql: String) throws(DatabaseError) -> any DriverStatement {
        var statement: OpaquePointer?
        let code = sqlite3_prepare_v3(handle, sql, -1, UInt32(SQLITE_PREPARE_PERSISTENT), &statement, nil)
        guard code == SQLITE_OK else { throw .sqlite(code, on: handle, sql: sql) }
        guard let statement else { throw DatabaseError(.misuse, message: "an empty statement", sql: sql) }
        return SQLiteStatement(statement, on: handle)
    }

    func run(script: String) throws(DatabaseError) {
        let code = sqlite3_exec(handle, script, nil, nil, nil)
        guard code == SQLITE_OK else { throw .sqlite(code, on: handle, sql: script) }
    }

    var isInTransaction: Bool { sqlite3_get_autocommit(handle) == 0 }

    /// IMMEDIATE: a writer that first reads could otherwise not be granted the lock later.
    var beginStatement: SQL { role == .writer ? "BEGIN IMMEDIATE" : "BEGIN" }

    func enforceForeignKeys(_ isEnforced: Bool) throws(DatabaseError) {
        try run(script: "PRAGMA foreign_keys = \(isEnforced ? "ON" : "OFF")")
    }

    func tablesWithBrokenForeignKeys() throws(DatabaseError) -> [String] {
        let statement = try prepare("SELECT DISTINCT \"table\" FROM pragma_foreign_key_check ORDER BY 1")
        defer { statement.finalize() }
        var tables: [String] = []
        while try statement.step() { tables.append(String(decoding: statement.bytes(0), as: UTF8.self)) }
        return tables
    }

    var changes: Int { Int(sqlite3_changes64(handle)) }

    var lastInsertedID: Int64 { sqlite3_last_insert_rowid(handle) }

    /// PASSIVE: never waits for readers nor makes a writer wait.
    func checkpoint() throws(DatabaseError) {
        var inLog: Int32 = 0
        let code = sqlite3_wal_checkpoint_v2(handle, nil, SQLITE_CHECKPOINT_PASSIVE, &inLog, nil)
        guard code == SQLITE_OK else { throw .sqlite(code, on: handle) }
        logFrames = Int(max(0, inLog))
    }

    func close() {
        sqlite3_close_v2(handle)
    }

    func image() throws(DatabaseError) -> [UInt8] {
        var size: sqlite3_int64 = 0
        guard let bytes = sqlite3_serialize(handle, "main", &size, 0) else {
            throw DatabaseError(.outOfMemory, message: "the database does not fit into memory once more")
        }
        defer { sqlite3_free(bytes) }
        return Array(UnsafeBufferPointer(start: bytes, count: Int(size)))
    }

    /// SQLite takes the copy over, grows it as needed, and frees it with the connection.
    private func load(_ image: [UInt8]) throws(DatabaseError) {
        hotline_defend(handle)
        // Small pages: thousands of such databases, most of them nearly empty, lie in memory beside each other.
        try run(script: "PRAGMA page_size = 1024; PRAGMA temp_store = MEMORY; PRAGMA trusted_schema = OFF;")
        if !image.isEmpty {
            let size = sqlite3_int64(image.count)
            guard let copy = sqlite3_malloc64(sqlite3_uint64(size)) else {
                throw DatabaseError(.outOfMemory, message: "no memory for a database of \(size) bytes")
            }
            UnsafeMutableRawBufferPointer(start: copy, count: image.count).copyBytes(from: image)
            // Of a database with a write-ahead log too: memory has none (sqlite3_deserialize's own page; fileformat2,
            // 1.3.3).
            for place in [18, 19] { copy.storeBytes(of: 1, toByteOffset: place, as: UInt8.self) }
            let flags = UInt32(SQLITE_DESERIALIZE_FREEONCLOSE | SQLITE_DESERIALIZE_RESIZEABLE)
            let code = sqlite3_deserialize(
                handle, "main", copy.assumingMemoryBound(to: UInt8.self), size, size, flags)
            guard code == SQLITE_OK else { throw .sqlite(code, on: handle) }
        }
        try run(script: "PRAGMA foreign_keys = ON; PRAGMA journal_mode = MEMORY;")
    }

    private func configure(_ role: ConnectionRole, _ options: SQLiteOptions) throws(DatabaseError) {
        sqlite3_busy_timeout(handle, options.busyTimeoutMilliseconds)
        hotline_defend(handle)
        let cache = role == .writer ? options.writerCacheKiB : options.readerCacheKiB
        try run(script: """
            PRAGMA cache_size = -\(cache);
            PRAGMA temp_store = MEMORY;
            PRAGMA foreign_keys = ON;
            PRAGMA trusted_schema = OFF;
            """)
        guard role == .writer else { return }
        try requireLog()
        try run(script: """
            PRAGMA synchronous = FULL;
            PRAGMA journal_size_limit = \(options.logSizeLimit);
            """)
        if let pages = options.maximumPages { try run(script: "PRAGMA max_page_count = \(pages)") }
        countFrames()
    }

    private func requireLog() throws(DatabaseError) {
        let statement = try prepare("PRAGMA journal_mode = WAL")
        defer { statement.finalize() }
        guard try statement.step(), String(decoding: statement.bytes(0), as: UTF8.self) == "wal" else {
            throw DatabaseError(.cannotOpen, message: "the file system does not allow a write-ahead log")
        }
    }

    /// The hook also takes the place of SQLite's automatic checkpoint, which would run inside a COMMIT.
    private func countFrames() {
        sqlite3_wal_hook(handle, { context, _, _, frames in
            guard let context else { return SQLITE_OK }
            Unmanaged<SQLiteConnection>.fromOpaque(context).takeUnretainedValue().logFrames = Int(frames)
            return SQLITE_OK
        }, Unmanaged.passUnretained(self).toOpaque())
    }

    private func watchDeadline(wasWatched: Bool) {
        guard (deadline != nil) != wasWatched else { return }
        guard deadline != nil else { return sqlite3_progress_handler(handle, 0, nil, nil) }
        sqlite3_progress_handler(handle, Self.stepsPerDeadlineCheck, { context in
            guard let context else { return 0 }
            let connection = Unmanaged<SQLiteConnection>.fromOpaque(context).takeUnretainedValue()
            guard let deadline = connection.deadline else { return 0 }
            return connection.clock.monotonicNanoseconds >= deadline ? 1 : 0
        }, Unmanaged.passUnretained(self).toOpaque())
    }
}
