import HotlineCore

/// A kind of value that many answers hold, described once: `#/components/schemas/…`.
struct Component: Sendable {
    /// As `$ref` names it.
    let name: String
    let schema: JSONSchema

    init(_ name: String, _ description: String, _ schema: JSONSchema) {
        self.name = name
        self.schema = schema.described(description)
    }

    /// An object by its members.
    init(_ name: String, _ description: String, _ members: [JSONSchema.Member]) {
        self.init(name, description, .object(members))
    }

    /// The component of that name.
    static func named(_ name: String) -> Component? { byName[name] }

    /// Every component, by area.
    static let all: [Component] = basics + ofTickets + ofAssignments + ofReading + ofNode + ofAccess + ofExchange

    private static let byName = Dictionary(all.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
}

/// Names, texts, problems.
extension Component {
    static let basics: [Component] = [
        typedText, filledText, ticketID, assignmentID, nodeCode, unitCode, blobDigest, actor, assignee, problem,
        fieldError,
    ]

    /// Everything but control characters and overrides of the writing direction (``FormText``).
    private static let allowed = #"(?:\r\n|[^\u0000-\u0008\u000B-\u001F\#(forbidden)])"#
    private static let forbidden = #"\u007F-\u009F\u202A-\u202E\u2066-\u2069\uFDD0-\uFDEF\uFFFE\uFFFF"#
    private static let visible = #"[^\s\u0000-\u001F\#(forbidden)]"#
    private static let nodePattern = "[0-9A-Za-z]([0-9A-Za-z-]{0,30}[0-9A-Za-z])?"
    private static let ticketPattern = "\(nodePattern)-[1-9][0-9]{0,17}-[1-9][0-9]{0,17}"

    static let typedText = Component(
        "TypedText", "What a person typed: no control characters but line break and tab",
        JSONSchema(["type": "string", "pattern": .text("^\(allowed)*$")]).example("村口三盏路灯不亮"))

    static let filledText = Component(
        "FilledText", "What a person typed, holding more than white space",
        JSONSchema(["type": "string", "minLength": 1, "pattern": .text("^\(allowed)*\(visible)\(allowed)*$")])
            .example("村口三盏路灯不亮"))

    static let ticketID = Component(
        "TicketID", "A ticket's identifier 工单标识: owner, the owner's generation, counter",
        JSONSchema(["type": "string", "pattern": .text("^\(ticketPattern)$")]).example("140525-1-42"))

    static let assignmentID = Component(
        "AssignmentID", "An assignment's identifier 派单标识: its ticket and its number in it",
        JSONSchema(["type": "string", "pattern": .text(#"^\#(ticketPattern)\.[1-9][0-9]{0,17}$"#)])
            .example("140525-1-42.1"))

    static let nodeCode = Component(
        "NodeCode", "A node's code 节点代码: the place of GB/T 2260, for a sub-centre with a suffix",
        JSONSchema(["type": "string", "pattern": .text("^\(nodePattern)$")]).example("140525"))

    static let unitCode = Component(
        "UnitCode", "A handling unit 承办单位, as the node's configuration names it",
        JSONSchema(["type": "string", "minLength": 1, "maxLength": 128, "pattern": "^[^\\s/\\u0000-\\u0020\\u007F]+$"])
            .example("xiacun"))

    static let blobDigest = Component(
        "BlobDigest", "Names a content by its SHA-256",
        JSONSchema(["type": "string", "pattern": "^sha256-[0-9a-f]{64}$"])
            .example("sha256-5c9f0e8a4b1d7c3e2f6a9b8d0c1e4f7a5b3d2c6e8f9a0b1c4d7e3f2a6b5c8d9e"))

    static let actor = Component("Actor", "Who acted 经办人 (ZZ23-4)", [
        .always("person", .text("wang"), "The sign-in name; another node's code; `system` for the program itself"),
        .always("role", .oneOf(Role.self), "As whom"),
        .maybe("unit", .component(unitCode), "The unit that a `unit` speaks for"),
        .always("node", .component(nodeCode), "The node where it happened"),
    ])

    static let assignee = Component("Assignee", "Who handles a share 承办方: a unit here, or a node below", [
        .maybe("unit", .component(unitCode), "A unit of this node"),
        .maybe("node", .component(nodeCode), "A neighbouring node"),
    ])

    static let problem = Component("Problem", "Why something was refused, and what mends it (RFC 9457)", [
        .always("type", .text("urn:hotline:problem:not-now"), "A stable name; the answers of each path list theirs"),
        .always("title", .text("当前不能办理"), "A few words, the same at every occurrence"),
        .always("status", JSONSchema.integer(400...599).example(409), "The HTTP status"),
        .maybe("detail", .text("工单待派单，不能受理"), "What was wrong this time"),
        .maybe("cure", .text("仅在待受理时可以受理"), "What to do about it"),
        .maybe("article", .text("泽政办函〔2023〕11号第七条"), "The rule that decides"),
        .maybe("errors", .list(of: .component(fieldError)), "What is wrong with which fields, a hundred at most"),
    ])

    static let fieldError = Component("FieldError", "One thing wrong in a form", [
        .maybe("field", .text("petitioner.phone"), "The path in the document; empty for the whole"),
        .maybe("message", .text("必填"), "What is wrong and what is expected"),
        .maybe("pointer", .text, "Of events: a JSON pointer, or the name of a header field"),
        .maybe("detail", .text, "Of events: what is wrong"),
    ])
}
