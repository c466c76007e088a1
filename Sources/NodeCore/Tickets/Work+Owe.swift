import HotlineCore
import Storage
import SyncProtocol
import WorkCalendar

extension Work {
    /// Owes what one event of an own ticket brings to other nodes. A message is stored once, whomever it is for.
    ///
    /// - Parameters:
    ///   - entry: the event as canonical JSON.
    ///   - state: the ticket after the event as it may leave.
    func owe(
        _ event: TicketEvent, entry: [UInt8], after ticket: Ticket, state: [UInt8], border: Border,
        traceparent: String?
    ) throws {
        let owed = route(event, after: ticket, upperNodes: settings.upperNodes)
        var feed: (row: Int64, key: MessageKey)?
        for message in owed {
            switch message {
            case .feed(_, let upper):
                let stored = try feed ?? storeFeed(event, entry, ticket, state, border, traceparent)
                feed = stored
                try owe(row: stored.row, stored.key, to: StreamKey(peer: upper, stream: .feed))
            case .order(let order):
                let data = border.cleanForHandling(try CanonicalJSON.encode(border.complete(order)))
                try send(data, type: message.type, about: ticket.id, to: order.assignee, traceparent: traceparent)
                try owe(order.attachments, to: order.assignee)
            case .report(let report):
                let data = border.cleanForHandling(try CanonicalJSON.encode(report))
                try send(data, type: message.type, about: ticket.id, to: report.assigner, traceparent: traceparent)
                try owe(report.attachments, to: report.assigner)
            case .directive(let directive, let target):
                let data = border.cleanForHandling(try CanonicalJSON.encode(directive))
                try sendDown(data, type: message.type, about: directive.ticket, to: target, traceparent: traceparent)
            case .escalation(let escalation, let target):
                let data = border.cleanForFeed(try CanonicalJSON.encode(escalation))
                try sendUp(data, type: message.type, about: ticket.id, to: target, traceparent: traceparent)
            }
        }
        if event.revision == 1 { try oweFullRecord(of: ticket, border: border, traceparent: traceparent) }
        try tellSubscribers(of: { FeedFilter.Subject(ticket) }, message: {
            try (feed ?? storeFeed(event, entry, ticket, state, border, traceparent)).row
        })
    }

    /// Owes a change to the subscribers that are told of such tickets: the same message that goes up.
    ///
    /// - Parameter message: stores the message where nobody else was owed it; its row.
    func tellSubscribers(of subject: () -> FeedFilter.Subject, message: () throws -> Int64) throws {
        let subscribers = try SubscriptionOutbox.subscribers(of: subject, in: transaction)
        guard !subscribers.isEmpty else { return }
        let row = try message()
        for subscriber in subscribers {
            try SubscriptionOutbox.owe(message: row, to: subscriber, at: now.milliseconds, in: transaction)
            effects.subscribers.insert(subscriber.ref)
        }
    }

    /// Gives a stored message a position on a stream, and wakes the stream.
    func owe(row: Int64, _ key: MessageKey, to stream: StreamKey) throws {
        let position = try OutboxStore.owe(
            message: row, event: key.event, on: stream, at: now.milliseconds, in: transaction)
        effects.wake.insert(stream)
        effects.owed[stream] = position + 1
    }

    /// Stores a message of this node under a new id of this generation.
    func store(
        _ data: [UInt8], type: String, about ticket: TicketID, traceparent: String?
    ) throws -> (row: Int64, key: MessageKey) {
        let id = NodeEventID(generation: try node.generation, counter: try drawCounter())
        return try store(EventBuilder(
            key: EventKey(source: settings.code.source, id: id.description), type: type, subject: ticket.rawValue,
            time: now.description,
            extensions: traceparent.map { [EventExtension(name: "traceparent", value: $0)] } ?? [], data: data))
    }

    /// Stores an event of this node.
    func store(_ event: EventBuilder) throws -> (row: Int64, key: MessageKey) {
        let bytes = try event.encoded()
        var decoder = EventDecoder(hashing: StorageHash.self)
        guard case .event(let read) = try decoder.single(bytes) else {
            throw Problem(.eventTooLarge, detail: "event \(event.key.id) of this node cannot be sent")
        }
        let key = MessageKey(event.key)
        let row = try MessageStore.append(
            MessageStore.Message(key: key, digest: read.digest, body: bytes[...], origin: nil), at: now.milliseconds,
            in: transaction)
        return (row, key)
    }

