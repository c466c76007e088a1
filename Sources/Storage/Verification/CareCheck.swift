import Database

/// What waits for a person can still be shown and sent: dead letters and parked messages have their messages.
struct CareCheck: VerificationCheck {
    let step = Verification.Step.care

    mutating func advance(
        in view: ReadTransaction, rows limit: Int, into report: inout VerificationReport
    ) throws -> Double {
        let letters = try view.query("""
            SELECT id, peer FROM dead_letter WHERE message NOT IN (SELECT seq FROM message) ORDER BY id LIMIT ?
            """, limit) { (id: $0.int64(0), peer: $0.text(1)) }
        for letter in letters {
            report.add(.deadLetterWithoutMessage, "dead_letter", letter.id, "发往 \(letter.peer) 的死信所指的消息不存在")
        }
        let parked = try view.query("""
            SELECT id, peer FROM parked WHERE message NOT IN (SELECT seq FROM message) ORDER BY id LIMIT ?
            """, limit) { (id: $0.int64(0), peer: $0.text(1)) }
        for message in parked {
            report.add(.parkedWithoutMessage, "parked", message.id, "来自 \(message.peer) 的暂存消息所指的消息不存在")
        }
        let count = try view.first("SELECT (SELECT count(*) FROM dead_letter) + (SELECT count(*) FROM parked)") {
            $0.int(0)
        }
        report.count(step, rows: count ?? 0)
        return 1
    }
}
