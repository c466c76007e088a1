import Database
import Platform
import Storage

/// Enters in the indexes of search and lists what lacks there: mirrors that came in, and once all that a database of
/// before the index holds. It works while nobody else writes; meanwhile lists say that a search is not complete yet.
struct Indexing: Sendable {
    /// Rows of each table in one transaction.
    private static let rowsAtOnce = 200
    /// Without a commit for so long, the node is at rest.
    private static let quiet = Duration.milliseconds(100)
    /// However much is written, some rows are entered so often.
    private static let patience = 50

    let engine: Engine
    /// Notified when mirrors came in.
    let arrivals: Wakeup
    let log: Log

    /// Runs until the node stops.
    func run() async {
        while !Task.isCancelled {
            do {
                try await fill()
            } catch {
                log.error("search.index.failed", ["error": .text("\(error)")])
            }
            _ = await arrivals.wait()
        }
    }

    private func fill() async throws {
        while try await !engine.read({ try SearchFill.isDone(in: $0) && ListingFill.isDone(in: $0) }),
            !Task.isCancelled {
            await rest()
            let entered = try await engine.store(lane: .bulk) { transaction, _ in
                try SearchFill.advance(limit: Self.rowsAtOnce, in: transaction)
                    + ListingFill.advance(limit: Self.rowsAtOnce, in: transaction)
            }
            log.debug("search.index", ["entered": .int(entered)])
        }
    }

    /// Waits until nothing was committed for a moment, but not for ever.
    private func rest() async {
        for _ in 0..<Self.patience {
            let commits = engine.database.writer.metrics.commits
            try? await Task.sleep(for: Self.quiet)
            if engine.database.writer.metrics.commits == commits || Task.isCancelled { return }
        }
    }
}
