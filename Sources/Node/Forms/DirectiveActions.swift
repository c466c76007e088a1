import HotlineCore
import NodeCore

/// What supervisors may say about a mirrored ticket: actions that each issue one kind of directive, with one form.
enum DirectiveActions {
    private static let table: [(name: String, label: String, kind: Directive.Kind)] = [
        ("supervise", "督办", .supervision), ("spot-check", "抽查", .spotCheck), ("complain", "转达投诉", .complaint),
    ]

    /// Every action with what people read and the directive it issues.
    static var all: [(name: String, label: String, kind: Directive.Kind)] { table }

    /// The kind of directive that an action of the API issues.
    static func kind(of action: String) -> Directive.Kind? { table.first { $0.name == action }?.kind }

    /// Reads the form of an action that issues a directive of this kind.
    static func read(_ form: FormReader, _ kind: Directive.Kind) -> DirectiveForm {
        DirectiveForm(kind: kind, text: form.text("text"), answerDue: form.optionalMoment("answerDue"))
    }

    /// The actions with their form, as a ticket shows its own.
    static func write(to writer: inout JSONWriter) {
        writer.list(table) { writer, action in
            writer.object { writer in
                writer.member("name", action.name)
                writer.member("label", action.label)
                writer.key("fields")
                writer.list(fields) { $0.field($1) }
            }
        }
    }

    private typealias Field = (name: String, label: String, type: String, required: Bool)

    private static let fields: [Field] = [
        ("text", "内容", "longText", true), ("answerDue", "答复期限", "moment", false),
    ]
}

extension JSONWriter {
    fileprivate mutating func field(_ field: (name: String, label: String, type: String, required: Bool)) {
        object { writer in
            writer.member("name", field.name)
            writer.member("label", field.label)
            writer.member("type", field.type)
            writer.member("required", field.required)
            if field.type == "longText" { writer.member("maxLength", FormText.limit(of: field.name)) }
        }
    }
}
