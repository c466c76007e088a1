import Database
import HotlineCore
import HTTPServer
import NodeCore
import Storage
import SyncProtocol
import WorkCalendar

extension NodeContext {
    /// `replay` of a peer: owes a stream's messages from a position on once more, page by page, so that nobody waits
    /// for it.
    func replay(_ call: Call, to peer: NodeCode) async throws -> Response {
        let form = try call.request.form(ReplayForm.init)
        let key = StreamKey(peer: peer, stream: form.stream)
        let last = try await engine.read { try OutboxStore.find(key, in: $0).map { $0.next - 1 } ?? 0 }
        var (first, count, next) = (Int64?.none, 0, Int64?.some(form.from))
        while let from = next {
            let page = try await engine.commit(lane: .bulk) {
                try $0.replay(key, from: from, through: last, in: $1, at: $2)
            }
            (first, count, next) = (first ?? page.first, count + page.count, page.next)
        }
        let (actor, total) = (call.caller.actor(at: code), count)
        try await engine.store { transaction, now in
            try AuditStore.note(
                actor, action: "outbox.replayed", subject: "\(peer) \(form.stream.rawValue) \(form.from): \(total)",
                reason: nil, at: now.milliseconds, in: transaction)
        }
        var writer = JSONWriter()
        writer.object { writer in
            writer.member("peer", peer.rawValue)
            writer.member("stream", form.stream.rawValue)
            if let first { writer.member("first", first) }
            writer.member("replayed", count)
        }
        return .json(writer.bytes)
    }
}

/// What is to be sent again.
struct ReplayForm {
    var stream: StreamName
    var from: Int64

    init(_ form: FormReader) {
        stream = form.choice("stream", StreamName.self, standIn: .feed)
        from = Int64(form.integer("from", in: 1...Int(Hello.largestNumber)))
    }
}
