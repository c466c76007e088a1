import HotlineCore
import Storage
import SyncProtocol

/// A message that was given a new id because its old one may name another event (see `reissueUnacknowledged`).
enum Reissue {
    /// The id it had, as an extension attribute. A hop attribute: it is no part of the event's content.
    static let attribute = "hopreissued"
}

extension Work {
    /// An event that is new by its id and whose ordinal was applied before.
    ///
    /// Three cases make one: this node was restored and took the effect back from a mirror, or the sender was restored
    /// and sends the same again under a new id: nothing is lost. Or the sender was restored, has lost what it had sent
    /// under this ordinal, and now means something else by it: that must not vanish as a duplicate, and neither must
    /// what comes so from a sender that was never restored. (What was skipped here is none of these: see `admit`.)
    func takeRepeated(_ event: InboundEvent, ordinal: Int, on ticket: Ticket?, from peer: PeerSettings) throws {
        let isRecovered = ticket.map { !$0.recoveries.isEmpty } ?? false
        guard try isRecovered || isReissued(event) else {
            throw CommandRefusal(
                .ordinalUsed, "同一派单的第 \(ordinal) 条消息已按先前的内容执行，本次内容不同", cure: "发送方经过恢复：核对后由发送方重新操作")
        }
        _ = try keep(event, from: peer)
    }

    /// Whether an event repeats, under another id, one that was accepted here.
    private func isReissued(_ event: InboundEvent) throws -> Bool {
        var decoder = EventDecoder(hashing: StorageHash.self)
        guard case .event(let read) = try decoder.single(Array(event.bytes)),
            let former = read.value(ofExtension: Reissue.attribute),
            let body = try MessageStore.body(
                of: MessageKey(EventKey(source: event.key.source, id: former)), in: transaction),
            case .event(let known) = try decoder.single(body)
        else { return false }
        return known.type == read.type && known.data.map(Array.init) == read.data.map(Array.init)
    }
}