    private func storeFeed(
        _ event: TicketEvent, _ entry: [UInt8], _ ticket: Ticket, _ state: [UInt8], _ border: Border,
        _ traceparent: String?
    ) throws -> (row: Int64, key: MessageKey) {
        let data = FeedData.bytes(
            due: ticket.nextDue?.milliseconds, event: border.cleanForFeed(entry), ticket: state,
            units: try unitNames(ticket, event).map(border.cleanForFeed))
        return try store(data, type: MessageType.feed, about: ticket.id, traceparent: traceparent)
    }

    /// What people call the units of this node that a change names: nodes above know codes alone, and may have a unit
    /// of the same code. Nil where none has a name.
    private func unitNames(_ ticket: Ticket, _ event: TicketEvent) throws -> [UInt8]? {
        var names: [String: String] = [:]
        for unit in ticket.assignments.compactMap(\.assignee.unit) + [event.actor.unit].compactMap(\.self) {
            names[unit.rawValue] = settings.units[unit]?.name
        }
        return names.isEmpty ? nil : try CanonicalJSON.encode(names)
    }

    /// A feed message of a ticket as it stands, beside its newest event.
    func feedMessage(of ticket: Ticket, event: TicketEvent) throws -> (row: Int64, key: MessageKey) {
        let border = try border(for: ticket)
        let state = border.cleanForFeed(try CanonicalJSON.encode(ticket))
        return try storeFeed(event, try CanonicalJSON.encode(event), ticket, state, border, nil)
    }

    private func send(
        _ data: [UInt8], type: String, about ticket: TicketID, to peer: NodeCode, traceparent: String?
    ) throws {
        let stored = try store(data, type: type, about: ticket, traceparent: traceparent)
        try owe(row: stored.row, stored.key, to: StreamKey(peer: peer, stream: .orders))
    }

    /// Towards a node below, through the peer that leads there.
    func sendDown(
        _ data: [UInt8], type: String, about ticket: TicketID, to target: NodeCode, traceparent: String?
    ) throws {
        guard let way = settings.wayDown(to: target) else {
            throw CommandRefusal(.unknownNode, "没有通往节点 \(target) 的下级链路", cure: "核对工单编号与节点配置")
        }
        try send(data, type: type, about: ticket, to: way.code, traceparent: traceparent)
    }

    /// Towards a node above, through the peer that leads there.
    private func sendUp(
        _ data: [UInt8], type: String, about ticket: TicketID, to target: NodeCode, traceparent: String?
    ) throws {
        guard let way = settings.wayUp(to: target) else {
            throw CommandRefusal(.unknownNode, "没有通往节点 \(target) 的上级链路", cure: "核对节点配置")
        }
        try send(data, type: type, about: ticket, to: way.code, traceparent: traceparent)
    }

    /// The full record of a non-confidential petitioner, over links that say so (design section 5).
    private func oweFullRecord(of ticket: Ticket, border: Border, traceparent: String?) throws {
        let uppers = settings.peers.filter { $0.relation == .upper && $0.personalData == .full }
        guard !uppers.isEmpty, let fields = border.fullRecord, !fields.isEmpty,
            let reference = ticket.petitioner.reference
        else { return }
        let record = PetitionerRecord(reference: reference, ticket: ticket.id, fields: fields)
        let stored = try store(
            try CanonicalJSON.encode(record), type: PetitionerRecord.type, about: ticket.id, traceparent: traceparent)
        for upper in uppers {
            try owe(row: stored.row, stored.key, to: StreamKey(peer: upper.code, stream: .feed))
        }
    }

    /// What the border must know of a ticket's petitioner.
    func border(for ticket: Ticket) throws -> Border {
        if settings.mutation == .borderSkipped { return .missing }
        let stored = try ticket.petitioner.reference.flatMap { try PetitionerStore.find($0, in: transaction) }
        return Border(ticket, stored)
    }
}
