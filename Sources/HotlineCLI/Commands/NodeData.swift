import Database
import Foundation
import Node
import Storage
import WorkCalendar

/// A node's database on this machine, reached beside the node and not through it: for what must work whether the node
/// runs or not.
struct NodeData: Sendable {
    static let data = Option<String>("data", "DIR", "the node's data folder, instead of its file")

    /// The database's file.
    let path: String
    /// The files of its attachments.
    let blobs: BlobFolder

    /// The database in a data folder.
    /// - Throws: `Failure` where there is none; none is ever made here.
    init(folder: String) throws(Failure) {
        path = "\(folder)/node.sqlite"
        blobs = BlobFolder("\(folder)/blobs")
        guard FileManager.default.fileExists(atPath: path) else {
            throw Failure(
                .notSo, "there is no database in \(folder)", cure: "check the folder; the node's first start makes it")
        }
    }

    /// The database that a node's file names.
    init(of configuration: NodeConfiguration) throws(Failure) {
        try self.init(folder: configuration.dataFolder)
    }

    /// Writes in one transaction, while the node may run: SQLite lets one writer in after the other.
    func write<Value: Sendable>(
        _ work: @escaping @Sendable (Transaction, Moment) throws -> Value
    ) async throws -> Value {
        let now = Moment(milliseconds: Int64(Date.now.timeIntervalSince1970 * 1_000))
        let path = path
        let database = try await onBlockingThread("db-open") {
            try Database(SQLiteDriver(path: path), migrations: Schema.migrations, now: now.milliseconds, readers: 1)
        }
        return try await doing { try await database.write { try work($0, now) } } finally: { await database.close() }
    }

    /// Reads one consistent view; `limit` in seconds.
    func read<Value: Sendable>(
        within limit: UInt64 = 2, _ work: @escaping @Sendable (ReadTransaction) throws -> Value
    ) async throws -> Value {
        let readers = ReaderPool(SQLiteDriver(path: path), count: 1, limit: limit * 1_000_000_000)
        defer { readers.close() }
        return try await readers.read(work)
    }
}
