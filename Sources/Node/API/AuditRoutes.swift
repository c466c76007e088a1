import HTTPServer
import HotlineCore
import NodeCore
import Storage
import WorkCalendar

extension RouteBuilder {
    /// `/audit`: who looked at whose data, for those who watch over it (ZZ23-47, JY24-24). Read only: no route and no
    /// statement changes a row.
    mutating func addAudit() {
        let context = context
        get("/audit", .overseers, .audit) { try await context.audit($0) }
    }
}

extension NodeContext {
    fileprivate func audit(_ call: Call) async throws -> Response {
        let filter = try await auditFilter(call.request)
        let page = try await engine.read { try AuditStore.list(filter, in: $0) }
        var writer = JSONWriter(capacity: 256 * page.entries.count + 64)
        writer.object { writer in
            writer.key("items")
            writer.list(page.entries) { $0.audited($1) }
            let isFull = page.entries.count == filter.limit
            writer.member("next", isFull ? page.entries.last.map { String($0.id) } : nil)
            writer.member("total", page.total)
        }
        return .json(writer.bytes)
    }

    /// `ticket` takes an identifier or the number of an own ticket.
    private func auditFilter(_ request: Request) async throws -> AuditStore.Filter {
        var filter = AuditStore.Filter()
        filter.person = request.query("person")
        filter.action = request.query("action")
        filter.limit = try request.query("limit", in: 1...500, default: 50)
        if let text = request.query("cursor") {
            guard let row = Int64(text) else { throw APIProblem.invalidQuery("cursor", "上一页的 next") }
            filter.before = row
        }
        guard let name = request.query("ticket") else { return filter }
        let numbered = try await engine.read { try TicketStore.find(named: name, in: $0)?.ticket.id }
        guard let ticket = numbered ?? TicketID(rawValue: name) else {
            throw APIProblem.invalidQuery("ticket", "工单标识或编号")
        }
        filter.ticket = ticket
        return filter
    }
}

extension JSONWriter {
    fileprivate mutating func audited(_ entry: AuditStore.Entry) {
        object { writer in
            writer.member("id", String(entry.id))
            writer.moment("at", entry.at)
            writer.member("person", entry.person)
            writer.member("role", entry.role)
            writer.member("unit", entry.unit)
            writer.member("action", entry.action)
            writer.member("subject", entry.subject)
            writer.member("ticket", entry.ticket)
            writer.key("fields")
            writer.list(entry.fields) { $0.value($1) }
            writer.member("reason", entry.reason)
        }
    }
}

extension RouteDescription {
    fileprivate static let audit = RouteDescription(.access, "Who looked at whose data, and did what; newest first 留痕")
        .query(
            .query("ticket", .text("140525-1-42"), "Of this ticket, by identifier or number"),
            .query("person", .component(.typedText), "By this person"),
            .query("action", .text("petitioner.revealed"), "Of this kind"), .limit(1...500, usual: 50),
            .query("cursor", JSONSchema(["type": "string", "pattern": "^[0-9]{1,18}$"]), "`next` of the page before"))
        .refuses(.invalidQuery).answers(.page(.auditEntry))
}
