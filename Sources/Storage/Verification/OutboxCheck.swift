import Database
import SyncProtocol

/// The outgoing streams: positions are held without a gap up to the newest, nothing undelivered is missing, each
/// position names a stored message, and the chain runs over their ids as it should.
struct OutboxCheck: VerificationCheck {
    /// A stream with where its walk stands.
    private struct Walk {
        var key: StreamKey
        var ref: Int64
        /// The position that ends the walk: the next one when it began.
        var end: Int64
        var expected: Int64 = 1
        /// Whether a row was read yet: the oldest one held may be any position.
        var hasBegun = false
    }

    let step = Verification.Step.outbox
    private var walks: [Walk]?
    private var total = 0

    mutating func advance(
        in view: ReadTransaction, rows limit: Int, into report: inout VerificationReport
    ) throws -> Double {
        guard var waiting = walks else {
            let begun = try OutboxStore.all(in: view).map { key, stream in
                Walk(key: key, ref: stream.ref, end: stream.next)
            }
            try checkStrays(in: view, &report)
            walks = begun.reversed()
            total = begun.count
            return begun.isEmpty ? 1 : 0
        }
        guard var walk = waiting.popLast() else { return 1 }
        let isDone = try advance(&walk, in: view, limit, &report)
        if !isDone { waiting.append(walk) }
        walks = waiting
        return waiting.isEmpty ? 1 : 1 - Double(waiting.count) / Double(total + 1)
    }

    /// A page of one stream; true at its end.
    private func advance(
        _ walk: inout Walk, in view: ReadTransaction, _ limit: Int, _ report: inout VerificationReport
    ) throws -> Bool {
        guard let stream = try OutboxStore.find(walk.key, in: view) else { return true }
        if !walk.hasBegun { checkStanding(walk, stream, &report) }
        // Retention may have taken delivered rows away since the page before.
        let oldest = try OutboxStore.oldestHeld(stream: walk.ref, in: view) ?? stream.next
        if !walk.hasBegun, oldest > stream.acknowledged + 1 {
            report.add(
                .outboxGap, "outbox", "\(walk.key) \(stream.acknowledged + 1)",
                "第 \(stream.acknowledged + 1) 至 \(oldest - 1) 条尚未送达，却已不在发件箱")
        }
        walk.expected = max(walk.expected, walk.hasBegun ? min(oldest, stream.acknowledged + 1) : oldest)
        walk.hasBegun = true
        var chain = try chain(before: walk, in: view)
        var decoder = EventDecoder(hashing: StorageHash.self)
        var count = 0
        try view.forEach("""
            SELECT outbox.position, outbox.chain, message.body FROM outbox
            LEFT JOIN message ON message.seq = outbox.message
            WHERE outbox.stream = ? AND outbox.position >= ? AND outbox.position < ?
            ORDER BY outbox.position LIMIT ?
            """, walk.ref, walk.expected, walk.end, limit
        ) { row in
            count += 1
            check(row, &walk, &chain, &decoder, &report)
            return true
        }
        report.count(step, rows: count)
        guard count < limit else { return false }
        checkEnd(walk, stream, chain, &report)
        return true
    }

    /// The chain that stands at the position before the walk's next one: of a row, never the stream's own.
    private func chain(before walk: Walk, in view: ReadTransaction) throws -> Digest32? {
        guard walk.expected > 1 else { return Chain.origin }
        return try view.first(
            "SELECT chain FROM outbox WHERE stream = ? AND position = ?", walk.ref, walk.expected - 1
        ) { Digest32($0.blob(0)) } ?? nil
    }

    private func check(
        _ row: Row, _ walk: inout Walk, _ chain: inout Digest32?, _ decoder: inout EventDecoder<StorageHash>,
        _ report: inout VerificationReport
    ) {
        let position = row.int64(0)
        if position != walk.expected {
            report.add(
                .outboxGap, "outbox", "\(walk.key) \(walk.expected)", "缺少第 \(walk.expected) 至 \(position - 1) 条")
            chain = nil
        }
        defer {
            walk.expected = position + 1
            chain = Digest32(row.blob(1))
        }
        guard !row.isNull(2) else {
            return report.add(.outboxMessageMissing, "outbox", "\(walk.key) \(position)", "所指的消息不存在")
        }
        guard let before = chain, let received = try? decoder.single(row.blob(2)) else { return }
        if Chain.next(before, received.chainKey, hashing: StorageHash.self).bytes != row.blob(1) {
            report.add(
                .outboxChainBroken, "outbox", "\(walk.key) \(position)", "链值与消息编号和上一条的链值不符：本条或上一条被改动")
        }
    }

    /// The stream's own row, before its positions.
    private func checkStanding(_ walk: Walk, _ stream: OutboundStream, _ report: inout VerificationReport) {
        guard stream.next < 1 || stream.acknowledged < 0 || stream.acknowledged >= stream.next else { return }
        report.add(
            .streamPositionWrong, "stream_out", walk.key,
            "已确认到第 \(stream.acknowledged) 条，而下一条是第 \(stream.next) 条")
    }

    private func checkEnd(
        _ walk: Walk, _ stream: OutboundStream, _ chain: Digest32?, _ report: inout VerificationReport
    ) {
        // Delivered rows are removed in time: without rows there is nothing to compare with.
        if walk.expected < walk.end {
            report.add(
                .outboxGap, "outbox", "\(walk.key) \(walk.expected)", "缺少第 \(walk.expected) 至 \(walk.end - 1) 条")
        } else if let chain, stream.next == walk.end, chain != stream.chain {
            report.add(.outboxChainBroken, "stream_out", walk.key, "流记录的链值与最后一条的链值不符")
        }
    }

    /// Positions beyond a stream's next one, and of streams that do not exist.
    private func checkStrays(in view: ReadTransaction, _ report: inout VerificationReport) throws {
        let strays = try view.query("""
            SELECT outbox.stream, count(*) FROM outbox WHERE stream NOT IN (SELECT ref FROM stream_out)
            GROUP BY outbox.stream ORDER BY outbox.stream
            """) { (stream: $0.int64(0), count: $0.int(1)) }
        for stray in strays {
            report.add(.outboxWithoutStream, "outbox", stray.stream, "\(stray.count) 条所属的流不存在")
        }
        let beyond = try view.query("""
            SELECT stream_out.peer, stream_out.name, stream_out.next,
              (SELECT max(position) FROM outbox WHERE stream = stream_out.ref) AS highest
            FROM stream_out WHERE highest >= stream_out.next ORDER BY stream_out.ref
            """) { (key: "\($0.text(0)) \($0.text(1))", next: $0.int64(2), highest: $0.int64(3)) }
        for stream in beyond {
            report.add(
                .streamPositionWrong, "stream_out", stream.key,
                "发件箱已有第 \(stream.highest) 条，而下一条记为第 \(stream.next) 条")
        }
    }
}

extension StreamKey: CustomStringConvertible {
    package var description: String { "\(peer) \(stream.rawValue)" }
}
