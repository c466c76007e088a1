import Database
import Platform
import Storage

/// Enters what a database of before the search index holds, once after the start of a node that was brought to a newer
/// program; meanwhile the node serves, and its lists say that a search is not complete yet.
struct Indexing: Sendable {
    /// Rows of each table in one transaction.
    private static let rowsAtOnce = 200

    let engine: Engine
    let log: Log

    /// Runs until every row is in the index, or the node stops; then the next start goes on.
    func run() async {
        var entered = 0
        do {
            while try await !engine.read({ try SearchFill.isDone(in: $0) }), !Task.isCancelled {
                let progress = try await engine.store(lane: .bulk) { transaction, _ in
                    try SearchFill.advance(limit: Self.rowsAtOnce, in: transaction)
                }
                entered += progress.entered
                log.notice("search.index", ["entered": .int(entered), "left": .int(progress.left)])
            }
        } catch {
            log.error("search.index.failed", ["error": .text("\(error)")])
        }
    }
}
