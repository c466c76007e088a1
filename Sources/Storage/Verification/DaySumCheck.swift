import Database
import HotlineCore
import SyncProtocol
import WorkCalendar

/// The sums that reconciliation compares: count and sum of every source's day are those of its tickets and mirrors.
struct DaySumCheck: VerificationCheck {
    private struct Total: Equatable {
        var source: Int64
        var name: String
        var sum: ReconciliationSum
    }

    let step = Verification.Step.sums
    /// Days that have sums, newest last; nil before they were listed.
    private var days: [Int32]?
    private var total = 0

    mutating func advance(
        in view: ReadTransaction, rows limit: Int, into report: inout VerificationReport
    ) throws -> Double {
        guard var waiting = days else {
            let listed = try DaySumCheck.days(in: view)
            days = listed
            total = listed.count
            return listed.isEmpty ? 1 : 0
        }
        guard let number = waiting.popLast() else { return 1 }
        days = waiting
        try check(Day(number: number), in: view, &report)
        return waiting.isEmpty ? 1 : 1 - Double(waiting.count) / Double(total)
    }

    /// Every day that has a sum, a ticket or a mirror. The rows' days are found by leaps along their index.
    private static func days(in view: ReadTransaction) throws -> [Int32] {
        var days = Set(try view.query("SELECT DISTINCT day FROM day_sum") { Int32(truncatingIfNeeded: $0.int64(0)) })
        for next in [
            "SELECT min(registered_at) FROM ticket WHERE registered_at >= ?" as SQL,
            "SELECT min(registered_at) FROM mirror WHERE registered_at >= ?",
        ] {
            var from = Int64.min
            while let at = try view.first(next, from, transform: { $0.optionalInt64(0) }) ?? nil {
                let day = Moment(milliseconds: at).day
                days.insert(day.number)
                from = (day + 1).start.milliseconds
            }
        }
        return days.sorted()
    }

    /// One day, all sources, within one view.
    private func check(_ day: Day, in view: ReadTransaction, _ report: inout VerificationReport) throws {
        var computed: [Int64: ReconciliationSum] = [:]
        let range = (day.start.milliseconds, (day + 1).start.milliseconds)
        if let node = try NodeRecord.find(in: view) {
            let own = try view.first("SELECT ref FROM source WHERE name = ?", node.code.source) { $0.int64(0) }
            try view.forEach("""
                SELECT ?, id, generation, revision, body_digest FROM ticket
                WHERE registered_at >= ? AND registered_at < ?
                """, own, range.0, range.1) { add($0, to: &computed) }
        }
        try view.forEach("""
            SELECT source, id, generation, revision, state_digest FROM mirror
            WHERE registered_at >= ? AND registered_at < ?
            """, range.0, range.1) { add($0, to: &computed) }
        let stored = try view.query("""
            SELECT source.ref, source.name, day_sum.count, day_sum.sum FROM source
            LEFT JOIN day_sum ON day_sum.source = source.ref AND day_sum.day = ? ORDER BY source.name
            """, Int(day.number)
        ) { row in
            Total(
                source: row.int64(0), name: row.text(1),
                sum: ReconciliationSum(count: row.int64(2), sum: Digest32(row.blob(3)) ?? .zero))
        }
        for kept in stored where kept.sum != computed[kept.source, default: ReconciliationSum()] {
            let count = computed[kept.source]?.count ?? 0
            report.add(
                .daySumWrong, "day_sum", "\(kept.name) \(day)",
                "记为 \(kept.sum.count) 件，实有 \(count) 件，或合计与各工单的状态不符")
        }
        report.count(step)
    }

    private func add(_ row: Row, to sums: inout [Int64: ReconciliationSum]) -> Bool {
        let item = ReconciliationItem(
            id: row.text(1), generation: row.int64(2), revision: row.int64(3), state: Digest32(row.blob(4)) ?? .zero)
        sums[row.int64(0), default: ReconciliationSum()].add(item.digest(hashing: StorageHash.self))
        return true
    }
}
