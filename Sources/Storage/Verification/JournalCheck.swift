import Database
import HotlineCore
import SyncProtocol
import WorkCalendar

/// The journal: no row is missing, each carries the digest of the row before it, the last one is the head that the node
/// remembers, and the columns say what the entry says.
struct JournalCheck: VerificationCheck {
    let step = Verification.Step.journal
    private var head: (length: Int64, digest: [UInt8])?
    private var last: Int64 = 0
    /// The digest of row `last` as it is stored; nil where that row is missing.
    private var previous: [UInt8]? = [UInt8](repeating: 0, count: Digest32.byteCount)

    mutating func advance(
        in view: ReadTransaction, rows limit: Int, into report: inout VerificationReport
    ) throws -> Double {
        let head = try begin(in: view, &report)
        var count = 0
        try view.forEach("""
            SELECT seq, ticket, generation, revision, at, type, entry, digest FROM journal
            WHERE seq > ? AND seq <= ? ORDER BY seq LIMIT ?
            """, last, head.length, limit
        ) { row in
            count += 1
            checkChain(row, &report)
            try checkEntry(row, in: view, &report)
            last = row.int64(0)
            return true
        }
        report.count(step, rows: count)
        guard count < limit || last == head.length else { return Double(last) / Double(max(head.length, 1)) }
        checkEnd(head, &report)
        return 1
    }

    /// What the node remembers of the journal, read together with whether there is more.
    private mutating func begin(
        in view: ReadTransaction, _ report: inout VerificationReport
    ) throws -> (length: Int64, digest: [UInt8]) {
        if let head { return head }
        let node = try NodeRecord.find(in: view)
        let begun = (length: node?.journalLength ?? 0, digest: node?.journalDigest ?? [])
        head = begun
        report.journalLength = begun.length
        report.journalDigest = Digest32(begun.digest)?.hex ?? ""
        let highest = try view.first("SELECT max(seq) FROM journal") { $0.int64(0) } ?? 0
        if highest > begun.length {
            report.add(
                .journalHeadWrong, "journal", highest, "日志有第 \(highest) 行，节点只记了 \(begun.length) 行：有行被插入或计数被改")
        }
        return begun
    }

    private mutating func checkChain(_ row: Row, _ report: inout VerificationReport) {
        let seq = row.int64(0)
        let digest = row.blob(7)
        if seq != last + 1 {
            report.add(.journalGap, "journal", last + 1, "缺少第 \(last + 1) 至 \(seq - 1) 行")
            // Row `last` is not the one before this: there is nothing to compare with.
            previous = nil
        }
        if let previous, JournalStore.chain(after: previous, entry: row.blob(6)) != digest {
            report.add(.journalChainBroken, "journal", seq, "摘要与内容和上一行的摘要不符：本行或上一行被改动")
        }
        // Goes on from what is stored, so that one changed row is one finding and not all rows after it.
        previous = digest
    }

    private func checkEntry(_ row: Row, in view: ReadTransaction, _ report: inout VerificationReport) throws {
        let seq = row.int64(0)
        let event: TicketEvent
        do {
            event = try CanonicalJSON.decode(TicketEvent.self, from: row.data(6))
        } catch is DecodingError {
            return report.add(.rowUnreadable, "journal", seq, "日志内容无法读取")
        }
        let differing = [
            ("ticket", row.text(1) == event.ticket.rawValue), ("generation", row.int64(2) == event.generation),
            ("revision", row.int64(3) == event.revision), ("at", row.int64(4) == event.at.milliseconds),
            ("type", row.text(5) == event.type),
        ].filter { !$0.1 }.map(\.0)
        if !differing.isEmpty {
            report.add(.journalColumnsDiffer, "journal", seq, "列 \(differing.joined(separator: "、")) 与日志内容不符")
        }
        let known = try view.first("SELECT 1 FROM ticket WHERE id = ?", event.ticket.rawValue) { _ in true } ?? false
        if !known {
            report.add(.journalWithoutTicket, "journal", seq, "日志所记的工单 \(event.ticket) 不存在")
        }
    }

    private func checkEnd(_ head: (length: Int64, digest: [UInt8]), _ report: inout VerificationReport) {
        if last < head.length {
            report.add(.journalGap, "journal", last + 1, "缺少第 \(last + 1) 至 \(head.length) 行")
        } else if let previous, previous != head.digest {
            report.add(.journalHeadWrong, "node", "1", "最后一行的摘要与节点所记的不符：末行或节点记录被改动")
        }
    }
}
