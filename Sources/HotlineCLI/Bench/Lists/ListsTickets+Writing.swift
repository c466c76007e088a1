import Database
import HotlineCore
import Platform
import Storage

extension ListsTickets {
    /// Tickets of one transaction.
    private static let atOnce = 1_000

    /// Writes the tickets as the node would, into the database of one that does not run.
    func write(to path: String, _ progress: @escaping @Sendable (Int) -> Void = { _ in }) async throws {
        try await onBlockingThread("bench-fill") {
            let session = try WriteSession(SQLiteDriver(path: path))
            for start in stride(from: 0, to: count, by: Self.atOnce) {
                try session.write { transaction in
                    for number in start..<min(start + Self.atOnce, count) {
                        let ticket = ticket(number)
                        let body = try CanonicalJSON.encode(ticket)
                        let digest = body.withUnsafeBytes { StorageHash.sha256($0) }
                        try TicketStore.save(ticket, body: body, digest: digest, replacing: nil, in: transaction)
                    }
                }
                if session.logFrames > 20_000 { try session.checkpoint() }
                progress(start)
            }
        }
    }
}
