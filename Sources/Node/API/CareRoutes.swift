import Database
import HotlineCore
import HTTPServer
import NodeCore
import Storage
import SyncProtocol
import WorkCalendar

extension RouteBuilder {
    /// What waits for a person: owed messages, dead letters, parked messages, alarms, what a restore lost.
    mutating func addCare() {
        let context = context
        get("/outbox", .staff, .outbox) { try await context.outbox($0) }
        get("/dead-letters", .staff, .deadLetters) { try await context.deadLetters($0) }
        get("/dead-letters/{id}", .watchers, .deadLetter) { try await context.deadLetter($0) }
        post("/dead-letters/{id}/actions/{action}", .administrators, .deciding) {
            try await context.decideDeadLetter($0)
        }
        get("/parked", .staff, .parked) { try await context.parked($0) }
        post("/parked/{id}/actions/discard-gap", .administrators, .discardGap) { try await context.discardGap($0) }
        get("/alarms", .staff, .alarms) { _ in try await context.alarms() }
        post("/alarms/{id}/actions/clear", .administrators, .clear) { try await context.clearAlarm($0) }
        get("/unrecovered", .staff, .unrecovered) { _ in try await context.unrecovered() }
    }
}

extension Caller {
    /// A message between nodes with the petitioner's fields masked; nil where the caller may not know of it: an
    /// overseer hears of nothing confidential, not even by the ticket's identifier (ZZ23-8a).
    fileprivate func shown(_ message: [UInt8], in transaction: ReadTransaction) throws -> [UInt8]? {
        guard let event = StoredEvent(message) else { return nil }
        let isHidden = try isKeptFromConfidential && event.isConfidential(in: transaction)
        return isHidden ? nil : event.shown
    }

    /// Whether the caller may know that a message is owed.
    fileprivate func maySee(_ item: OwedMessages.Item, in transaction: ReadTransaction) throws -> Bool {
        try !isKeptFromConfidential || shown(item.body, in: transaction) != nil
    }
}

extension StoredEvent {
    /// Whether its petitioner asked for confidentiality, by its own words or by the ticket or mirror that it is about.
    fileprivate func isConfidential(in transaction: ReadTransaction) throws -> Bool {
        if saysConfidential { return true }
        let own = try ticket.flatMap { try TicketStore.find($0, in: transaction) }
            ?? assignment.flatMap { try TicketStore.find(order: $0, in: transaction) }
        if let own { return own.ticket.petitioner.confidential }
        return try ticket.flatMap { try MirrorStore.isConfidential($0, in: transaction) } ?? false
    }
}

extension NodeContext {
    fileprivate func outbox(_ call: Call) async throws -> Response {
        let peer = try call.request.query("peer").map { text throws(APIProblem) in
            guard let peer = NodeCode(rawValue: text) else { throw .invalidQuery("peer", "节点代码") }
            return peer
        }
        let stream = try call.request.query("stream").map { text throws(APIProblem) in
            guard let stream = StreamName(rawValue: text) else { throw .invalidQuery("stream", "orders 或 feed") }
            return stream
        }
        let cursor = try call.request.query("cursor").map { text throws(APIProblem) in
            guard let cursor = OwedMessages.Cursor(text) else { throw .invalidQuery("cursor", "上一页的 next") }
            return cursor
        }
        let limit = try call.request.query("limit", in: 1...500, default: 50)
        let page = try await engine.read { transaction in
            var page = try OwedMessages.list(peer: peer, stream: stream, after: cursor, limit: limit, in: transaction)
            page.items = try page.items.filter { try call.caller.maySee($0, in: transaction) }
            return page
        }
        var writer = JSONWriter(capacity: 256 * page.items.count + 64)
        writer.object { writer in
            writer.key("items")
            writer.list(page.items) { $0.owed($1) }
            writer.member("next", page.next?.text)
            writer.member("total", page.total)
        }
        return .json(writer.bytes)
    }

    fileprivate func deadLetters(_ call: Call) async throws -> Response {
        let undecidedOnly = try call.request.queryFlag("undecided")
        let limit = try call.request.query("limit", in: 1...500, default: 200)
        let (letters, total) = try await engine.read { transaction in
            (
                try DeadLetterStore.list(undecidedOnly: undecidedOnly, limit: limit, in: transaction),
                try DeadLetterStore.undecided(in: transaction)
            )
        }
        var writer = JSONWriter()
        writer.object { writer in
            writer.key("items")
            writer.list(letters) { $0.deadLetter($1, event: nil) }
            writer.member("next", nil)
            writer.member("total", max(total, letters.count))
        }
        return .json(writer.bytes)
    }

