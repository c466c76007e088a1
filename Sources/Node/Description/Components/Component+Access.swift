import HotlineCore
import Storage
import WorkCalendar

/// Who looked at what, restrictions, contacts, working days, rule books.
extension Component {
    static let ofAccess: [Component] = [
        session, account, subscription, messageSetAside, auditEntry, restriction, unitContacts, contactFiling,
        calendarVersion, calendarFile, ruleBook,
    ]

    static let session = Component("Session", "Who is signed in 当前登录", [
        .always("account", .text("wang"), "The sign-in name"), .always("name", .text("王工"), "As people read it"),
        .always("role", .oneOf(Role.self), "What it may do"), .always("roleName", .text("坐席"), "The role in words"),
        .always("unit", JSONSchema.text.orNull, "The unit that it speaks for"),
        .always("unitName", JSONSchema.text.orNull, "Its name"),
        .always("csrf", JSONSchema.text.orNull, "For `X-CSRF-Token`; null for a bearer token"),
        .always("mustChangePassword", .flag, "Whether nothing else is open before that"),
        .always("expiresAt", JSONSchema.moment.orNull, "When the session ends"),
        .always("idleSeconds", JSONSchema.count.orNull, "How long it may rest"),
        .always("node", .object([
            .always("code", .component(nodeCode), "Its code"), .always("name", .text("泽州县"), "Its name"),
            .always("tier", .text("county"), "Its tier"),
        ]), "Where"),
    ])

    static let account = Component("Account", "Someone who signs in by password 账号", [
        .always("account", .text("wang"), "The sign-in name"), .always("name", .text("王工"), "As people read it"),
        .always("role", .oneOf(Role.self), "What it may do"), .always("roleName", .text("坐席"), "The role in words"),
        .always("unit", JSONSchema.text.orNull, "The unit that it speaks for"),
        .always("unitName", JSONSchema.text.orNull, "Its name"),
        .always("configured", .flag, "Whether the node's file names it"),
        .always("mustChangePassword", .flag, "Whether it has to change its password first"),
        .always("disabledAt", JSONSchema.moment.orNull, "When it was disabled"),
        .always("createdAt", .moment, "When it was added"),
        .always("passwordAt", .moment, "When it got its password"),
        .always("signedInAt", JSONSchema.moment.orNull, "When somebody last signed in"),
        .always("sessions", .count, "How many are open"), .always("failures", .count, "Wrong guesses in a row"),
        .always("lockedUntil", JSONSchema.moment.orNull, "Until when no guess is taken"),
        .maybe("password", .text, "A password that was drawn, told this once"),
    ])

    static let subscription = Component("Subscription", "A system that is told of changes 订阅方", [
        .always("id", .text("platform"), "A word that addresses name it by"),
        .always("title", .text("数据平台"), "As people read it"),
        .always("address", .text("https://platform.example/events"), "Where events are posted"),
        .always("hasSecret", .flag, "Whether a bearer token is shown there"),
        .always("filter", .object([
            .always("kinds", .list(of: .oneOf(MatterKind.self)), "Empty: all"),
            .always("categories", .list(of: .text("供水")), "Empty: all"),
            .always("units", .list(of: .component(unitCode)), "Empty: all"),
            .always("nodes", .list(of: .component(nodeCode)), "Owners; empty: all"),
            .always("confidential", .flag, "Whether confidential matters are told"),
        ]), "Which changes it is told of"),
        .always("batch", .count, "Events in one request"), .always("createdAt", .moment, "When it was added"),
        .always("createdBy", .text("wang"), "By whom"),
        .always("state", .oneOf(["suspended", "failing", "behind", "current"]), "How it fares"),
        .always("suspended", JSONSchema.text.orNull, "Why nothing is sent"),
        .always("backlog", .count, "Messages owed"), .always("acknowledged", .count, "The last position settled"),
        .always("oldestOwedAt", JSONSchema.moment.orNull, "When the oldest of them was owed"),
        .always("deliveredAt", JSONSchema.moment.orNull, "When something was last taken"),
        .always("setAside", .count, "Messages that wait for a decision"),
        .always("failures", .count, "Failures since the last success"),
        .always("lastError", JSONSchema.text.orNull, "The last failure"),
        .always("nextTryAt", JSONSchema.moment.orNull, "When the next try is due"),
    ])

    static let messageSetAside = Component("MessageSetAside", "A message that a subscriber would not take 搁置的消息", [
        .always("position", .count, "For `requeue` and `discard`"),
        .always("ticket", JSONSchema.text.orNull, "The ticket it is about"),
        .always("owedAt", .moment, "When it was owed"), .always("bytes", .count, "Its size"),
        .always("problem", .text("it answered 422"), "Why"),
    ])

    static let auditEntry = Component("AuditEntry", "Who looked at whose data, or did what 留痕", [
        .always("id", .text("42"), "Its row"), .always("at", .moment, "When"), .always("person", .text("wang"), "Who"),
        .always("role", .text("operator"), "As whom"), .always("unit", JSONSchema.text.orNull, "Of which unit"),
        .always("action", .text("petitioner.revealed"), "What"), .always("subject", JSONSchema.text.orNull, "Of what"),
        .always("ticket", JSONSchema.text.orNull, "Which ticket"),
        .always("fields", .list(of: .text("phone")), "Which fields"),
        .always("reason", JSONSchema.text.orNull, "What for"),
    ])

