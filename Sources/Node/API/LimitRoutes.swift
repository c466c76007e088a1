import HTTPServer
import HotlineCore
import NodeCore
import Storage
import WorkCalendar

extension RouteBuilder {
    /// 怎么算的: the limits of a ticket or an assignment, day by day.
    mutating func addLimits() {
        let context = context
        get("/tickets/{id}/limits", .everyone, .ofTicket) { call in
            let name = call.request.pathParameters["id"]
            return try await context.limits { transaction in
                (try TicketStore.show(name, to: call.caller, in: transaction).ticket, nil)
            }
        }
        get("/assignments/{id}/limits", .everyone, .ofAssignment) { call in
            let text = call.request.pathParameters["id"]
            return try await context.limits { transaction in
                guard let id = AssignmentID(rawValue: text),
                    let ticket = try TicketStore.find(id.ticket, in: transaction)?.ticket, call.caller.maySee(ticket),
                    ticket.assignment(id) != nil
                else { throw APIProblem(.unknownAssignment, "本节点没有派单 \(text)", cure: "派单标识形如 140525-1-42.1") }
                return (ticket, id)
            }
        }
    }
}

extension NodeContext {
    fileprivate func limits(
        _ find: @escaping @Sendable (StorageView) throws -> (Ticket, AssignmentID?)
    ) async throws -> Response {
        let (ticket, assignment) = try await engine.read(find)
        let settings = engine.settings
        let calendar = settings.calendar
        let returns = ticket.returnLimits(settings.ruleBook(of: ticket), calendar)
        let running = ticket.runningLimits + returns
        let limits = (ticket.limits + returns).filter { assignment == nil || $0.assignment == assignment }
        let now = engine.now
        var writer = JSONWriter(capacity: 4_096)
        writer.object { writer in
            writer.key("items")
            writer.list(limits) { writer, item in
                let isRunning = running.contains(item)
                let used = ticket.timeUsed(of: item, isRunning: isRunning, at: now, calendar)
                writer.explained(item, isRunning: isRunning, used: used, by: calendar, at: now)
            }
        }
        return .json(writer.bytes)
    }
}

extension JSONWriter {
    /// One limit, and how it was counted. Days are listed where the calendar in force gives the same end: one that no
    /// longer runs stays as it was counted then.
    fileprivate mutating func explained(
        _ item: TicketLimit, isRunning: Bool, used: TimeUsed?, by calendar: WorkCalendar, at now: Moment
    ) {
        let limit = item.limit
        let counted = limit.rule.map { calendar.deadline($0, from: limit.from, explaining: true) }
        let agrees = counted.map { limit.boundByOrder || $0.due == limit.due } ?? false
        object { writer in
            writer.member("name", item.name.rawValue)
            writer.member("label", item.name.displayName)
            writer.member("assignment", item.assignment?.rawValue)
            writer.member("running", isRunning)
            writer.member("overdue", isRunning && limit.isPast(at: now))
            if isRunning { writer.left(of: limit, at: now, calendar) }
            writer.member("from", limit.from.description)
            writer.member("due", limit.due.description)
            writer.member("dueDate", limit.dueDate.description)
            writer.member("provisional", limit.provisional)
            writer.member("article", limit.article)
            writer.member("boundByOrder", limit.boundByOrder)
            writer.member("ownDue", agrees ? counted?.due.description : nil)
            if let used {
                writer.key("used")
                writer.object { writer in
                    writer.member("amount", used.amount)
                    writer.member("unit", used.unit.rawValue)
                }
            }
            writer.member("passed", limit.passed?.description)
            writer.key("days")
            guard agrees, let days = counted?.days else { return writer.null() }
            writer.list(days) { writer, day in
                writer.object { writer in
                    writer.member("date", day.date.description)
                    writer.member("counted", day.counted)
                    writer.member("why", day.reason)
                }
            }
        }
    }
}

extension RouteDescription {
    fileprivate static let ofTicket = RouteDescription(.calendar, "Each limit of a ticket, day by day 怎么算的")
        .refuses(.unknownTicket).answers(.items(.countedLimit))

    fileprivate static let ofAssignment = RouteDescription(.calendar, "Each limit of one assignment, day by day")
        .refuses(.unknownAssignment).answers(.items(.countedLimit))
}