    fileprivate func deadLetter(_ call: Call) async throws -> Response {
        let id = try call.request.rowID()
        let (letter, shown) = try await engine.read { transaction in
            guard let letter = try DeadLetterStore.find(id, in: transaction) else { throw APIProblem.unknownItem(id) }
            let message = try MessageStore.body(letter.message, in: transaction)
            return (letter, try message.flatMap { try call.caller.shown($0, in: transaction) })
        }
        if shown != nil { try await note("dead-letter.viewed", String(id), fields: ["masked"], by: call.caller) }
        var writer = JSONWriter()
        writer.deadLetter(letter, event: shown)
        return .json(writer.bytes)
    }

    fileprivate func decideDeadLetter(_ call: Call) async throws -> Response {
        let id = try call.request.rowID()
        let action = call.request.pathParameters["action"]
        let actor = call.caller.actor(at: code)
        switch action {
        case "requeue":
            _ = try call.request.form { _ in }
            try await engine.commit { try $0.requeue(deadLetter: id, by: actor, in: $1, at: $2) }
        case "discard":
            let reason = try call.request.form { $0.text("reason") }
            try await engine.commit { core, transaction, now in
                try AuditStore.note(
                    actor, action: "dead-letter.discarded", subject: String(id), reason: reason,
                    at: now.milliseconds, in: transaction)
                return try core.discard(deadLetter: id, by: actor, in: transaction, at: now)
            }
        default:
            throw APIProblem(.unknownAction, "没有名为 \(action) 的操作", cure: "可用：requeue、discard")
        }
        return try await deadLetter(call)
    }

    fileprivate func parked(_ call: Call) async throws -> Response {
        let items = try await engine.read { transaction in
            try ParkedStore.list(limit: 500, in: transaction).map { item in
                let message = try MessageStore.body(item.message, in: transaction)
                return (item, try message.flatMap { try call.caller.shown($0, in: transaction) })
            }
        }
        if !items.isEmpty {
            let ids = items.map { String($0.0.id) }.joined(separator: ",")
            try await note("parked.viewed", ids, fields: ["masked"], by: call.caller)
        }
        var writer = JSONWriter()
        writer.object { writer in
            writer.key("items")
            writer.list(items) { $0.parked($1.0, event: $1.1) }
            writer.member("total", items.count)
        }
        return .json(writer.bytes)
    }

    fileprivate func discardGap(_ call: Call) async throws -> Response {
        let id = try call.request.rowID()
        let reason = try call.request.form { $0.text("reason") }
        let actor = call.caller.actor(at: code)
        try await engine.commit { try $0.skipGap(parked: id, reason: reason, by: actor, in: $1, at: $2) }
        return try await parked(call)
    }

    fileprivate func alarms() async throws -> Response {
        let alarms = try await engine.read { try AlarmStore.open(limit: 500, in: $0) }
        var writer = JSONWriter()
        writer.object { writer in
            writer.key("items")
            writer.list(alarms) { $0.alarm($1) }
            writer.member("total", alarms.count)
        }
        return .json(writer.bytes)
    }

    fileprivate func clearAlarm(_ call: Call) async throws -> Response {
        _ = try call.request.form { _ in }
        let id = try call.request.rowID()
        try await engine.store { transaction, now in
            let isOpen = try AlarmStore.clear(id, at: now.milliseconds, in: transaction)
            guard isOpen else { throw APIProblem.unknownItem(id) }
        }
        return try await alarms()
    }

    fileprivate func unrecovered() async throws -> Response {
        let items = try await engine.read { try UnrecoveredStore.list(limit: 500, in: $0) }
        var writer = JSONWriter()
        writer.object { writer in
            writer.key("items")
            writer.list(items) { writer, item in
                writer.object { writer in
                    writer.member("id", String(item.id))
                    writer.moment("at", item.at)
                    writer.member("ticket", item.ticket)
                    writer.member("detail", item.detail)
                }
            }
            writer.member("total", items.count)
        }
        return .json(writer.bytes)
    }
}

