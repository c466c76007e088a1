import Database
import HTTPServer
import HTTPWire
import HotlineCore
import Storage
import WorkCalendar

extension RouteBuilder {
    /// `/restrictions`: telephones that are kept from the line for a time, and what was handed to the police (JY24-33).
    mutating func addRestrictions() {
        let context = context
        post("/restrictions", .supervisors, .impose) { try await context.restrict($0) }
        get("/restrictions", .staff, .restrictions) { try await context.restrictions($0) }
        get("/restrictions/{id}", .staff, .restriction) { try await context.restriction($0) }
        post("/restrictions/{id}/actions/{action}", .supervisors, .actions) { try await context.act(onRestriction: $0) }
    }
}

extension NodeContext {
    fileprivate func restrict(_ call: Call) async throws -> Response {
        let form = try call.request.form { RestrictionForm($0, by: call.caller.person, now: engine.now) }
        let actor = call.caller.actor(at: code)
        let stored = try await engine.store { transaction, now -> RestrictionStore.Stored in
            let id = try RestrictionStore.add(form.order, by: actor.person, at: now, in: transaction)
            guard let id, let stored = try RestrictionStore.find(id, in: transaction) else {
                throw APIProblem([FieldError(field: "phone", message: "应为一个电话号码")])
            }
            try AuditStore.note(
                actor, action: "caller.restricted", subject: String(id), reason: stored.reason,
                at: now.milliseconds, in: transaction)
            return stored
        }
        var response = answer(stored, status: 201)
        response.headers["location"] = "/api/v1/restrictions/\(stored.id)"
        return response
    }

    fileprivate func restrictions(_ call: Call) async throws -> Response {
        let limit = try call.request.query("limit", in: 1...500, default: 200)
        let now = engine.now
        let moment = try call.request.queryFlag("active") ? now : nil
        let rows = try await engine.read {
            try RestrictionStore.list(inForceAt: moment, limit: limit, in: $0)
        }
        if !rows.isEmpty {
            let ids = rows.map { String($0.id) }.joined(separator: ",")
            try await note("restriction.viewed", ids, fields: ["maskedPhone"], by: call.caller)
        }
        var writer = JSONWriter()
        writer.object { writer in
            writer.key("items")
            writer.list(rows) { $0.restriction($1, at: now) }
            writer.member("total", rows.count)
        }
        return .json(writer.bytes)
    }

    fileprivate func restriction(_ call: Call) async throws -> Response {
        let id = try call.request.rowID()
        let stored = try await engine.read { try RestrictionStore.show(id, in: $0) }
        try await note("restriction.viewed", String(id), fields: ["maskedPhone"], by: call.caller)
        return answer(stored, status: 200)
    }

    fileprivate func act(onRestriction call: Call) async throws -> Response {
        switch call.request.pathParameters["action"] {
        case "lift": try await lift(call)
        case "hand-over": try await handOver(call)
        case let name:
            throw APIProblem(.unknownAction, "没有名为 \(name) 的操作", cure: "可用：lift 解除、hand-over 移交公安机关")
        }
    }

    private func lift(_ call: Call) async throws -> Response {
        let id = try call.request.rowID()
        let reason = try call.request.form { $0.text("reason") }
        let actor = call.caller.actor(at: code)
        let stored = try await engine.store { transaction, now in
            _ = try RestrictionStore.show(id, in: transaction)
            guard try RestrictionStore.lift(id, reason: reason, by: actor.person, at: now, in: transaction) else {
                throw APIProblem(Refusal(.notNow, "限制\(id)已经结束", cure: "无需解除"))
            }
            let stored = try RestrictionStore.show(id, in: transaction)
            try AuditStore.note(
                actor, action: "restriction.lifted", subject: String(id), reason: stored.lifted?.reason,
                at: now.milliseconds, in: transaction)
            return stored
        }
        return answer(stored, status: 200)
    }

    /// 移交公安机关: the record of what was handed over, to whom and when.
    private func handOver(_ call: Call) async throws -> Response {
        let id = try call.request.rowID()
        let form = try call.request.form(HandOverForm.init)
        let actor = call.caller.actor(at: code)
        let stored = try await engine.store { transaction, now in
            _ = try RestrictionStore.show(id, in: transaction)
            let record = RestrictionStore.HandOver(
                agency: form.agency, facts: form.facts, receipt: form.receipt, at: form.at ?? now,
                recordedBy: actor.person)
            try RestrictionStore.add(record, to: id, in: transaction)
            let stored = try RestrictionStore.show(id, in: transaction)
            try AuditStore.note(
                actor, action: "police.handed-over", subject: String(id), reason: stored.handOvers.last?.facts,
                at: now.milliseconds, in: transaction)
            return stored
        }
        return answer(stored, status: 200)
    }

