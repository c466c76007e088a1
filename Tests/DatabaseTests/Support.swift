import Database
import Foundation
import TestSupport

/// A database of one test's own.
struct Scratch {
    let directory: TemporaryDirectory
    let driver: SQLiteDriver

    init(options: SQLiteOptions = SQLiteOptions()) throws {
        directory = try TemporaryDirectory()
        driver = SQLiteDriver(path: directory.file("node.db"), options: options)
    }

    /// With the table that most tests write to.
    static func withNotes(options: SQLiteOptions = SQLiteOptions()) throws -> Scratch {
        let scratch = try Scratch(options: options)
        try Migrator(notes).migrate(WriteSession(scratch.driver), now: 0)
        return scratch
    }

    /// A crash-consistent copy: what a power cut at this moment would leave, opened as after a restart. The shared
    /// memory file is left out, as it would not survive.
    func crashedCopy() throws -> SQLiteDriver {
        let name = "copy-\(UUID().uuidString).db"
        for suffix in ["", "-wal"] where FileManager.default.fileExists(atPath: driver.path + suffix) {
            try FileManager.default.copyItem(atPath: driver.path + suffix, toPath: directory.file(name + suffix))
        }
        return SQLiteDriver(path: directory.file(name))
    }
}

let notes = [
    Migration(1, "notes", sql: """
        CREATE TABLE note (id INTEGER PRIMARY KEY, body TEXT NOT NULL, extra BLOB) STRICT;
        CREATE TABLE reply (
            id INTEGER PRIMARY KEY, note INTEGER NOT NULL REFERENCES note (id) DEFERRABLE INITIALLY DEFERRED
        ) STRICT;
        """)
]

/// The ids of all notes, in order.
func noteIDs(_ transaction: ReadTransaction) throws -> [Int] {
    try transaction.query("SELECT id FROM note ORDER BY id") { $0.int(0) }
}

func addNote(_ id: Int, _ transaction: Transaction) throws {
    try transaction.execute("INSERT INTO note (id, body) VALUES (?, ?)", id, "n\(id)")
}

/// The database error that `work` throws; nil if it throws none.
func databaseError(_ work: () async throws -> Void) async -> DatabaseError? {
    do {
        try await work()
        return nil
    } catch {
        return error as? DatabaseError
    }
}
