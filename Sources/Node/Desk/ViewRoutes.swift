import Database
import HTTPServer
import HotlineCore
import NodeCore
import Storage
import WorkCalendar

extension RouteBuilder {
    /// What people keep at their desks: settings of their own, views, canned texts.
    mutating func addViews() {
        let context = context
        get("/me/settings", .everyone, .settings) { try await context.settings($0) }
        get("/me/settings/{key}", .everyone, .setting) { try await context.setting($0) }
        put("/me/settings/{key}", .everyone, .keepSetting) { try await context.keepSetting($0) }
        get("/views", .everyone, .views) { try await context.views($0) }
        post("/views", .everyone, .keepView) { try await context.keepView($0) }
        post("/views/{id}/actions/{action}", .everyone, .viewActions) { try await context.changeView($0) }
        addCannedTexts()
    }
}

extension RouteDescription {
    fileprivate static let settings = RouteDescription(.desks, "Which settings the caller keeps 个人设置")
        .answers(.object([.always("items", .list(of: .text("columns")), "Their keys")]))
    fileprivate static let setting = RouteDescription(
        .desks, "A setting of the caller's, as it was kept; `null` where nothing was 个人设置"
    ).refuses(.unknownItem).answers(.anything)
    fileprivate static let keepSetting = RouteDescription(.desks, "Keeps a setting, at most 16 KB of JSON 保存设置")
        .takes(("application/json", .anything), example: ["columns": ["number", "title"]])
        .refuses(.form).refuses(.unknownItem, .tooManyItems).answers(.anything)
    fileprivate static let views = RouteDescription(.desks, "Saved lists, the caller's own and shared ones 常用视图")
        .answers(.items(.savedView, .always("total", .count, "How many")))
    fileprivate static let keepView = RouteDescription(.desks, "Saves a list 保存视图")
        .form(["title": "临期", "query": "due=soon", "pinned": true]) { ViewForm($0) }
        .refuses(.tooManyItems, .notAuthorised).answers(.component(.savedView), status: 201)
    fileprivate static let viewActions = RouteDescription(.desks, "Looks after a saved list 视图管理")
        .refuses(.unknownItem, .tooManyItems, .notAuthorised).answers(.component(.savedView))
        .action("change", "Puts another in its place 修改", form: { ViewForm($0) })
        .action("remove", "Takes it away 删除", answer: .removed, form: { _ in })
}

/// The body of `POST /views`.
private struct ViewForm: Sendable {
    let title: String
    let list: List
    let query: String
    let isShared: Bool
    let isPinned: Bool

    enum List: String, CaseIterable { case tickets, mirror }

    init(_ form: FormReader) {
        title = form.text("title")
        list = form.optionalChoice("list", List.self) ?? .tickets
        query = form.optionalText("query") ?? ""
        isShared = form.optionalFlag("shared") ?? false
        isPinned = form.optionalFlag("pinned") ?? false
        if query.utf8.count > 2_000 { form.errors.add("query", "至多 2000 个字节") }
    }

    func view(of caller: Caller, id: Int64? = nil) -> ViewStore.View {
        ViewStore.View(
            id: id, person: caller.person, unit: caller.unit, title: title, list: list.rawValue, query: query,
            isShared: isShared, isPinned: isPinned)
    }
}

extension NodeContext {
    /// The longest value under a key, in bytes.
    private static let settingBytes = 16 * 1024

    fileprivate func settings(_ call: Call) async throws -> Response {
        let keys = try await engine.read { try PersonSettings.keys(of: call.caller.person, in: $0) }
        var writer = JSONWriter()
        writer.object { writer in
            writer.key("items")
            writer.list(keys) { $0.value($1) }
        }
        return .json(writer.bytes)
    }

    /// The value as it was kept; `null` where nothing was.
    fileprivate func setting(_ call: Call) async throws -> Response {
        let key = try settingKey(call)
        let value = try await engine.read { try PersonSettings.find(key, of: call.caller.person, in: $0) }
        return .json(value ?? Array("null".utf8))
    }

    fileprivate func keepSetting(_ call: Call) async throws -> Response {
        let key = try settingKey(call)
        _ = try call.request.json()
        let value = call.request.body
        guard !value.isEmpty, value.count <= Self.settingBytes else {
            throw APIProblem([FieldError(field: "", message: "应为 1 至 \(Self.settingBytes) 个字节的 JSON")])
        }
        let isKept = try await engine.store { transaction, now in
            try PersonSettings.save(
                value, under: key, of: call.caller.person, at: now.milliseconds, in: transaction)
        }
        guard isKept else { throw APIProblem.tooMany("个人设置", PersonSettings.mostKeys) }
        return .json(value)
    }

