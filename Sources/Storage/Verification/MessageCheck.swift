import Database
import HotlineCore
import SyncProtocol

/// Every stored message: its bytes still have the digest and the key that were noted when it was stored, its id is
/// remembered for ever, and what it says has been applied here.
struct MessageCheck: VerificationCheck {
    let step = Verification.Step.messages
    private var cursor = KeyCursor()

    mutating func advance(
        in view: ReadTransaction, rows limit: Int, into report: inout VerificationReport
    ) throws -> Double {
        let end = try cursor.end { try view.first("SELECT max(seq) FROM message") { $0.int64(0) } }
        let remembered = try RememberedIDs(in: view)
        let node = try NodeRecord.find(in: view)
        var decoder = EventDecoder(hashing: StorageHash.self)
        var count = 0
        var last: Int64?
        try view.forEach("""
            SELECT message.seq, source.name, message.generation, message.counter, message.origin, message.digest,
              message.body
            FROM message LEFT JOIN source ON source.ref = message.source
            WHERE message.seq > ? AND message.seq <= ? ORDER BY message.seq LIMIT ?
            """, cursor.last, end, limit
        ) { row in
            count += 1
            last = row.int64(0)
            guard case .event(let event)? = try? decoder.single(row.blob(6)) else {
                report.add(.messageUnreadable, "message", row.int64(0), "消息内容不是有效的事件")
                return true
            }
            checkKey(row, event, &report)
            try checkMemory(row, event, remembered, node, in: view, &report)
            try AppliedCheck(row: row.int64(0), event: event, in: view)
                .run(isOwn: row.isNull(4), node: node, &report)
            return true
        }
        report.count(step, rows: count)
        return cursor.moved(to: last, count: count, limit: limit)
    }

    private func checkKey(_ row: Row, _ event: Event, _ report: inout VerificationReport) {
        let seq = row.int64(0)
        let key = MessageKey(event.key)
        let parts = (key.nodeID?.generation ?? 0, key.nodeID?.counter ?? 0)
        if row.text(1) != event.source || (row.int64(2), row.int64(3)) != parts {
            report.add(.messageKeyWrong, "message", seq, "来源或编号列与消息内的 \(event.source) \(event.id) 不符")
        }
        if row.blob(5) != event.digest.bytes {
            report.add(.messageDigestWrong, "message", seq, "消息 \(event.id) 的内容与入库时的摘要不符")
        }
    }

    /// That the id is remembered, and that this node has drawn it where it is its own.
    private func checkMemory(
        _ row: Row, _ event: Event, _ remembered: RememberedIDs, _ node: NodeRecord?, in view: ReadTransaction,
        _ report: inout VerificationReport
    ) throws {
        guard let id = MessageKey(event.key).nodeID else {
            let digest = try view.first("""
                SELECT digest FROM foreign_event WHERE source = (SELECT ref FROM source WHERE name = ?) AND id = ?
                """, event.source, event.id) { $0.blob(0) }
            if digest != event.digest.bytes {
                report.add(.messageNotRemembered, "message", row.int64(0), "外部消息没有（或有不同的）去重记录")
            }
            return
        }
        if try !remembered.contains(event.source, id) {
            report.add(
                .messageNotRemembered, "accepted", event.source, "来源的编号记录中没有已存消息 \(id)：重复投递将不能识别")
        }
        if let node, event.source == node.code.source, !node.hasDrawn(id.counter, in: id.generation) {
            report.add(.counterBehind, "node", "1", "消息 \(id) 的编号未经本节点计数器发出：计数器被改回")
        }
    }
}
