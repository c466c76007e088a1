import Database
import SyncProtocol

/// The incoming streams: where each stands can be, and what it has refused lies behind that.
struct InboxCheck: VerificationCheck {
    let step = Verification.Step.inbox

    mutating func advance(
        in view: ReadTransaction, rows limit: Int, into report: inout VerificationReport
    ) throws -> Double {
        try view.forEach("""
            SELECT stream_in.peer, stream_in.name, stream_in.generation, stream_in.highest, stream_in.chain,
              peer_seen.generation
            FROM stream_in LEFT JOIN peer_seen ON peer_seen.peer = stream_in.peer ORDER BY 1, 2
            """
        ) { row in
            report.count(step)
            if let fault = fault(row) {
                report.add(.streamPositionWrong, "stream_in", "\(row.text(0)) \(row.text(1))", fault)
            }
            return true
        }
        let strays = try view.query("""
            SELECT stream_refusal.peer, stream_refusal.name, stream_refusal.position FROM stream_refusal
            LEFT JOIN stream_in ON stream_in.peer = stream_refusal.peer AND stream_in.name = stream_refusal.name
            WHERE stream_in.highest IS NULL OR stream_refusal.position > stream_in.highest ORDER BY 1, 2, 3
            """) { "\($0.text(0)) \($0.text(1)) \($0.int64(2))" }
        for key in strays { report.add(.refusalWithoutStream, "stream_refusal", key, "拒收记录的位置尚未收到") }
        return 1
    }

    private func fault(_ row: Row) -> String? {
        let highest = row.int64(3)
        guard let chain = Digest32(row.blob(4)) else { return "链值不是 32 字节" }
        if highest < 0 { return "收到的位置 \(highest) 为负" }
        if (highest == 0) != (chain == Chain.origin) { return "位置 \(highest) 与链值不符" }
        guard let seen = row.optionalInt64(5) else { return "从未与该节点握手，却有收件位置" }
        if row.int64(2) > seen { return "流属于第 \(row.int64(2)) 代，而只见过该节点的第 \(seen) 代" }
        return nil
    }
}
