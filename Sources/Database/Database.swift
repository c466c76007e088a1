/// One database as the rest of the program sees it: a writer and readers.
package final class Database: Sendable {
    /// All writes go through it.
    package let writer: Writer
    /// All reads that stand alone go through them.
    package let readers: ReaderPool

    /// Opens the database behind `driver`, creating it if there is none, and brings it to the schema of
    /// `migrations`. Blocks; for start-up. `now`: milliseconds since 1970.
    package init(
        _ driver: any DatabaseDriver, migrations: [Migration], now: Int64, options: WriterOptions = WriterOptions(),
        readers count: Int = 2
    ) throws {
        try Migrator(migrations).migrate(WriteSession(driver), now: now)
        writer = try Writer(driver, options: options)
        readers = ReaderPool(driver, count: count)
    }

    /// As `Writer.write`.
    package func write<Value: Sendable>(
        lane: WriteLane = .command, _ work: @escaping @Sendable (Transaction) throws -> Value
    ) async throws -> Value {
        try await writer.write(lane: lane, work)
    }

    /// As `ReaderPool.read`.
    package func read<Value: Sendable>(
        _ work: @escaping @Sendable (ReadTransaction) throws -> Value
    ) async throws -> Value {
        try await readers.read(work)
    }

    /// Finishes the writes that wait and closes all connections.
    package func close() async {
        readers.close()
        await writer.close()
    }
}
