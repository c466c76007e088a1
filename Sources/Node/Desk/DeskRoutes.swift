import Database
import HTTPServer
import HotlineCore
import NodeCore
import Storage
import WorkCalendar

extension RouteBuilder {
    /// `GET /desk`: what waits for the caller, queue by queue.
    mutating func addDesk() {
        let context = context
        get("/desk", .everyone, .desk) { try await context.desk($0) }
    }
}

extension RouteDescription {
    fileprivate static let desk = RouteDescription(.desks, "What waits for the caller, queue by queue 工作台")
        .answers(.object([
            .always("role", .oneOf(Role.self), "The caller's"), .always("at", .moment, "When it was counted"),
            .always("queues", .list(of: .component(.deskQueue)), "In the order of the desk"),
        ]))
}

/// A queue with how much is in it.
private struct CountedQueue: Sendable {
    var queue: DeskQueue
    var count: Int
    /// Whose next limit has passed.
    var overdue: Int
}

extension NodeContext {
    fileprivate func desk(_ call: Call) async throws -> Response {
        let now = engine.now
        let asked = try DeskQueue.queues(of: call.caller.role).map { queue in
            (queue, try ownFilter(queue.query, for: call.caller))
        }
        let overdue = DueBucket.overdue.ends(at: now, engine.settings.calendar)
        let queues = try await engine.read { transaction in
            try asked.map { queue, filter in
                let count = try TicketStore.count(filter, in: transaction)
                let passed = count == 0 ? 0 : try TicketStore.count(filter.ending(in: overdue), in: transaction)
                return CountedQueue(queue: queue, count: count, overdue: passed)
            }
        }
        var writer = JSONWriter()
        writer.object { writer in
            writer.member("role", call.caller.role.rawValue)
            writer.member("at", now.description)
            writer.key("queues")
            writer.list(queues) { writer, counted in
                writer.object { writer in
                    writer.member("id", counted.queue.id)
                    writer.member("title", counted.queue.title)
                    writer.member("titleEn", counted.queue.titleEn)
                    writer.member("count", counted.count)
                    writer.member("overdue", counted.overdue)
                    writer.member("query", counted.queue.query)
                }
            }
        }
        return .json(writer.bytes)
    }
}

extension TicketFilter {
    /// The same, of those alone whose next limit ends then.
    fileprivate func ending(in ends: Range<Int64>) -> TicketFilter {
        var filter = self
        filter.due = due.isEmpty ? [ends] : due.map { $0.clamped(to: ends) }
        return filter
    }
}
