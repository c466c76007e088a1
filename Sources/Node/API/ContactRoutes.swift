import HTTPServer
import HotlineCore
import NodeCore
import Storage
import WorkCalendar

extension RouteBuilder {
    /// `/contacts`: who answers for each unit, and when that was filed (ZZ23-5, JY24-8.2).
    mutating func addContacts() {
        let context = context
        get("/contacts", .everyone, .contacts) { try await context.contacts($0) }
        get("/contacts/{unit}", .everyone, .contactsOfUnit) { try await context.contactsOfUnit($0) }
        post("/contacts/{unit}", .filers, .filing) { try await context.file($0) }
    }
}

/// One unit with its filings, oldest first.
private struct UnitContacts: Sendable {
    var unit: UnitID
    var name: String
    var filings: [ContactStore.Filing]

    /// The newest filing of each post.
    var current: [ContactStore.Filing] {
        ContactPost.allCases.compactMap { post in filings.last { $0.post == post } }
    }

    /// Posts that the rule book asks for and nobody was filed for.
    func missing(_ terms: RuleBook.ContactTerms?) -> [ContactPost] {
        (terms?.posts ?? []).filter { post in !filings.contains { $0.post == post } }
    }
}

/// The body of `POST /contacts/{unit}`.
private struct ContactForm: Sendable {
    var post: ContactPost
    var name: String
    var phone: String
    var position: String?
    var changedOn: Day

    init(_ form: FormReader, today: Day) {
        post = form.choice("post", ContactPost.self, standIn: .first)
        name = form.text("name")
        phone = form.text("phone")
        position = form.optionalText("position")
        changedOn = form.day("changedOn")
        if changedOn > today { form.errors.add("changedOn", "人员调整完成后备案，不应晚于今天") }
    }
}

extension NodeContext {
    fileprivate func contacts(_ call: Call) async throws -> Response {
        let own = call.caller.role == .unit ? call.caller.unit : nil
        let units = try await unitContacts(of: own)
        let terms = engine.settings.ruleBook.contacts
        var writer = JSONWriter(capacity: 512 * units.count)
        writer.object { writer in
            writer.key("items")
            writer.list(units) { $0.unit($1, terms, history: false) }
            writer.member("total", units.count)
        }
        return .json(writer.bytes)
    }

    fileprivate func contactsOfUnit(_ call: Call) async throws -> Response {
        let unit = try unit(call)
        return try await answer(unit, status: 200)
    }

    /// Files who holds a post from a day on; the one before stays in the history.
    fileprivate func file(_ call: Call) async throws -> Response {
        let unit = try unit(call)
        let form = try call.request.form { ContactForm($0, today: engine.now.day) }
        let actor = call.caller.actor(at: code)
        let (terms, calendar) = (engine.settings.ruleBook.contacts, engine.settings.calendar)
        let due = terms?.filing.map { calendar.deadline($0, from: form.changedOn.start).due }
        try await engine.store { transaction, now in
            try ContactStore.add(
                ContactStore.Filing(
                    unit: unit, post: form.post, name: form.name, phone: form.phone, position: form.position,
                    changedOn: form.changedOn, filedAt: now, due: due, filedBy: actor.person),
                in: transaction)
            try AuditStore.note(
                actor, action: "contact.filed", subject: "\(unit)/\(form.post.rawValue)", at: now.milliseconds,
                in: transaction)
        }
        return try await answer(unit, status: 201)
    }

    private func answer(_ unit: UnitID, status: Int) async throws -> Response {
        let terms = engine.settings.ruleBook.contacts
        var writer = JSONWriter()
        for contacts in try await unitContacts(of: unit) { writer.unit(contacts, terms, history: true) }
        return .json(writer.bytes, status: status)
    }

    /// The unit of the path; a unit's account sees and files its own only.
    private func unit(_ call: Call) throws -> UnitID {
        let text = call.request.pathParameters["unit"]
        let isOwn = call.caller.role != .unit || call.caller.unit?.rawValue == text
        guard isOwn, let unit = UnitID(rawValue: text), engine.settings.units[unit] != nil else {
            throw APIProblem(.unknownItem, "没有代码为 \(text) 的单位", cure: "单位见 /api/v1/contacts")
        }
        return unit
    }

    /// One unit, or all of the configuration in its order.
    private func unitContacts(of unit: UnitID?) async throws -> [UnitContacts] {
        let filings = try await engine.read { try ContactStore.list(of: unit, in: $0) }
        return configuration.units.compactMap { known in
            guard let id = UnitID(rawValue: known.id), unit == nil || unit == id else { return nil }
            return UnitContacts(unit: id, name: known.name, filings: filings.filter { $0.unit == id })
        }
    }
}

extension JSONWriter {
    fileprivate mutating func unit(_ unit: UnitContacts, _ terms: RuleBook.ContactTerms?, history: Bool) {
        object { writer in
            writer.member("unit", unit.unit.rawValue)
            writer.member("name", unit.name)
            writer.key("contacts")
            writer.list(unit.current) { $0.filing($1) }
            writer.key("missing")
            writer.list(unit.missing(terms)) { $0.value($1.rawValue) }
            writer.member("article", terms?.article)
            guard history else { return }
            writer.key("history")
            writer.list(unit.filings) { $0.filing($1) }
        }
    }

    private mutating func filing(_ filing: ContactStore.Filing) {
        object { writer in
            writer.member("post", filing.post.rawValue)
            writer.member("name", filing.name)
            writer.member("phone", filing.phone)
            writer.member("position", filing.position)
            writer.member("changedOn", filing.changedOn.description)
            writer.member("filedAt", filing.filedAt.description)
            writer.member("due", filing.due?.description)
            writer.member("late", filing.isLate)
            writer.member("filedBy", filing.filedBy)
        }
    }
}

extension RouteDescription {
    fileprivate static let contacts = RouteDescription(
        .contacts, "Who answers for each unit 联络人员", "A unit sees its own.")
        .answers(.items(.unitContacts, .always("total", .count, "How many units")))

    fileprivate static let contactsOfUnit = RouteDescription(.contacts, "Who answers for one unit, with the history")
        .refuses(.unknownItem).answers(.component(.unitContacts))

    fileprivate static let filing = RouteDescription(.contacts, "File who holds a post 备案")
        .form([
            "post": "A", "name": "王工", "phone": "0356-2020001", "changedOn": "2026-11-20",
        ]) { ContactForm($0, today: Day(number: 0)) }
        .refuses(.unknownItem).answers(.component(.unitContacts), status: 201)
}
