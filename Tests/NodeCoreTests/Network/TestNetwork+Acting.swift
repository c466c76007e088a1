import HotlineCore
import NodeCore
import Storage
import SyncProtocol
import WorkCalendar

extension TestNetwork {
    /// A person's command at a node; the ticket as it stands then.
    @discardableResult
    func act(
        _ code: NodeCode, _ ticket: TicketID? = nil, _ command: Command, as role: Role = .admin, unit: UnitID? = nil
    ) throws -> Ticket {
        let node = self[code]
        let actor = Actor(person: "\(role)", role: role, unit: unit, node: code)
        let request = CommandRequest(command, ticket: ticket, actor: actor)
        return try node.write { try node.core.perform(request, in: $0, at: now) }.ticket
    }

    /// A matter taken down at a node.
    func register(_ code: NodeCode, _ register: Register = .sample()) throws -> TicketID {
        try act(code, nil, .register(register)).id
    }

    /// A ticket dispatched; the new assignments.
    func dispatch(_ code: NodeCode, _ id: TicketID, _ shares: Dispatch.Share...) throws -> [AssignmentID] {
        let ticket = try act(code, id, .dispatch(Dispatch(shares)))
        return ticket.assignments.suffix(shares.count).map(\.id)
    }

    /// One share of it to a lower node.
    func order(_ code: NodeCode, _ id: TicketID, to node: NodeCode) throws -> AssignmentID {
        try dispatch(code, id, Dispatch.Share(assignee: .node(node)))[0]
    }

    /// Puts an event into a node's outbox that the node itself would not write.
    func forge(
        _ code: NodeCode, to peer: NodeCode, _ stream: StreamName, _ event: EventBuilder
    ) throws {
        let node = self[code]
        try node.write { transaction in
            let body = try event.encoded()
            var decoder = EventDecoder(hashing: StorageHash.self)
            guard case .event(let read) = try decoder.single(body) else { throw Missing(what: "a valid event") }
            let row = try MessageStore.append(
                MessageStore.Message(key: MessageKey(event.key), digest: read.digest, body: body[...], origin: nil),
                at: now.milliseconds, in: transaction)
            let key = StreamKey(peer: peer, stream: stream)
            try OutboxStore.owe(message: row, event: event.key, on: key, at: now.milliseconds, in: transaction)
            var effects = Effects()
            effects.wake = [key]
            return Outcome((), effects)
        }
    }

    /// An event of a node, with a number that the node has not drawn yet.
    func event(
        of code: NodeCode, _ counter: Int64, _ type: String, _ data: [UInt8], generation: Int64 = 1
    ) -> EventBuilder {
        EventBuilder(
            key: EventKey(source: code.source, id: "\(generation)-\(counter)"), type: type, time: now.description,
            data: data)
    }

    // MARK: - Looking

    func ticket(_ code: NodeCode, _ id: TicketID) throws -> Ticket {
        guard let stored = try self[code].read({ try TicketStore.find(id, in: $0) }) else {
            throw Missing(what: "\(id)")
        }
        return stored.ticket
    }

    /// The ticket that an order made at a node.
    func ordered(_ code: NodeCode, _ id: AssignmentID) throws -> Ticket {
        guard let stored = try self[code].read({ try TicketStore.find(order: id, in: $0) }) else {
            throw Missing(what: "\(id)")
        }
        return stored.ticket
    }

    /// The event that carries the mirror of a ticket.
    func mirror(_ code: NodeCode, _ id: TicketID) throws -> [UInt8]? {
        try self[code].read { try MirrorStore.event(of: id, in: $0) }
    }

    /// The mirrored ticket.
    func mirrored(_ code: NodeCode, _ id: TicketID) throws -> Ticket? {
        struct Carried: Decodable {
            struct Data: Decodable { var ticket: Ticket }
            var data: Data
        }
        return try mirror(code, id).map { try CanonicalJSON.decode(Carried.self, from: $0).data.ticket }
    }

    /// The names of what happened to a ticket.
    func timeline(_ code: NodeCode, _ id: TicketID) throws -> [String] {
        try self[code].read { try JournalStore.all(of: id, in: $0) }.map(\.type)
    }

    func alarms(_ code: NodeCode) throws -> [String] {
        try self[code].read { try AlarmStore.open(limit: 100, in: $0) }.map(\.kind)
    }

    func deadLetters(_ code: NodeCode) throws -> [DeadLetterStore.Letter] {
        try self[code].read { try DeadLetterStore.list(undecidedOnly: true, limit: 100, in: $0) }
    }

    func parked(_ code: NodeCode) throws -> [ParkedStore.Parked] {
        try self[code].read { try ParkedStore.list(limit: 100, in: $0) }
    }

    func unrecovered(_ code: NodeCode) throws -> [UnrecoveredStore.Item] {
        try self[code].read { try UnrecoveredStore.list(limit: 100, in: $0) }
    }

    func generation(_ code: NodeCode) throws -> Int64? {
        try self[code].read { try NodeRecord.find(in: $0)?.generation }
    }

    struct Missing: Error { var what: String }
}

extension Register {
    static func sample(_ title: String = "小区停水", confidential: Bool = false) -> Register {
        Register(
            matter: Matter(
                kind: .help, channel: .telephone, title: title, content: "停水三天", place: "巴公镇",
                occurredAt: "2026-09-12"),
            petitioner: Petitioner(
                confidential: confidential, personal: PersonalFields(name: "王小明", phone: "13812345678")))
    }
}

extension CompletionForm {
    static let sample = CompletionForm(
        handling: "抢修管道", result: "已恢复供水", handledAt: Moment("2026-09-14T15:00:00+08:00"),
        reply: Reply(at: Moment("2026-09-14T15:30:00+08:00"), means: "电话", content: "已告知"))
}
