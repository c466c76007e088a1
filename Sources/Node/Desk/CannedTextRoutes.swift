import Database
import HTTPServer
import HotlineCore
import NodeCore
import Storage
import WorkCalendar

extension RouteBuilder {
    /// `/canned-texts`: what is put into forms again and again.
    mutating func addCannedTexts() {
        let context = context
        get("/canned-texts", .everyone, .cannedTexts) { try await context.cannedTexts($0) }
        post("/canned-texts", .filers, .keep) { try await context.keepCannedText($0) }
        post("/canned-texts/{id}/actions/{action}", .filers, .actions) {
            try await context.changeCannedText($0)
        }
    }
}

extension RouteDescription {
    fileprivate static let cannedTexts = RouteDescription(.desks, "Texts for forms, with variables 常用语")
        .query(
            .query("unit", .component(.unitCode), "Of this unit, and of all"),
            .query("kind", .oneOf(MatterKind.self), "For this kind 诉求类型"),
            .query("state", .oneOf(TicketState.self), "For tickets in this state"),
            .query("action", .oneOf(Verb.self), "For this action"))
        .refuses(.invalidQuery)
        .answers(.items(
            .cannedText, .always("total", .count, "How many"),
            .always("variables", .list(of: .object([
                .always("name", .text("number"), "As `{number}` in a text"),
                .always("label", .text("工单编号"), "As people read it"),
            ])), "What a text may leave open")))
    fileprivate static let keep = RouteDescription(.desks, "Saves a text 保存常用语")
        .form(["title": "已转办", "text": "您反映的{title}已转{unit}办理。"]) { CannedTextForm($0) }
        .refuses(.tooManyItems).answers(.component(.cannedText), status: 201)
    fileprivate static let actions = RouteDescription(.desks, "Looks after a text 常用语管理")
        .refuses(.unknownItem, .tooManyItems).answers(.component(.cannedText))
        .action("change", "Puts another in its place 修改", form: { CannedTextForm($0) })
        .action("remove", "Takes it away 删除", answer: .removed, form: { _ in })
}

/// What may stand in a canned text, to be filled in from the ticket at hand.
private enum TextVariable: String, CaseIterable {
    case number, title, kind, place, unit, due, registeredAt, today

    var displayName: String {
        switch self {
        case .number: "工单编号"
        case .title: "标题"
        case .kind: "诉求类型"
        case .place: "地点"
        case .unit: "承办单位"
        case .due: "截止时间"
        case .registeredAt: "登记时间"
        case .today: "今天"
        }
    }
}

/// The body of `POST /canned-texts`.
private struct CannedTextForm: Sendable {
    let unit: UnitID?
    let kind: MatterKind?
    let state: TicketState?
    let action: String?
    let title: String
    let text: String

    init(_ form: FormReader) {
        unit = form.has("unit") ? form.named("unit", UnitID.self, expected: "单位代码") : nil
        kind = form.optionalChoice("kind", MatterKind.self)
        state = form.optionalChoice("state", TicketState.self)
        action = form.optionalChoice("action", Verb.self)?.rawValue
        title = form.text("title")
        text = form.text("text")
        let unknown = text.matches(of: /\{([A-Za-z]+)\}/).map { String($0.1) }
            .filter { TextVariable(rawValue: $0) == nil }
        if let unknown = unknown.first {
            let names = TextVariable.allCases.map(\.rawValue).joined(separator: "、")
            form.errors.add("text", "没有变量 {\(unknown)}；可用：\(names)")
        }
    }

    func text(id: Int64? = nil, unit: UnitID?) -> CannedTextStore.Text {
        CannedTextStore.Text(
            id: id, unit: unit, kind: kind, state: state, action: action, title: title, text: text)
    }
}

extension NodeContext {
    fileprivate func cannedTexts(_ call: Call) async throws -> Response {
        let asked = ListParameters(call.request.target.query)
        let kind = try asked.choices("kind", MatterKind.self).first
        let state = try asked.choices("state", TicketState.self).first
        let action = asked.query("action")
        let unit = call.caller.role == .unit
            ? call.caller.unit : asked.query("unit").flatMap(UnitID.init(rawValue:))
        let texts = try await engine.read {
            try CannedTextStore.list(unit: unit, kind: kind, state: state, action: action, in: $0)
        }
        var writer = JSONWriter()
        writer.object { writer in
            writer.key("items")
            writer.list(texts) { $0.cannedText($1, for: call.caller) }
            writer.member("total", texts.count)
            writer.key("variables")
            writer.list(TextVariable.allCases) { writer, variable in
                writer.object { writer in
                    writer.member("name", variable.rawValue)
                    writer.member("label", variable.displayName)
                }
            }
        }
        return .json(writer.bytes)
    }

    /// A unit keeps its own; those of all are the hotline's.
    fileprivate func keepCannedText(_ call: Call) async throws -> Response {
        let form = try call.request.form { CannedTextForm($0) }
        let unit = call.caller.role == .unit ? call.caller.unit : form.unit
        if let unit, engine.settings.units[unit] == nil {
            throw APIProblem([FieldError(field: "unit", message: "没有这个单位")])
        }
        return try await keep(form.text(unit: unit), call, status: 201)
    }

    fileprivate func changeCannedText(_ call: Call) async throws -> Response {
        let name = call.request.pathParameters["id"]
        let known = try await engine.read { transaction in
            try Int64(name).flatMap { try CannedTextStore.find($0, in: transaction) }
        }
        guard let text = known, let id = text.id, text.isChanged(by: call.caller) else {
            throw APIProblem.unknownText(name)
        }
        switch call.request.pathParameters["action"] {
        case "change":
            let form = try call.request.form { CannedTextForm($0) }
            return try await keep(form.text(id: id, unit: text.unit), call, status: 200)
        case "remove":
            _ = try call.request.form { _ in }
            try await engine.store { transaction, _ in try CannedTextStore.remove(id, in: transaction) }
            return Response(status: 204)
        case let action: throw APIProblem.unknownAction(action)
        }
    }

    private func keep(_ text: CannedTextStore.Text, _ call: Call, status: Int) async throws -> Response {
        let kept: CannedTextStore.Text?
        do {
            kept = try await engine.store { transaction, now in
                try CannedTextStore.save(text, by: call.caller.person, at: now.milliseconds, in: transaction)
            }
        } catch is ItemGone {
            throw APIProblem.unknownText(text.id.map(String.init) ?? "")
        }
        guard let kept else { throw APIProblem.tooMany("常用语", CannedTextStore.most) }
        var writer = JSONWriter()
        writer.cannedText(kept, for: call.caller)
        return .json(writer.bytes, status: status)
    }
}

extension APIProblem {
    fileprivate static func unknownText(_ id: String) -> APIProblem {
        APIProblem(.unknownItem, "没有可由您更改的编号为 \(id) 的常用语", cure: "常用语见 /api/v1/canned-texts")
    }
}

extension CannedTextStore.Text {
    fileprivate func isChanged(by caller: Caller) -> Bool {
        caller.role == .unit ? unit != nil && unit == caller.unit : Roles.filers.admits(caller)
    }
}

extension JSONWriter {
    fileprivate mutating func cannedText(_ text: CannedTextStore.Text, for caller: Caller) {
        object { writer in
            writer.member("id", text.id.map(String.init))
            writer.member("unit", text.unit?.rawValue)
            writer.member("kind", text.kind?.rawValue)
            writer.member("state", text.state?.rawValue)
            writer.member("action", text.action)
            writer.member("title", text.title)
            writer.member("text", text.text)
            writer.member("mayChange", text.isChanged(by: caller))
        }
    }
}