    private func answer(_ stored: RestrictionStore.Stored, status: Int) -> Response {
        var writer = JSONWriter()
        writer.restriction(stored, at: engine.now)
        return .json(writer.bytes, status: status)
    }
}

/// The body of `POST /restrictions`.
private struct RestrictionForm: Sendable {
    let order: RestrictionStore.Order

    init(_ form: FormReader, by person: String, now: Moment) {
        let from = form.optionalMoment("from") ?? now
        let until = form.moment("until")
        // What is over before it is recorded would restrict nobody.
        if let until, until <= max(from, now) { form.errors.add("until", "应晚于开始时间和当前时间") }
        order = RestrictionStore.Order(
            phone: form.phone("phone"), reason: form.text("reason"),
            decidedBy: form.optionalText("decidedBy") ?? person, starts: from, ends: until ?? now)
    }
}

/// The body of `hand-over`.
private struct HandOverForm: Sendable {
    var agency: String
    var facts: String
    var receipt: String?
    var at: Moment?

    init(_ form: FormReader) {
        (agency, facts) = (form.text("agency"), form.text("facts"))
        (receipt, at) = (form.optionalText("receipt"), form.optionalMoment("at"))
    }
}

extension RestrictionStore {
    /// A restriction; 404 where there is none.
    fileprivate static func show(_ id: Int64, in transaction: ReadTransaction) throws -> Stored {
        guard let stored = try find(id, in: transaction) else {
            throw APIProblem(.unknownItem, "没有编号为 \(id) 的号码限制", cure: "重新读取 /restrictions")
        }
        return stored
    }
}

extension JSONWriter {
    fileprivate mutating func restriction(_ stored: RestrictionStore.Stored, at now: Moment) {
        object { writer in
            writer.member("id", String(stored.id))
            writer.member("phone", stored.maskedPhone)
            writer.member("reason", stored.reason)
            writer.member("decidedBy", stored.decidedBy)
            writer.member("recordedBy", stored.recordedBy)
            writer.member("recordedAt", stored.recordedAt.description)
            writer.member("from", stored.starts.description)
            writer.member("until", stored.ends.description)
            writer.member("active", stored.isInForce(at: now))
            writer.member("liftedAt", stored.lifted?.at.description)
            writer.member("liftedBy", stored.lifted?.by)
            writer.member("liftReason", stored.lifted?.reason)
            writer.key("handOvers")
            writer.list(stored.handOvers) { writer, record in
                writer.object { writer in
                    writer.member("agency", record.agency)
                    writer.member("facts", record.facts)
                    writer.member("receipt", record.receipt)
                    writer.member("at", record.at.description)
                    writer.member("recordedBy", record.recordedBy)
                }
            }
        }
    }
}

extension RouteDescription {
    fileprivate static let impose = RouteDescription(.restrictions, "Keep a telephone from the line for a time 限制号码")
        .form([
            "phone": "13900000000", "reason": "一小时内无故拨打六十次", "decidedBy": "热线管理办公室",
            "until": "2099-11-28T08:00:00+08:00",
        ]) { RestrictionForm($0, by: "", now: Moment(milliseconds: 0)) }
        .answers(.component(.restriction), status: 201, headers: .location)

    fileprivate static let restrictions = RouteDescription(.restrictions, "Restrictions, newest first 限制清单")
        .query(.query("active", .flag, "Only those in force"), .limit(1...500, usual: 200))
        .refuses(.invalidQuery)
        .answers(.items(.restriction, .always("total", .count, "How many are listed")))

    fileprivate static let restriction = RouteDescription(.restrictions, "One restriction")
        .refuses(.unknownItem).answers(.component(.restriction))

    fileprivate static let actions = RouteDescription(.restrictions, "Decide on a restriction")
        .action("lift", "End it early 解除", example: ["reason": "已批评教育"]) { $0.text("reason") }
        .action("hand-over", "Record that a clue went to the police 移交公安机关", form: HandOverForm.init)
        .refuses(.unknownItem, .unknownAction).refuses(.command)
        .answers(.component(.restriction), "The restriction after it")
}
