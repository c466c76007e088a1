import HTTPServer
import HotlineCore
import NodeCore
import Storage
import WorkCalendar

extension RouteBuilder {
    /// Who has which ticket open now.
    mutating func addViewers() {
        let context = context
        get("/tickets/{id}/viewers", .everyone, .viewers) { try await context.viewers($0) }
        put("/events/{stream}/open", .everyone, .open) { try await context.showOpen($0) }
    }
}

extension RouteDescription {
    fileprivate static let viewers = RouteDescription(
        .tickets, "Who else has a ticket open now 谁在看", "Known from the consoles' streams of events, and kept nowhere."
    )
    .refuses(.unknownTicket)
    .answers(.items(.viewer, .always("total", .count, "How many")))
    fileprivate static let open = RouteDescription(
        .events, "Says which tickets are open on the screens that a stream serves 正在查看",
        "In place of what was said before; ends with the stream. Tickets that the caller may not see are left out.")
        .form(["tickets": ["140525-1-42"]]) { OpenForm($0) }
        .refuses(.unknownItem)
        .answers(.object([.always("tickets", .list(of: .component(.ticketID)), "Those that are told as open")]))
}

/// The body of `PUT /events/{stream}/open`.
private struct OpenForm: Sendable {
    let tickets: [String]

    init(_ form: FormReader) {
        tickets = form.names("tickets", most: OpenTickets.mostOfOne, { $0 }, expected: "工单标识")
    }
}

extension NodeContext {
    fileprivate func viewers(_ call: Call) async throws -> Response {
        let (caller, open) = (call.caller, openTickets)
        let name = call.request.pathParameters["id"]
        let viewers = try await engine.read { transaction in
            let ticket = try TicketStore.show(name, to: caller, in: transaction).ticket
            return try open.persons(at: ticket.id, but: caller.person).map { person in
                (person: person, account: try AccountStore.find(person, in: transaction))
            }
        }
        let units = engine.settings.units
        var writer = JSONWriter()
        writer.object { writer in
            writer.key("items")
            writer.list(viewers) { writer, viewer in
                writer.object { writer in
                    writer.member("person", viewer.person)
                    writer.member("name", viewer.account?.name ?? viewer.person)
                    writer.member("role", viewer.account?.role.rawValue)
                    writer.member("unit", viewer.account?.unit?.rawValue)
                    writer.member("unitName", viewer.account?.unit.flatMap { units[$0]?.name })
                }
            }
            writer.member("total", viewers.count)
        }
        return .json(writer.bytes)
    }

    fileprivate func showOpen(_ call: Call) async throws -> Response {
        let form = try call.request.form { OpenForm($0) }
        let (name, caller, now) = (call.request.pathParameters["stream"], call.caller, engine.now)
        let notices = try await engine.read { transaction in
            try form.tickets.compactMap { id -> ChangeNotice? in
                guard let ticket = try TicketStore.find(named: id, in: transaction)?.ticket, caller.maySee(ticket)
                else { return nil }
                return ChangeNotice(ofViewersOf: ticket, at: now)
            }
        }
        guard let stream = UInt64(name), openTickets.show(notices, on: stream, by: caller.person) else {
            throw APIProblem(.unknownItem, "没有编号为 \(name) 的实时连接", cure: "编号见 GET /api/v1/events 的 hotline-stream-id")
        }
        var writer = JSONWriter()
        writer.object { writer in
            writer.key("tickets")
            writer.list(notices) { $0.value($1.ticket.rawValue) }
        }
        return .json(writer.bytes)
    }
}
