/// How SQLite is set up. The defaults are for a node under load on two cores.
package struct SQLiteOptions: Sendable {
    /// Page cache of the writing connection, in KiB.
    package var writerCacheKiB = 8_192
    /// Page cache of each reading connection, in KiB.
    package var readerCacheKiB = 2_048
    /// How long a lock is waited for, in milliseconds: only another program could hold one.
    package var busyTimeoutMilliseconds: Int32 = 5_000
    /// What is left of the write-ahead log's file after a full checkpoint, in bytes.
    package var logSizeLimit = 64 << 20
    /// The largest size of the database, in pages of 4 KiB; nil for no limit. Tests fill the disk with it.
    package var maximumPages: Int?

    /// The defaults.
    package init() {}
}
