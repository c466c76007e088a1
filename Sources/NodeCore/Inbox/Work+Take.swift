import HotlineCore
import Storage
import SyncProtocol
import WorkCalendar

extension Work {
    /// Takes one event of a peer: checks who may say it and whether it was said before, then applies it.
    ///
    /// - Returns: why it is refused, nil when it was accepted (applied, parked, late or a duplicate).
    func take(_ event: InboundEvent, from peer: PeerSettings, on stream: StreamName) throws -> Problem? {
        if case .unacceptable(let problem) = event.content { return problem }
        if let problem = authorise(event, from: peer, on: stream) { return problem }
        if settings.mutation == .dedupeOff { return try applyNew(event, from: peer, on: stream) }
        switch try MessageStore.standing(of: event.key, digest: event.digest, in: transaction) {
        case .duplicate:
            if case .feed(let state, _) = event.content { try repairMirror(event, state, from: peer) }
            return nil
        case .reused:
            try AlarmStore.raise(
                kind: "id-reused", peer: peer.code,
                detail: "来自 \(event.key.source) 的事件 \(event.key.id) 内容与先前不同，已拒收", at: now.milliseconds,
                in: transaction)
            return Problem(
                .contentDiffers, detail: "event \(event.key.id) of \(event.key.source) was accepted with other content")
        case .new:
            return try applyNew(event, from: peer, on: stream)
        }
    }

    /// Who may say what (design section 5): a peer speaks for its subtree; orders and reports are its own.
    private func authorise(_ event: InboundEvent, from peer: PeerSettings, on stream: StreamName) -> Problem? {
        guard let source = node(source: event.key.source), peer.speaksFor.contains(source),
            source != settings.code
        else {
            return Problem(
                .sourceNotAuthorised, detail: "\(peer.code) may not bring events of \(event.key.source)")
        }
        if case .matter = event.content {
            return Problem(.unknownType, detail: "a node hands over matters as orders")
        }
        return objection(to: event.content, of: source, from: peer).map { Problem(.sourceNotAuthorised, detail: $0) }
    }

    /// Why a source may not say this through a peer; nil where it may.
    private func objection(
        to content: InboundEvent.Content, of source: NodeCode, from peer: PeerSettings
    ) -> String? {
        switch content {
        case .feed(let state, _) where state.id.owner != source: "\(source) does not own ticket \(state.id)"
        case .feed where peer.relation != .lower: "\(peer.code) is not below this node and has no feed for it"
        case .order where source != peer.code, .report where source != peer.code:
            "orders and reports come from the peer itself"
        case .directive(let directive) where peer.relation != .upper || directive.issuedBy != source:
            "directives come from above, each from its issuer"
        case .escalation(let escalation) where peer.relation != .lower || escalation.ticket.owner != source:
            "escalations come from below, each from its ticket's owner"
        case .petitioner(let record)
        where peer.relation != .lower || record.ticket.owner != source
            || !record.reference.hasPrefix("\(record.ticket)/"):
            // Whoever brings it, a record is its ticket's owner's, and cannot stand for another ticket's.
            "\(source) does not own ticket \(record.ticket)"
        default: nil
        }
    }

    private func applyNew(_ event: InboundEvent, from peer: PeerSettings, on stream: StreamName) throws -> Problem? {
        switch event.content {
        case .feed(let state, let change):
            try mirror(event, state, change: change, from: peer)
            return nil
        case .order(let message): return try refusable { try takeOrder(message, event, from: peer) }
        case .report(let message): return try refusable { try takeReport(message, event, from: peer) }
        case .directive(let directive): return try refusable { try takeDirective(directive, event, from: peer) }
        case .escalation(let escalation): return try refusable { try takeEscalation(escalation, event, from: peer) }
        case .petitioner(let record):
            try takePetitioner(record, event, from: peer)
            return nil
        case .unknown(let type):
            try parkUnknown(type, event, from: peer, on: stream)
            return nil
        case .withheld:
            _ = try keep(event, from: peer)
            return nil
        case .matter, .unacceptable: return Problem(.unknownType)
        }
    }

    /// Runs one event's work so that a refusal undoes it alone.
    private func refusable(_ work: () throws -> Void) throws -> Problem? {
        let before = effects
        do {
            try transaction.attempt(work)
            return nil
        } catch let refusal as CommandRefusal {
            effects = before
            return Problem(refusal)
        } catch let problem as Problem {
            effects = before
            return problem
        }
    }

    /// Keeps an event whose type this version does not know, and passes it on where it travels on the feed.
    private func parkUnknown(
        _ type: String, _ event: InboundEvent, from peer: PeerSettings, on stream: StreamName
    ) throws {
        let row = try keep(event, from: peer)
        try ParkedStore.park(
            peer: peer.code, assignment: nil, direction: nil, ordinal: nil, message: row,
            reason: "本版本不认识的消息类型 \(type)，升级后可处理", at: now.milliseconds, in: transaction)
        if stream == .feed { try passOn(event, row: row, from: peer) }
    }

    /// Stores the event as accepted; its row.
    func keep(_ event: InboundEvent, from peer: PeerSettings, previous: Int64? = nil) throws -> Int64 {
        try MessageStore.append(
            MessageStore.Message(
                key: event.key, digest: event.digest, body: event.bytes, origin: peer.code, previous: previous),
            at: now.milliseconds, in: transaction)
    }

    /// Owes an event of the feed, unchanged, to every node above: never back to where it came from, never to its
    /// origin.
    func passOn(_ event: InboundEvent, row: Int64, from peer: PeerSettings) throws {
        let origin = node(source: event.key.source)
        for upper in feeds where upper.node != peer.code && upper.node != origin {
            try owe(row: row, event.key, to: upper.stream)
        }
    }
}