    static let restriction = Component("Restriction", "A telephone that is kept from the line for a time 号码限制", [
        .always("id", .text("7"), "Its row"), .always("phone", .text("139****0000"), "Masked"),
        .always("reason", .text, "Why"), .always("decidedBy", .text, "Who decided"),
        .always("recordedBy", .text, "Who entered it"),
        .always("recordedAt", .moment, "When"), .always("from", .moment, "Its beginning"),
        .always("until", .moment, "Its end"),
        .always("active", .flag, "Whether it is in force"),
        .always("liftedAt", JSONSchema.moment.orNull, "When it was ended early"),
        .always("liftedBy", JSONSchema.text.orNull, "By whom"), .always("liftReason", JSONSchema.text.orNull, "Why"),
        .always("handOvers", .list(of: .object([
            .always("agency", .text, "To whom"), .always("facts", .text, "What"),
            .always("receipt", JSONSchema.text.orNull, "Against what"),
            .always("at", .moment, "When"), .always("recordedBy", .text, "Who entered it"),
        ])), "移交公安机关"),
    ])

    static let unitContacts = Component("UnitContacts", "Who answers for a unit 联络人员", [
        .always("unit", .component(unitCode), "Which unit"), .always("name", .text("下村镇"), "Its name"),
        .always("contacts", .list(of: .component(contactFiling)), "The newest filing of each post"),
        .always("missing", .list(of: .oneOf(ContactPost.self)), "Posts that are asked for and nobody was filed for"),
        .always("article", JSONSchema.text.orNull, "The article"),
        .maybe("history", .list(of: .component(contactFiling)), "Every filing, oldest first"),
    ])

    static let contactFiling = Component("ContactFiling", "Who holds a post, and when that was filed 备案", [
        .always("post", .oneOf(ContactPost.self), "A岗, B岗"), .always("name", .text("王工"), "Who"),
        .always("phone", .text("0356-2020001"), "电话"), .always("position", JSONSchema.text.orNull, "职务"),
        .always("changedOn", .day, "Since when"), .always("filedAt", .moment, "When it was filed"),
        .always("due", JSONSchema.moment.orNull, "Until when it was to be"), .always("late", .flag, "Filed after that"),
        .always("filedBy", .text, "By whom"),
    ])

    static let calendarVersion = Component("CalendarVersion", "A version of a year's working days 放假安排", [
        .always("year", .integer(2026), "Which year"), .always("version", .count, "0 for the program's own"),
        .always("inForce", .flag, "Whether limits are counted by it"),
        .always("notices", .list(of: .text("国办发明电〔2025〕7号")), "文号"),
        .always("holidays", .count, "How many days off"), .always("workdays", .count, "How many make-up working days"),
        .always("importedAt", JSONSchema.moment.orNull, "When it was loaded"),
        .always("importedBy", JSONSchema.text.orNull, "By whom"),
        .maybe("days", .list(of: .object([
            .always("date", .day, "Which day"), .always("kind", .text("holiday"), "Off, or made up"),
            .always("name", .text("国庆节"), "For what"),
        ])), "Of one year: its days"),
        .maybe("versions", .list(of: .object([])), "Of one year: every version"),
    ])

    private static let dayNames = JSONSchema([
        "type": "object", "propertyNames": ["format": "date"], "additionalProperties": ["type": "string"],
    ])

    static let calendarFile = Component("CalendarFile", "Years as announced, each given whole", [
        .always("years", JSONSchema([
            "type": "object", "minProperties": 1, "propertyNames": ["pattern": "^[0-9]{4}$"],
            "additionalProperties": JSONSchema.object([
                .always("notices", JSONSchema.list(of: .text).with("minItems", 1), "文号 of the notices"),
                .always("holidays", dayNames, "Days off with their names"),
                .always("workdays", dayNames, "Make-up working days 调休 with the holiday they belong to"),
            ]).json,
        ]), "By year"),
    ])

    static let ruleBook = Component("RuleBook", "A version of a rule book that the node was ever bound to 规则", [
        .always("id", .text("zezhou-2023"), "Its name"), .always("version", .integer(1), "Its version"),
        .always("title", .text, "What regulation it is"), .always("document", .text, "文号"),
        .always("sections", .list(of: .oneOf(RuleBookSection.self)), "What it rules"),
        .always("boundFor", .list(of: .oneOf(RuleBookSection.self)), "What it governs here now"),
        .always("validity", .object([
            .always("from", .day, "施行日期"), .always("to", JSONSchema.day.orNull, "失效日期"),
            .always("article", JSONSchema.text.orNull, "The article"),
        ]), "有效期"),
        .always("inForce", .flag, "Today"), .always("digest", .text("sha256:…"), "Of the file"),
        .always("boundAt", .moment, "Since when"),
    ])
}
