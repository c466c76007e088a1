import HTTPServer
import HotlineCore
import NodeCore
import Storage
import WorkCalendar

extension NodeContext {
    /// The filters of a list of own tickets, narrowed to what the caller may see.
    func ownFilter(_ call: Call) throws(APIProblem) -> TicketFilter {
        try ownFilter(ListParameters(call.request.target.query), for: call.caller)
    }

    /// The same of a query that stands in a table or was kept.
    func ownFilter(_ query: String, for caller: Caller) throws(APIProblem) -> TicketFilter {
        try ownFilter(ListParameters(query), for: caller)
    }

    private func ownFilter(_ asked: ListParameters, for caller: Caller) throws(APIProblem) -> TicketFilter {
        // Passing it over would list what was not asked for.
        if asked.query("source") != nil {
            throw APIProblem(.invalidQuery, "本级工单不能按 source 筛选", cure: "去掉 source；下级工单副本见 /mirror/tickets")
        }
        var filter = try TicketFilter(asked, now: engine.now, engine.settings.calendar)
        filter.own = try TicketFilter.OwnTickets(asked, for: caller, now: engine.now)
        filter.limit(to: caller)
        return filter
    }

    /// The filters of a list of copies. One that only own tickets are found by is refused: passing it over would list
    /// what was not asked for.
    func mirrorFilter(_ call: Call) throws(APIProblem) -> TicketFilter {
        let asked = ListParameters(call.request.target.query)
        if let name = TicketFilter.OwnTickets.names.first(where: { asked.query($0) != nil }) {
            throw APIProblem(.invalidQuery, "下级工单副本不能按 \(name) 筛选", cure: "去掉 \(name)；本级工单见 /tickets")
        }
        var filter = try TicketFilter(asked, now: engine.now, engine.settings.calendar)
        if let text = asked.query("source") {
            guard let node = NodeCode(rawValue: text) else { throw APIProblem.invalidQuery("source", "节点代码") }
            filter.source = node.source
        }
        filter.limit(to: call.caller)
        return filter
    }
}

/// The parameters of a list, of a request or of a query that is kept.
struct ListParameters: Sendable {
    private let items: [RequestTarget.QueryItem]

    init(_ items: [RequestTarget.QueryItem]) { self.items = items }

    /// Reads `state=handling&due=overdue`; what stands there is ours and needs no decoding.
    init(_ query: String) {
        items = query.split(separator: "&").compactMap { item in
            guard let sign = item.firstIndex(of: "=") else { return nil }
            return RequestTarget.QueryItem(
                name: String(item[..<sign]), value: String(item[item.index(after: sign)...]))
        }
    }

    /// The first value.
    func query(_ name: String) -> String? { items.first { $0.name == name }?.value }

    /// The values of a parameter that is given repeatedly or as a list with commas.
    func queries(_ name: String) -> [String] {
        items.filter { $0.name == name }.flatMap { $0.value.split(separator: ",").map(String.init) }
    }

    /// What somebody typed to look for.
    func typedText(_ name: String) throws(APIProblem) -> String? {
        guard let text = query(name) else { return nil }
        guard FormText.characterDefect(text) == nil else { throw .invalidQuery(name, "不含控制字符的文字") }
        return text
    }

    /// A parameter that is `true` or `false`; false where it is missing.
    func flag(_ name: String) throws(APIProblem) -> Bool {
        switch query(name) {
        case "true": return true
        case "false", nil: return false
        default: throw .invalidQuery(name, " true 或 false")
        }
    }
}

extension TicketFilter {
    /// Narrows it to what the caller may see. What a unit asks of shares and limits, it asks of its own.
    fileprivate mutating func limit(to caller: Caller) {
        scope = caller.scope
        hidesConfidential = caller.isKeptFromConfidential
        if caller.role == .unit, own.units.isEmpty, !due.isEmpty || !own.assignmentStates.isEmpty {
            own.units = caller.unit.map { [$0] } ?? []
        }
    }

    /// What own tickets and copies are found by.
    init(_ asked: ListParameters, now: Moment, _ calendar: WorkCalendar) throws(APIProblem) {
        self.init()
        states = try asked.choices("state", TicketState.self).map(\.rawValue)
        kinds = try asked.choices("kind", MatterKind.self).map(\.rawValue)
        areas = asked.queries("area")
        due = try asked.choices("due", DueBucket.self).map { $0.ends(at: now, calendar) }
        if let text = asked.query("dueBefore") {
            guard let moment = Moment(text) else { throw .invalidQuery("dueBefore", "带时区的时间（RFC 3339）") }
            endBefore(moment)
        }
        if try asked.flag("overdue") { endBefore(now) }
        registered = try asked.registrationTime()
        isOpen = try asked.flag("open")
        rootId = asked.query("rootId")
        text = try asked.typedText("q")
        order = try asked.choices("order", Order.self).last ?? .newest
        if let text = asked.query("limit") {
            guard let limit = Int(text), (1...500).contains(limit) else {
                throw .invalidQuery("limit", "1 至 500 的整数")
            }
            self.limit = limit
        }
        if let text = asked.query("cursor") {
            guard let cursor = ListCursor(text) else { throw .invalidQuery("cursor", "上一页的 next") }
            before = cursor
        }
    }

    private mutating func endBefore(_ moment: Moment) {
        let before = Int64.min..<moment.milliseconds
        due = due.isEmpty ? [before] : due.map { $0.clamped(to: before) }
    }
}

extension TicketFilter.OwnTickets {
    /// The parameters that only own tickets are found by.
    static let names = [
        "channel", "category", "unit", "assignmentState", "mark", "result", "registeredBy", "proposed", "tag",
    ]

    init(_ asked: ListParameters, for caller: Caller, now: Moment) throws(APIProblem) {
        self.init()
        channels = try asked.choices("channel", Channel.self).map(\.rawValue)
        categories = asked.queries("category")
        assignmentStates = try asked.choices("assignmentState", AssignmentState.self)
        let asks = try asked.choices("mark", ListedMark.self)
        marks = asks.compactMap(\.ofTicket)
        if asks.contains(.unread) { unread = TicketReader(caller.person, at: now.milliseconds) }
        tags = asked.queries("tag").map { TagName(stored: $0) }
        if try asked.flag("proposed") { marks.append(.proposed) }
        results = try asked.choices("result", Revisit.Rating.self)
        registeredBy = asked.query("registeredBy").map { $0 == "me" ? caller.person : $0 }
        for text in asked.queries("unit") {
            guard let unit = UnitID(rawValue: text) else { throw .invalidQuery("unit", "单位代码") }
            units.append(unit)
        }
    }
}

extension ListParameters {
    /// The values of a parameter that names cases of an enumeration.
    func choices<Value: RawRepresentable<String> & CaseIterable>(
        _ name: String, _ type: Value.Type
    ) throws(APIProblem) -> [Value] {
        let texts = queries(name)
        let values = texts.compactMap { Value(rawValue: $0) }
        guard values.count == texts.count else {
            throw .invalidQuery(name, "以下之一：\(Value.allCases.map(\.rawValue).joined(separator: "、"))")
        }
        return values
    }
}

extension APIProblem {
    /// A query parameter whose value cannot be.
    static func invalidQuery(_ name: String, _ expected: String) -> APIProblem {
        APIProblem(
            .invalidQuery, "\(name) 应为\(expected)", cure: "更正查询条件",
            errors: [FieldError(field: name, message: "应为\(expected)")])
    }
}