extension Request {
    /// The row that `{id}` names; what is no number names none.
    func rowID() throws(APIProblem) -> Int64 {
        guard let id = Int64(pathParameters["id"]) else { throw APIProblem.unknownItem(pathParameters["id"]) }
        return id
    }
}

extension APIProblem {
    fileprivate static func unknownItem(_ id: some CustomStringConvertible) -> APIProblem {
        APIProblem(.unknownItem, "没有编号为 \(id) 的未决项", cure: "重新读取列表；它可能已经处理")
    }
}

extension JSONWriter {
    fileprivate mutating func owed(_ item: OwedMessages.Item) {
        object { writer in
            writer.member("peer", item.key.peer.rawValue)
            writer.member("stream", item.key.stream.rawValue)
            writer.member("position", item.position)
            for key: StaticString in ["id", "type", "subject"] {
                writer.member(key, json: JSONSlices.value(of: key, in: item.body).map { Array(item.body[$0]) })
            }
            writer.moment("owedAt", item.owedAt)
        }
    }

    fileprivate mutating func deadLetter(_ letter: DeadLetterStore.Letter, event: [UInt8]?) {
        object { writer in
            writer.member("id", String(letter.id))
            writer.member("peer", letter.key.peer.rawValue)
            writer.member("stream", letter.key.stream.rawValue)
            writer.member("position", letter.position)
            writer.member("eventId", letter.eventID)
            writer.moment("at", letter.at)
            writer.member("problem", json: letter.problem)
            writer.member("decision", letter.decision?.rawValue)
            writer.moment("decidedAt", letter.decidedAt)
            writer.member("decidedBy", letter.decidedBy)
            if let event { writer.member("event", json: event) }
        }
    }

    fileprivate mutating func parked(_ item: ParkedStore.Parked, event: [UInt8]?) {
        object { writer in
            writer.member("id", String(item.id))
            writer.member("peer", item.peer.rawValue)
            writer.member("assignment", item.assignment?.rawValue)
            writer.member("direction", item.direction?.rawValue)
            writer.key("ordinal")
            if let ordinal = item.ordinal { writer.value(ordinal) } else { writer.null() }
            writer.member("reason", item.reason)
            writer.moment("at", item.at)
            writer.member("event", json: event)
        }
    }
}

extension RouteDescription {
    private static let total = JSONSchema.Member.always("total", .count, "How many are listed")

    fileprivate static let outbox = RouteDescription(.care, "Messages that neighbours have not confirmed 待送达")
        .query(
            .query("peer", .component(.nodeCode), "To this neighbour"),
            .query("stream", .oneOf(StreamName.self), "On this stream"), .limit(1...500, usual: 50), .cursor)
        .refuses(.invalidQuery).answers(.page(.owedMessage))

    fileprivate static let deadLetters = RouteDescription(.care, "Messages that a neighbour will not take, and why 死信")
        .query(.query("undecided", .flag, "Only those that wait for a decision"), .limit(1...500, usual: 200))
        .refuses(.invalidQuery).answers(.page(.deadLetter))

    fileprivate static let deadLetter = RouteDescription(
        .care, "One dead letter with its message, personal fields masked")
        .refuses(.unknownItem).answers(.component(.deadLetter))

    fileprivate static let deciding = RouteDescription(.care, "Decide on a dead letter 处置死信")
        .action("requeue", "Send it once more 重新发送") { _ in }
        .action("discard", "Give it up 放弃", example: ["reason": "已电话告知"]) { $0.text("reason") }
        .refuses(.unknownItem, .unknownAction).answers(.component(.deadLetter), "The letter after it")

    fileprivate static let parked = RouteDescription(.care, "Reports that wait for what comes before them")
        .answers(.items(.parkedMessage, total))

    fileprivate static let discardGap = RouteDescription(.care, "Give up what a parked report waits for")
        .form(["reason": "已电话核实"]) { $0.text("reason") }
        .refuses(.unknownItem).answers(.items(.parkedMessage, total))

    fileprivate static let alarms = RouteDescription(.care, "What a person has to know 告警")
        .answers(.items(.alarm, total))

    fileprivate static let clear = RouteDescription(.care, "Close an alarm 消除告警").form { _ in }
        .refuses(.unknownItem).answers(.items(.alarm, total))

    fileprivate static let unrecovered = RouteDescription(.care, "What a restore lost for good")
        .answers(.items(.unrecovered, total))
}
