import HotlineCore
import Storage
import SyncProtocol
import WorkCalendar

extension Work {
    /// Notes what a peer has confirmed, and files a dead letter for each message that it refused.
    func acknowledge(_ key: StreamKey, through position: Int64, refused: [StreamRefusal]) throws {
        for refusal in refused {
            try file(key, position: refusal.position, eventID: refusal.id, problem: refusal.problem)
        }
        // Contents that came before the event that names them were not taken: now they may be.
        if key.stream == .orders { effects.blobs.insert(key.peer) }
        try OutboxStore.acknowledge(position, on: key, at: now.milliseconds, in: transaction)
    }

    /// Keeps a message that will not be delivered until a person decides.
    func file(_ key: StreamKey, position: Int64, eventID: String, problem: Problem) throws {
        let stream = try OutboxStore.stream(key, in: transaction)
        guard let message = try OutboxStore.message(at: position, stream: stream.ref, in: transaction) else { return }
        let isNew = try DeadLetterStore.file(
            key, position: position, message: message, eventID: eventID, problem: CanonicalJSON.encode(problem),
            at: now.milliseconds, in: transaction)
        if isNew { effects.alarms.append("发往节点 \(key.peer) 的消息 \(eventID) 未被接收，已列入死信") }
    }

    /// Gives messages that nobody has confirmed, written in a generation that another history has used too, ids of the
    /// new generation: the old ids may name other events there.
    ///
    /// Done twice by a receiver that had accepted one before, it does no harm: orders and reports are counted by their
    /// ordinals and name the id they had, and of feeds the newest state wins.
    func reissueUnacknowledged() throws {
        for (key, stream) in try OutboxStore.all(in: transaction) where stream.backlog > 0 {
            var first = stream.acknowledged + 1
            while let next = try reissue(key, stream, from: first) { first = next }
        }
    }

    /// The same for some messages from a position on; the position after them, nil where there was none.
    private func reissue(_ key: StreamKey, _ stream: OutboundStream, from first: Int64) throws -> Int64? {
        let items = try OutboxStore.unacknowledged(stream, after: first - 1, limit: 500, in: transaction)
        guard let last = items.last else { return nil }
        let keys = try items.map { try reissue($0, on: stream) }
        try OutboxStore.rechain(key, from: first, keys: keys, in: transaction)
        return last.position + 1
    }

    /// Puts a message under a new id in its place; what the chain runs over there. What is not this node's own, or has
    /// no data to be sent again, stays.
    private func reissue(_ item: OutboxStore.Item, on stream: OutboundStream) throws -> EventKey {
        var decoder = EventDecoder(hashing: StorageHash.self)
        let received = try decoder.single(item.body)
        guard case .event(let event) = received, event.source == settings.code.source, event.withheld == nil,
            let data = event.data
        else { return received.chainKey }
        let id = NodeEventID(generation: try node.generation, counter: try drawCounter())
        let extensions = event.extensions.filter { $0.name != Reissue.attribute }
            + [EventExtension(name: Reissue.attribute, value: event.id)]
        let stored = try store(EventBuilder(
            key: EventKey(source: event.source, id: id.description), type: event.type, subject: event.subject,
            time: event.time, extensions: extensions, data: Array(data)))
        try OutboxStore.substitute(message: stored.row, at: item.position, stream: stream.ref, in: transaction)
        return stored.key.event
    }
}
