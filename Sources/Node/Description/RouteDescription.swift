import HTTPServer
import HotlineCore
import SyncProtocol

/// What a route is, declared beside its handler: what `/openapi.json` tells of it. ``RouteBuilder`` takes no route
/// without one.
///
/// A route states what only it knows: summary (in English, with the field's Chinese term), tag, query, form, success
/// and its own problems. The rest follows from how it is added: roles, sign-in, braces of the path (``Parameter``),
/// problems of every request. Forms are never written twice: ``form(_:)`` takes the function that reads the body.
///
/// ```swift
/// get("/alarms", .staff, .alarms) { … }
///
/// extension RouteDescription {
///     fileprivate static let alarms = RouteDescription(.care, "What a person has to know 告警")
///         .query(.limit(1...500, usual: 200)).answers(.items(.alarm)).refuses(.invalidQuery)
/// }
/// ```
///
/// A path ending in `{action}` lists its actions with ``action(_:_:form:)``; each becomes an operation of its own. A
/// new kind of answer is a ``Component``; a new kind of braces is a line in ``Parameter/path(_:after:)``.
struct RouteDescription: Sendable {
    /// The chapter that it stands in.
    enum Tag: String, Sendable, CaseIterable {
        case desks, tickets, assignments, earlierMatters, restrictions, attachments, mirrors, events, node, links, care
        case access, contacts, calendar, ruleBooks, subscriptions, betweenNodes, open
    }

    /// What a request brings.
    struct Body: Sendable {
        /// Media types, each with what it holds.
        var content: [(type: String, schema: JSONSchema)]
        var isRequired: Bool
        var example: JSONTree?
    }

    /// A success.
    struct Answer: Sendable {
        var status: Int
        var description: String
        /// Media types, each with what it holds; none for an answer without a body.
        var content: [(type: String, schema: JSONSchema)]
        var headers: [AnswerHeader]
    }

    /// One of the actions that `{action}` stands for.
    struct Action: Sendable {
        var name: String
        var summary: String
        var body: Body
        /// Its own answer; nil for the route's.
        var answer: Answer?
    }

    var tag: Tag
    var summary: String
    private(set) var details: String?
    private(set) var parameters: [Parameter] = []
    private(set) var body: Body?
    private(set) var actions: [Action] = []
    private(set) var answers: [Answer] = []
    private(set) var problems: [ProblemEntry] = []

    init(_ tag: Tag, _ summary: String, _ details: String? = nil) {
        (self.tag, self.summary, self.details) = (tag, summary, details)
    }
}

extension RouteDescription {
    /// Takes these parameters, of query or head.
    func query(_ parameters: Parameter...) -> Self { changed { $0.parameters += parameters } }

    /// Takes a form, as this function reads it.
    func form<Value>(_ example: JSONTree? = nil, _ read: (FormReader) -> Value) -> Self {
        changed { $0.body = Body(form: FormSketch.schema(of: read), example: example) }.refuses(.form)
    }

    /// Takes a body of these media types.
    func takes(
        _ content: (type: String, schema: JSONSchema)..., isRequired: Bool = true, example: JSONTree? = nil
    ) -> Self {
        changed { $0.body = Body(content: content, isRequired: isRequired, example: example) }
    }

    /// Knows this action, with its form.
    func action<Value>(
        _ name: String, _ summary: String, example: JSONTree? = nil, answer: Answer? = nil,
        form read: (FormReader) -> Value
    ) -> Self {
        changed {
            let body = Body(form: FormSketch.schema(of: read), example: example)
            $0.actions.append(Action(name: name, summary: summary, body: body, answer: answer))
        }.refuses(.form)
    }

    /// Succeeds with JSON.
    func answers(
        _ schema: JSONSchema, status: Int = 200, _ description: String? = nil, headers: AnswerHeader...
    ) -> Self {
        changed { $0.answers.append(.json(schema, status: status, description, headers: headers)) }
    }

    /// Succeeds with bytes of a media type, or with none.
    func answers(
        _ content: [(type: String, schema: JSONSchema)], status: Int = 200, _ description: String,
        headers: AnswerHeader...
    ) -> Self {
        changed {
            $0.answers.append(Answer(status: status, description: description, content: content, headers: headers))
        }
    }

    /// Refuses with these problems of the API, beside those that every route of its kind has.
    func refuses(_ kinds: ProblemKind...) -> Self { changed { $0.problems += kinds.map { ProblemEntry($0) } } }

    /// Refuses with all problems of a group.
    func refuses(_ group: ProblemGroup) -> Self { changed { $0.problems += group.entries } }

    /// A command on a ticket: may be repeated, may ask for the state it knows, is judged by the core.
    var isCommand: Self {
        query(.ifMatch, .idempotencyKey).refuses(.command)
    }

    private func changed(_ body: (inout Self) -> Void) -> Self {
        var description = self
        body(&description)
        return description
    }
}

extension RouteDescription.Body {
    init(form schema: JSONSchema, example: JSONTree?) {
        // A body that may be empty is one whose fields may all be left out.
        self.init(
            content: [("application/json", schema)], isRequired: schema.json["required"] != nil, example: example)
    }
}

extension RouteDescription.Answer {
    /// What it was about is no more.
    static let removed = Self(status: 204, description: "Removed", content: [], headers: [])

    /// JSON that a schema describes.
    static func json(
        _ schema: JSONSchema, status: Int = 200, _ description: String? = nil, headers: [AnswerHeader] = []
    ) -> Self {
        Self(
            status: status, description: description ?? (status == 201 ? "Done; what came of it" : "As asked"),
            content: [("application/json", schema)], headers: headers)
    }
}

/// A field of an answer's head that callers use.
enum AnswerHeader: String, Sendable, CaseIterable {
    case entityTag = "ETag"
    case location = "Location"
    case retryAfter = "Retry-After"
    case authenticate = "WWW-Authenticate"
    case uploadOffset = "Upload-Offset"
    case uploadLength = "Upload-Length"
    case streamID = "Hotline-Stream-Id"

    var schema: JSONSchema {
        switch self {
        case .entityTag:
            JSONSchema.text(#""1.4""#).described("The ticket's state, for `If-Match`: `\"generation.revision\"`")
        case .location: JSONSchema.text("/api/v1/tickets/140525-1-42").described("Where what was made is found")
        case .retryAfter: JSONSchema.count.described("Seconds after which to try again")
        case .authenticate: JSONSchema.text("Bearer").described("How to sign in (RFC 6750)")
        case .streamID: JSONSchema.text("7").described("The stream, for `PUT /api/v1/events/{stream}/open`")
        case .uploadOffset: JSONSchema.count.described("How many bytes have arrived")
        case .uploadLength: JSONSchema.count.described("How many bytes there are in all")
        }
    }
}