    private func settingKey(_ call: Call) throws -> String {
        let key = call.request.pathParameters["key"]
        guard key.wholeMatch(of: /[A-Za-z0-9._\-]{1,64}/) != nil else {
            throw APIProblem(.unknownItem, "\(key) 不是设置的名称", cure: "名称为 1 至 64 个字母、数字、点、横线或下划线")
        }
        return key
    }

    fileprivate func views(_ call: Call) async throws -> Response {
        let caller = call.caller
        let views = try await engine.read { 
            try ViewStore.list(for: caller.person, unit: caller.unit, ofAll: caller.role == .admin, in: $0)
        }
        var writer = JSONWriter()
        writer.object { writer in
            writer.key("items")
            writer.list(views) { $0.view($1, for: caller) }
            writer.member("total", views.count)
        }
        return .json(writer.bytes)
    }

    fileprivate func keepView(_ call: Call) async throws -> Response {
        let form = try call.request.form { ViewForm($0) }
        return try await keep(form.view(of: call.caller), call, status: 201)
    }

    /// `change` puts another in its place, `remove` takes it away: the owner's, and of a shared one the
    /// administrator's too.
    fileprivate func changeView(_ call: Call) async throws -> Response {
        let name = call.request.pathParameters["id"]
        let known = try await engine.read { transaction in
            try Int64(name).flatMap { try ViewStore.find($0, in: transaction) }
        }
        guard let view = known, view.isSeen(by: call.caller) else {
            throw APIProblem.unknownView(name)
        }
        guard view.isChanged(by: call.caller) else {
            throw APIProblem(.notAuthorised, "视图由 \(view.person) 保存", cure: "由本人或管理员更改；也可另存为自己的视图")
        }
        switch call.request.pathParameters["action"] {
        case "change":
            let form = try call.request.form { ViewForm($0) }
            var changed = form.view(of: call.caller, id: view.id)
            (changed.person, changed.unit) = (view.person, view.unit)
            return try await keep(changed, call, status: 200)
        case "remove":
            _ = try call.request.form { _ in }
            if let id = view.id {
                try await engine.store { transaction, _ in try ViewStore.remove(id, in: transaction) }
            }
            return Response(status: 204)
        case let action: throw APIProblem.unknownAction(action)
        }
    }

    private func keep(_ view: ViewStore.View, _ call: Call, status: Int) async throws -> Response {
        // Overseers read (泽政办函〔2023〕11号第四十六条): what others work with is not theirs to set up.
        guard !view.isShared || call.caller.role != .auditor else {
            throw APIProblem(.notAuthorised, "监督人员的视图不共享", cure: "不勾选共享，保存为自己的视图")
        }
        let kept: ViewStore.View?
        do {
            kept = try await engine.store { transaction, now in
                try ViewStore.save(view, at: now.milliseconds, in: transaction)
            }
        } catch is ItemGone {
            throw APIProblem.unknownView(view.id.map(String.init) ?? "")
        }
        guard let kept else { throw APIProblem.tooMany("视图", ViewStore.mostOfOne) }
        var writer = JSONWriter()
        writer.view(kept, for: call.caller)
        return .json(writer.bytes, status: status)
    }
}

extension ViewStore.View {
    fileprivate func isSeen(by caller: Caller) -> Bool {
        person == caller.person || (isShared && (unit == caller.unit || caller.role == .admin))
    }

    fileprivate func isChanged(by caller: Caller) -> Bool { person == caller.person || caller.role == .admin }
}

extension APIProblem {
    fileprivate static func unknownView(_ id: String) -> APIProblem {
        APIProblem(.unknownItem, "没有编号为 \(id) 的视图", cure: "视图见 /api/v1/views")
    }

    /// More than one person or unit may keep.
    static func tooMany(_ what: String, _ most: Int) -> APIProblem {
        APIProblem(.tooManyItems, "\(what)已有 \(most) 项，未保存", cure: "删去不用的再保存")
    }
}

extension JSONWriter {
    fileprivate mutating func view(_ view: ViewStore.View, for caller: Caller) {
        object { writer in
            writer.member("id", view.id.map(String.init))
            writer.member("title", view.title)
            writer.member("list", view.list)
            writer.member("query", view.query)
            writer.member("shared", view.isShared)
            writer.member("pinned", view.isPinned)
            writer.member("person", view.person)
            writer.member("mayChange", view.isChanged(by: caller))
        }
    }
}
