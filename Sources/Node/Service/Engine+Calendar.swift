import Database
import HotlineCore
import NodeCore

extension Engine {
    /// Tickets looked at in one transaction, so that nobody waits long for the writer.
    private static let ticketsAtOnce = 200

    /// Counts the limits of all open tickets anew by the calendar in force; returns of how many tickets one moved.
    /// - Parameters:
    ///   - actor: who had the calendar changed; nil = the program itself.
    ///   - provisionalOnly: look only at tickets that hold a provisional limit.
    func recountLimits(by actor: Actor?, provisionalOnly: Bool) async throws -> Int {
        var count = 0
        var next: Int64? = 0
        while let row = next {
            let recount = try await commit(lane: .bulk) {
                try $0.recountLimits(
                    after: row, limit: Self.ticketsAtOnce, provisionalOnly: provisionalOnly, by: actor, in: $1, at: $2)
            }
            count += recount.tickets
            next = recount.next
        }
        return count
    }
}
