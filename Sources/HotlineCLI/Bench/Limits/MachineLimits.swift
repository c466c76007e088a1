import Foundation

/// What this machine can do at best, measured in the same run as a benchmark: absolute figures move with the machine,
/// ratios to its limits carry over.
struct MachineLimits: Sendable, Equatable {
    /// Transactions a second of one row of 1 KB each, durable.
    let sqliteCommitsPerSecond: Double
    /// Rows a second in durable transactions of 1,000 rows of 1 KB.
    let sqliteGroupedRowsPerSecond: Double
    /// Appends of 1 KB a second, each followed by `fdatasync`.
    let fdatasyncPerSecond: Double
    /// Median time of 1 KB to another thread and back over the loopback interface.
    let roundTripMicroseconds: Double

    /// Measures one after the other, about 4 s in all.
    /// - Parameter folder: where files are written: the same file system as the data that the limits are held against.
    static func measure(in folder: String, _ progress: Progress) async throws -> MachineLimits {
        let each = Duration.seconds(1)
        progress.show("limits: single commits")
        let single = try await onBlockingThread("limit-commit") {
            try CommitLimit(rowsPerCommit: 1).rowsPerSecond(in: folder, for: each)
        }
        progress.show("limits: grouped commits")
        let grouped = try await onBlockingThread("limit-group") {
            try CommitLimit(rowsPerCommit: 1_000).rowsPerSecond(in: folder, for: each)
        }
        progress.show("limits: fdatasync")
        let synced = try await onBlockingThread("limit-sync") {
            try SyncLimit.appendsPerSecond(in: folder, for: each)
        }
        progress.show("limits: loopback")
        let trip = try await onBlockingThread("limit-trip") { try RoundTripLimit.medianMicroseconds(for: each) }
        return MachineLimits(
            sqliteCommitsPerSecond: single, sqliteGroupedRowsPerSecond: grouped, fdatasyncPerSecond: synced,
            roundTripMicroseconds: trip)
    }

    var record: JSONValue {
        .object([
            "sqliteCommitsPerSecond": .rounded(sqliteCommitsPerSecond),
            "sqliteGroupedRowsPerSecond": .rounded(sqliteGroupedRowsPerSecond),
            "fdatasyncPerSecond": .rounded(fdatasyncPerSecond),
            "roundTripMicroseconds": .rounded(roundTripMicroseconds, digits: 1),
        ])
    }
}

/// The size of every row, append and message that limits are measured with.
let limitPayloadBytes = 1_024

extension MachineLimits {
    /// The limits for people.
    var table: Table {
        var table = Table([.init("limit of this machine"), .init("figure", .right), .init("unit")])
        table.add("SQLite, one row a commit", .init(Figure.whole(sqliteCommitsPerSecond)), "commits/s")
        table.add("SQLite, 1,000 rows a commit", .init(Figure.whole(sqliteGroupedRowsPerSecond)), "rows/s")
        table.add("fdatasync of 1 KB appended", .init(Figure.whole(fdatasyncPerSecond)), "syncs/s")
        table.add("loopback round trip of 1 KB", .init(Figure.short(roundTripMicroseconds)), "µs")
        return table
    }
}
