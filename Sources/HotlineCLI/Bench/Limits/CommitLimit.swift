import Database
import Foundation

/// How many rows a second the database takes when every transaction survives power loss.
struct CommitLimit: Sendable {
    let rowsPerCommit: Int

    /// Writes into a database of its own in `folder`, which is removed again.
    func rowsPerSecond(in folder: String, for duration: Duration) throws -> Double {
        let path = "\(folder)/limit-\(rowsPerCommit).db"
        defer { for suffix in ["", "-wal", "-shm"] { unlink(path + suffix) } }
        let connection = Connection(try SQLiteDriver(path: path).connect(.writer))
        defer { connection.close() }
        try connection.run(script: "CREATE TABLE row (body BLOB NOT NULL) STRICT")
        let payload = [UInt8](repeating: 0x61, count: limitPayloadBytes)
        let watch = Stopwatch()
        var rows = 0
        while watch.elapsed < duration {
            try commit(payload, on: connection)
            rows += rowsPerCommit
        }
        return Double(rows) / watch.seconds
    }

    private func commit(_ payload: [UInt8], on connection: Connection) throws {
        try connection.statement("BEGIN IMMEDIATE").run()
        for _ in 0..<rowsPerCommit {
            let insert = try connection.statement("INSERT INTO row (body) VALUES (?)")
            try insert.bind(1, payload)
            try insert.run()
        }
        try connection.statement("COMMIT").run()
    }
}
