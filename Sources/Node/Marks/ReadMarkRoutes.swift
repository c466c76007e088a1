import Database
import HTTPServer
import HotlineCore
import NodeCore
import Storage
import WorkCalendar

extension RouteBuilder {
    /// What the caller has read (未读、已读).
    mutating func addReadMarks() {
        let context = context
        put("/me/read/{ticket}", .everyone, .readMark) { try await context.markRead($0) }
        post("/me/read/actions/{action}", .everyone, .readMarks) { try await context.markManyRead($0) }
    }
}

extension RouteDescription {
    fileprivate static let readMark = RouteDescription(
        .desks, "Marks a ticket as read by the caller, or unread again 标为已读、未读",
        "For accounts: a token that is none has nothing unread. The state of the ticket that was `seen` counts; "
            + "one that has changed since stays unread.")
        .form(["isRead": true, "seen": "1.4"]) { ReadForm($0) }
        .refuses(.unknownTicket, .noSession)
        .answers(.object([
            .always("ticket", .component(.ticketID), "Which"),
            .always("isUnread", .flag, "Whether it is unread now"),
        ]))
    fileprivate static let readMarks = RouteDescription(.desks, "Marks many tickets 批量标为已读")
        .refuses(.unknownAction, .noSession).answers(.component(.bulkResult))
        .action("mark-read", "As read 标为已读", form: { ReadManyForm($0) })
        .action("mark-unread", "As unread again 标为未读", form: { ReadManyForm($0) })
}

/// The body of `PUT /me/read/{ticket}`.
private struct ReadForm: Sendable {
    let isRead: Bool
    /// `generation.revision` of what was shown; nil for the ticket as it is.
    let seen: String?

    init(_ form: FormReader) {
        isRead = form.flag("isRead")
        seen = form.optionalText("seen")
    }
}

/// The body of `POST /me/read/actions/…`.
private struct ReadManyForm: Sendable {
    let tickets: [String]

    init(_ form: FormReader) { tickets = form.texts("tickets", most: 500) }
}

extension NodeContext {
    fileprivate func markRead(_ call: Call) async throws -> Response {
        let form = try call.request.form { ReadForm($0) }
        let (name, caller) = (call.request.pathParameters["ticket"], call.caller)
        let (ticket, isUnread) = try await engine.store { transaction, now in
            let mark = try ReadMark(of: caller, at: now, in: transaction)
            let stored = try TicketStore.show(name, to: caller, in: transaction)
            return (stored.ticket.id, try mark.set(form.isRead, on: stored, seen: form.seen, in: transaction))
        }
        var writer = JSONWriter()
        writer.object { writer in
            writer.member("ticket", ticket.rawValue)
            writer.member("isUnread", isUnread)
        }
        return .json(writer.bytes)
    }

    fileprivate func markManyRead(_ call: Call) async throws -> Response {
        let form = try call.request.form { ReadManyForm($0) }
        let (action, caller) = (call.request.pathParameters["action"], call.caller)
        guard ["mark-read", "mark-unread"].contains(action) else { throw APIProblem.unknownAction(action) }
        let rows = try await engine.store { transaction, now in
            let mark = try ReadMark(of: caller, at: now, in: transaction)
            return try form.tickets.map { name in
                try BulkRow(name) {
                    let stored = try TicketStore.show(name, to: caller, in: transaction)
                    _ = try mark.set(action == "mark-read", on: stored, seen: nil, in: transaction)
                    return stored.ticket
                }
            }
        }
        return .json(rows.json(isPreview: false))
    }
}

/// One account's marks, as they are set now.
private struct ReadMark {
    private let account: String
    private let reader: TicketReader
    private let now: Moment

    init(of caller: Caller, at now: Moment, in transaction: ReadTransaction) throws {
        guard try AccountStore.find(caller.person, in: transaction) != nil else {
            throw APIProblem(.noSession, "\(caller.person) 不是账号，没有未读标记", cure: "以账号登录后再标记")
        }
        (account, self.now) = (caller.person, now)
        reader = TicketReader(caller.person, at: now.milliseconds)
    }

    /// Whether the ticket is unread afterwards. Nothing is written where nothing is to be noted.
    func set(
        _ isRead: Bool, on stored: TicketStore.Stored, seen: String?, in transaction: Transaction
    ) throws -> Bool {
        let ticket = stored.ticket
        let isUnread = try SeenStore.unread(among: [stored.row], by: reader, in: transaction).contains(stored.row)
        let isCurrent = seen.map { $0 == "\(ticket.generation).\(ticket.revision)" } ?? true
        guard isUnread == isRead, !isRead || isCurrent else { return isUnread }
        if isRead {
            try SeenStore.see(
                stored.row, generation: ticket.generation, revision: ticket.revision, by: account,
                at: now.milliseconds, in: transaction)
        } else {
            try SeenStore.unsee(stored.row, by: account, at: now.milliseconds, in: transaction)
        }
        return !isRead
    }
}
