import Database
import HotlineCore
import SyncProtocol
import WorkCalendar

/// Whether every own change that the journal holds was owed to every node above, as far back as messages are held.
///
/// Journal and stream tell the same changes in the same order, so both are walked side by side, without memory of what
/// was seen. What a stream repeats (a requeued message, a state fed once more) was told before and is passed over.
struct OwedCheck: VerificationCheck {
    private struct Walk {
        var key: StreamKey
        var ref: Int64
        /// The stream's next position and the journal's length when the walk began.
        var end: Int64
        var journalEnd: Int64
        var position: Int64 = 0
        /// The journal's row that was told last; nil while no change was found to begin with.
        var told: Int64?
    }

    let step = Verification.Step.owed
    private let upperNodes: [NodeCode]?
    private var walks: [Walk]?
    private var total = 0

    init(upperNodes: [NodeCode]?) {
        self.upperNodes = upperNodes
    }

    mutating func advance(
        in view: ReadTransaction, rows limit: Int, into report: inout VerificationReport
    ) throws -> Double {
        guard let node = try NodeRecord.find(in: view) else { return 1 }
        guard var waiting = walks else {
            let begun = try OutboxStore.all(in: view).filter { key, _ in
                key.stream == .feed && upperNodes?.contains(key.peer) ?? true
            }.map { key, stream in
                Walk(key: key, ref: stream.ref, end: stream.next, journalEnd: node.journalLength)
            }
            walks = begun.reversed()
            total = begun.count
            return begun.isEmpty ? 1 : 0
        }
        guard var walk = waiting.popLast() else { return 1 }
        let isDone = try advance(&walk, of: node, in: view, limit, &report)
        if isDone { try checkEnd(walk, in: view, &report) } else { waiting.append(walk) }
        walks = waiting
        return waiting.isEmpty ? 1 : 1 - Double(waiting.count) / Double(total + 1)
    }

    /// A page of one stream; true at its end.
    private func advance(
        _ walk: inout Walk, of node: NodeRecord, in view: ReadTransaction, _ limit: Int,
        _ report: inout VerificationReport
    ) throws -> Bool {
        var decoder = EventDecoder(hashing: StorageHash.self)
        var count = 0
        try view.forEach("""
            SELECT outbox.position, outbox.owed_at,
              CASE WHEN source.name = ? THEN message.body END
            FROM outbox JOIN message ON message.seq = outbox.message JOIN source ON source.ref = message.source
            WHERE outbox.stream = ? AND outbox.position > ? AND outbox.position < ?
            ORDER BY outbox.position LIMIT ?
            """, node.code.source, walk.ref, walk.position, walk.end, limit
        ) { row in
            count += 1
            // Behind a gap (retention went on, or rows are missing: see OutboxCheck) it begins anew.
            if row.int64(0) != walk.position + 1 { walk.told = nil }
            walk.position = row.int64(0)
            guard let body = row.optionalBlob(2),
                let told = try told(body, at: walk, decoder: &decoder, in: view)
            else { return true }
            try check(told, owedAt: row.int64(1), &walk, in: view, &report)
            return true
        }
        report.count(step, rows: count)
        return count < limit
    }

    /// The change that a message tells; for the notice in a set-aside message's place, what that message told.
    private func told(
        _ body: [UInt8], at walk: Walk, decoder: inout EventDecoder<StorageHash>, in view: ReadTransaction
    ) throws -> FeedContent.Told? {
        guard case .event(let event)? = try? decoder.single(body) else { return nil }
        guard event.withheld == nil else {
            let original = try view.first("""
                SELECT message.body FROM dead_letter JOIN message ON message.seq = dead_letter.message
                WHERE dead_letter.peer = ? AND dead_letter.stream = ? AND dead_letter.position = ?
                """, walk.key.peer.rawValue, walk.key.stream.rawValue, walk.position) { $0.blob(0) }
            guard let original, case .event(let first)? = try? decoder.single(original) else { return nil }
            return OwedCheck.told(by: first)
        }
        return OwedCheck.told(by: event)
    }

    private static func told(by event: Event) -> FeedContent.Told? {
        guard event.type == MessageType.feed, let data = event.data else { return nil }
        return FeedContent(data)?.told
    }

    private func check(
        _ told: FeedContent.Told, owedAt: Int64, _ walk: inout Walk, in view: ReadTransaction,
        _ report: inout VerificationReport
    ) throws {
        let row = try view.first(
            "SELECT seq FROM journal WHERE ticket = ? AND generation = ? AND revision = ?", told.ticket,
            told.generation, told.revision) { $0.int64(0) }
        guard let row else {
            return report.add(
                .eventNotInJournal, "outbox", "\(walk.key) \(walk.position)",
                "上报了工单 \(told.ticket) 第 \(told.generation) 代第 \(told.revision) 版，日志中没有")
        }
        guard let last = walk.told else {
            // A repetition would begin too early in the journal: what is told first is owed as it happens.
            if told.at.milliseconds == owedAt { walk.told = row }
            return
        }
        guard row > last else { return }
        try reportMissing(after: last, before: row, walk, in: view, &report)
        walk.told = row
    }

    private func checkEnd(_ walk: Walk, in view: ReadTransaction, _ report: inout VerificationReport) throws {
        guard let last = walk.told else { return }
        try reportMissing(after: last, before: walk.journalEnd + 1, walk, in: view, &report)
    }

    private func reportMissing(
        after last: Int64, before next: Int64, _ walk: Walk, in view: ReadTransaction,
        _ report: inout VerificationReport
    ) throws {
        guard next > last + 1 else { return }
        try view.forEach(
            "SELECT seq, ticket, revision FROM journal WHERE seq > ? AND seq < ? ORDER BY seq", last, next
        ) { row in
            report.add(
                .eventNotOwed, "journal", row.int64(0),
                "工单 \(row.text(1)) 第 \(row.int64(2)) 版从未向上级 \(walk.key.peer) 上报")
            return true
        }
    }
}
