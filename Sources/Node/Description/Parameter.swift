import HotlineCore
import NodeCore
import SyncProtocol

/// A part of a request's path, query or head that a caller fills in.
struct Parameter: Sendable {
    /// Where it stands.
    enum Place: String, Sendable {
        case path, query, header
    }

    let name: String
    let place: Place
    let schema: JSONSchema
    let description: String
    var isRequired = false

    /// A parameter of the query.
    static func query(
        _ name: String, _ schema: JSONSchema, _ description: String, isRequired: Bool = false
    ) -> Parameter {
        Parameter(name: name, place: .query, schema: schema, description: description, isRequired: isRequired)
    }

    /// A field of the request's head.
    static func header(_ name: String, _ schema: JSONSchema, _ description: String) -> Parameter {
        Parameter(name: name, place: .header, schema: schema, description: description)
    }

    /// What braces of a path stand for.
    static func path(_ name: String, _ schema: JSONSchema, _ description: String) -> Parameter {
        Parameter(name: name, place: .path, schema: schema, description: description, isRequired: true)
    }
}

/// Parameters that several routes have.
extension Parameter {
    /// How many entries an answer holds.
    static func limit(_ range: ClosedRange<Int>, usual: Int) -> Parameter {
        .query("limit", JSONSchema.integer(range).with("default", .number(String(usual))), "At most so many entries")
    }

    /// Where the page before ended.
    static let cursor = Parameter.query(
        "cursor", JSONSchema(["type": "string", "pattern": "^[0-9]{1,18}[.][0-9]{1,18}$"]),
        "`next` of the page before, as it stands there")

    /// Personal data against a reason (ZZ23-47).
    static let reveal = Parameter.query(
        "reveal", .component(.filledText),
        "Shows the petitioner's full data to roles that may know them; the reason goes on record")

    /// The state that the caller last saw.
    static let ifMatch = Parameter.header(
        "If-Match", JSONSchema(["type": "string", "pattern": #"^["][0-9]{1,18}[.][0-9]{1,18}["]$"#]).example(#""1.4""#),
        "The `ETag` (`\"generation.revision\"`) that the caller last saw: a ticket that has changed since is refused")

    /// What makes a request safe to send again.
    static let idempotencyKey = Parameter.header(
        "Idempotency-Key",
        JSONSchema(["type": "string", "minLength": 1, "maxLength": 255, "pattern": "^[!-~]([ -~]*[!-~])?$"])
            .example("call-4711"),
        "The same key with the same body gets the first answer again and changes nothing; kept for 90 days")

    /// A part of the content.
    static let range = Parameter.header(
        "Range", JSONSchema.text("bytes=0-1023"), "A part of the content (RFC 9110 section 14)")
}

/// What the braces of the node's paths stand for, by the segment before them.
extension Parameter {
    /// The parameter of a pattern's braces; nil where nobody said what it is.
    static func path(_ name: String, after segment: String) -> Parameter? {
        paths["\(segment)/\(name)"] ?? paths["*/\(name)"]
    }

    private static let row = JSONSchema(["type": "string", "pattern": "^[0-9]{1,18}$"]).example("7")

    /// A segment that is no `.` or `..` and holds no control character: others are refused with the path.
    private static func segment(_ example: String) -> JSONSchema {
        JSONSchema.text(example).with("pattern", "^[^\\u0000-\\u0020./][^\\u0000-\\u0020/]*$")
    }

    private static let paths: [String: Parameter] = [
        "tickets/id": .path(
            "id", segment("140525-1-42"),
            "The ticket's identifier (`140525-1-42`) or number (`20261121-0042-7`)"),
        "read/ticket": .path(
            "ticket", segment("140525-1-42"),
            "The ticket's identifier (`140525-1-42`) or number (`20261121-0042-7`)"),
        "events/stream": .path("stream", row, "The `Hotline-Stream-Id` of the answer to `/events`"),
        "assignments/id": .path("id", .component(.assignmentID), "The assignment's identifier"),
        "accounts/account": .path("account", segment("wang"), "The sign-in name"),
        "subscriptions/id": .path("id", segment("platform"), "The subscriber's `id`"),
        "settings/key": .path(
            "key", JSONSchema(["type": "string", "pattern": "^[A-Za-z0-9_-][A-Za-z0-9._-]{0,63}$"]).example("columns"),
            "The setting's name"),
        "*/id": .path("id", row, "The entry's `id` in its list"),
        "rule-books/id": .path("id", segment("zezhou-2023"), "The rule book's `id`"),
        "*/version": .path("version", segment("1"), "The rule book's `version`"),
        "*/code": .path("code", .component(.nodeCode), "The neighbour's code"),
        "*/unit": .path("unit", .component(.unitCode), "The unit's code"),
        "*/year": .path("year", JSONSchema(["type": "string", "pattern": "^[0-9]{4}$"]).example("2026"), "The year"),
        "*/digest": .path("digest", .component(.blobDigest), "The content's digest"),
    ]
}
