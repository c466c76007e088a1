import Database
import SyncProtocol
import WorkCalendar

/// Mirrors: each row says what the message that it points to carries.
struct MirrorCheck: VerificationCheck {
    let step = Verification.Step.mirrors
    private var cursor = KeyCursor()

    mutating func advance(
        in view: ReadTransaction, rows limit: Int, into report: inout VerificationReport
    ) throws -> Double {
        let end = try cursor.end { try view.first("SELECT max(rowid) FROM mirror") { $0.int64(0) } }
        var decoder = EventDecoder(hashing: StorageHash.self)
        var count = 0
        var last: Int64?
        try view.forEach("""
            SELECT mirror.rowid, mirror.id, source.name, mirror.root_id, mirror.number, mirror.generation,
              mirror.revision, mirror.kind, mirror.state, mirror.title, mirror.registered_at, mirror.due,
              mirror.state_digest, message.body
            FROM mirror LEFT JOIN source ON source.ref = mirror.source LEFT JOIN message ON message.seq = mirror.message
            WHERE mirror.rowid > ? AND mirror.rowid <= ? ORDER BY mirror.rowid LIMIT ?
            """, cursor.last, end, limit
        ) { row in
            count += 1
            last = row.int64(0)
            if let fault = fault(row, &decoder) { report.add(.mirrorDiffers, "mirror", row.text(1), fault) }
            return true
        }
        report.count(step, rows: count)
        return cursor.moved(to: last, count: count, limit: limit)
    }

    private func fault(_ row: Row, _ decoder: inout EventDecoder<StorageHash>) -> String? {
        guard let body = row.optionalBlob(13) else { return "所指的消息不存在" }
        guard case .event(let event)? = try? decoder.single(body), let data = event.data,
            let content = FeedContent(data)
        else { return "所指的消息不是上报的工单状态" }
        let state = content.state
        let differing = [
            ("id", row.text(1) == state.id), ("source", row.text(2) == event.source),
            ("root_id", row.text(3) == state.rootId), ("number", row.text(4) == state.number),
            ("generation", row.int64(5) == state.generation), ("revision", row.int64(6) == state.revision),
            ("kind", row.text(7) == state.matter.kind), ("state", row.text(8) == state.state),
            ("title", row.text(9) == state.matter.title),
            ("registered_at", row.int64(10) == state.registeredAt.milliseconds),
            ("due", row.optionalInt64(11) == content.due),
            ("state_digest", row.blob(12) == content.digest.bytes),
        ].filter { !$0.1 }.map(\.0)
        return differing.isEmpty ? nil : "列 \(differing.joined(separator: "、")) 与所指消息的内容不符"
    }
}
