import HotlineCore
package import Storage
package import SyncProtocol
package import WorkCalendar

/// A request's worth of events, ready to be sent: the bodies stand in it as they were stored.
package struct OutboundBatch: Sendable {
    package var header: StreamHeader
    /// The end of this node's journal, for a node above to keep. With the last batch that is owed only: what is sealed
    /// has been told, so that a restore that takes any of it back is seen. Nil on other streams than the feed.
    package var journal: JournalHead?
    /// `application/cloudevents-batch+json`.
    package var body: [UInt8]
    package var count: Int
}

extension NodeCore {
    /// The events of a stream from a position on, within both bounds; nil where nothing is owed there, and while the
    /// feed is held back because mirrors are to be taken back from the peer first.
    package func batch(
        _ key: StreamKey, from first: Int64, maxEvents: Int, maxBytes: Int, in view: StorageView
    ) throws -> OutboundBatch? {
        guard let node = try NodeRecord.find(in: view), let stream = try OutboxStore.find(key, in: view),
            let chain = try OutboxStore.chain(before: first, stream: stream, in: view)
        else { return nil }
        if key.stream == .feed {
            guard node.mode == .normal, try PeerStore.untaken(key.peer, in: view) == .nothing else { return nil }
        }
        var body: [UInt8] = [UInt8(ascii: "[")]
        let count = try OutboxStore.append(
            to: &body, from: first, stream: stream.ref, maxEvents: maxEvents, maxBytes: maxBytes, in: view)
        guard count > 0 else { return nil }
        body.append(UInt8(ascii: "]"))
        let header = StreamHeader(
            name: key.stream, generation: node.generation, epoch: node.epoch, first: first, chain: chain)
        let tellsAll = key.stream == .feed && first + Int64(count) == stream.next
        let journal = tellsAll ? try GenerationStart.journalHead(of: node, in: view) : nil
        return OutboundBatch(header: header, journal: journal, body: body, count: count)
    }

    /// Notes a peer's answer: what it has confirmed, and what it will never accept.
    package func acknowledge(
        _ key: StreamKey, through position: Int64, refused: [StreamRefusal], in transaction: StorageTransaction,
        at now: Moment
    ) throws -> Outcome<Void> {
        let work = Work(self, transaction, at: now)
        try work.acknowledge(key, through: position, refused: refused)
        return Outcome((), work.effects)
    }

    /// Sets a message aside that a peer fails at again and again: a dead letter for people, and in its place a notice,
    /// so that the positions behind it can go on.
    package func setAside(
        _ key: StreamKey, position: Int64, problem: Problem, in transaction: StorageTransaction, at now: Moment
    ) throws -> Outcome<Void> {
        let work = Work(self, transaction, at: now)
        try work.setAside(key, position: position, problem: problem)
        return Outcome((), work.effects)
    }
}

extension Work {
    func setAside(_ key: StreamKey, position: Int64, problem: Problem) throws {
        let stream = try OutboxStore.stream(key, in: transaction)
        guard let message = try OutboxStore.message(at: position, stream: stream.ref, in: transaction),
            let body = try MessageStore.body(message, in: transaction)
        else { return }
        var reader = InboundReader()
        let event = try reader.single(body).key.event
        try file(key, position: position, eventID: event.id, problem: problem)
        let id = NodeEventID(generation: try node.generation, counter: try drawCounter())
        guard let source = NodeSource(code: settings.code.rawValue) else {
            throw Problem(.internalFailure, detail: "\(settings.code) is no node code")
        }
        let notice = Withheld.notice(
            id: id, source: source, time: now.description, message: event, problem: problem)
        let row = try store(notice).row
        try OutboxStore.substitute(message: row, at: position, stream: stream.ref, in: transaction)
        try AlarmStore.raise(
            kind: "set-aside", peer: key.peer, detail: "消息 \(event.id) 多次投递失败，已列入死信", at: now.milliseconds,
            in: transaction)
    }
}
