import Database
import HotlineCore
import HTTPServer
import HTTPWire
import NodeCore
import Storage
import WorkCalendar

/// Makes the answer that shows a ticket to one caller.
struct TicketAnswer: Sendable {
    let settings: NodeSettings
    let caller: Caller

    /// The ticket as this caller may see it now.
    ///
    /// - Parameter hidden: tickets of the same matter that the caller may not see.
    func document(
        _ ticket: Ticket, body: [UInt8], repeats: Facts.Repeats, hiding hidden: Set<TicketID>, at now: Moment,
        personal: PersonalFields? = nil
    ) -> TicketDocument {
        // Who only reads is offered nothing.
        let open = caller.mayAct(on: ticket) ? actions(ticket, context(for: ticket, repeats, at: now)) : []
        let units = ticket.assignments.compactMap(\.assignee.unit)
        return TicketDocument(
            ticket: ticket, body: body, actions: open, repeats: repeats, personal: personal,
            names: units.reduce(into: [:]) { $0[$1] = settings.units[$1]?.name },
            hidden: hidden)
    }

    /// What a command made of the ticket.
    func document(_ result: CommandResult, hiding hidden: Set<TicketID>, at now: Moment) -> TicketDocument {
        document(
            result.ticket, body: caller.seen(result.body, of: result.ticket), repeats: result.repeats, hiding: hidden,
            at: now)
    }

    /// The whole answer.
    func response(_ document: TicketDocument, status: Int) -> Response {
        response(json: document.json, entityTag: document.entityTag, id: document.ticket.id.rawValue, status: status)
    }

    /// An answer that was made before, as it was.
    func response(json: [UInt8], entityTag: String, id: String, status: Int) -> Response {
        var response = Response.json(json, status: status)
        response.headers["etag"] = entityTag
        if status == 201 { response.headers["location"] = "/api/v1/tickets/\(id)" }
        return response
    }

    /// What the core decides on: which actions are open, for whom, under which rule book.
    private func context(for ticket: Ticket, _ repeats: Facts.Repeats, at now: Moment) -> Context {
        Context(
            actor: caller.actor(at: settings.code), node: settings.code, generation: ticket.generation, now: now,
            ruleBook: settings.ruleBook(of: ticket), calendar: settings.calendar,
            facts: Facts(
                units: settings.units, lowerNodes: Set(settings.lowerNodes), upperNodes: settings.upperNodes,
                repeats: repeats))
    }
}

extension TicketStore {
    /// A ticket by its identifier or its number.
    static func find(named name: String, in transaction: ReadTransaction) throws -> Stored? {
        if let id = TicketID(rawValue: name), let stored = try find(id, in: transaction) { return stored }
        guard let number = TicketNumber(rawValue: name) else { return nil }
        return try find(number: number, in: transaction)
    }

    /// A ticket by its identifier or its number, if this caller may see it; else 404, which tells nothing.
    static func show(_ name: String, to caller: Caller, in transaction: ReadTransaction) throws -> Stored {
        guard let stored = try find(named: name, in: transaction), caller.maySee(stored.ticket) else {
            throw APIProblem(
                .unknownTicket, "本节点没有标识或编号为 \(name) 的工单", cure: "核对编号；下级节点的工单见 /mirror/tickets")
        }
        return stored
    }

    /// The same for a command: a department reads the tickets of its field, and handles its own share only (JY24-23).
    static func show(_ name: String, toActor caller: Caller, in transaction: ReadTransaction) throws -> Stored {
        let stored = try show(name, to: caller, in: transaction)
        try caller.requireShare(in: stored.ticket)
        return stored
    }
}

extension Caller {
    /// A stored ticket without the attachments that may tell a caller who the petitioner is.
    func seen(_ body: [UInt8], of ticket: Ticket) -> [UInt8] {
        guard let attachments = ticket.attachments, attachments.contains(where: { !maySee($0, of: ticket) }),
            let range = JSONSlices.value(of: "attachments", in: body)
        else { return body }
        let elements = zip(JSONSlices.elements(in: body, of: range), attachments)
        var writer = JSONWriter(capacity: body.count)
        writer.object(body[...], replacing: [(range, { writer in
            writer.list(elements.filter { maySee($0.1, of: ticket) }) { $0.raw(body[$1.0]) }
        })]) { _ in }
        return writer.bytes
    }

    /// Those tickets of a matter that the caller may not see. A copy of another node's ticket is for no unit.
    func hidden(of repeats: Facts.Repeats, in transaction: ReadTransaction) throws -> Set<TicketID> {
        guard role == .unit || isKeptFromConfidential else { return [] }
        let all = repeats.again.map(\.ticket) + [repeats.root].compactMap(\.self)
        return Set(try all.filter { id in
            if let stored = try TicketStore.find(id, in: transaction) { return !maySee(stored.ticket) }
            return try role == .unit || MirrorStore.isConfidential(id, in: transaction) ?? true
        })
    }

    /// Throws ``ProblemKind/sharedReadsOnly`` where the caller only reads the ticket.
    func requireShare(in ticket: Ticket) throws(APIProblem) {
        guard !mayAct(on: ticket) else { return }
        var problem = APIProblem(
            .sharedReadsOnly, "工单\(ticket.number)未派给本单位，仅供行业主管部门查阅", cure: "由承办单位或热线办理")
        problem.members["article"] = "济管办〔2024〕23号第二十三条"
        throw problem
    }
}
