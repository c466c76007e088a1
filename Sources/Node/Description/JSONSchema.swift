/// What a value may be: JSON Schema (draft 2020-12) as OpenAPI 3.1 takes it.
struct JSONSchema: Sendable, Equatable {
    /// The schema as JSON.
    private(set) var json: JSONTree

    init(_ json: JSONTree) { self.json = json }

    /// The schema with one more keyword.
    func with(_ keyword: String, _ value: JSONTree) -> JSONSchema { JSONSchema(json.with(keyword, value)) }

    /// The schema with a sentence about what the value means here.
    func described(_ text: String) -> JSONSchema { with("description", .text(text)) }

    /// The schema with a value as it may be.
    func example(_ value: JSONTree) -> JSONSchema { with("examples", .list([value])) }

    /// The same, or null.
    var orNull: JSONSchema {
        guard case .text(let type)? = json["type"] else {
            return JSONSchema(["anyOf": .list([json, ["type": "null"]])])
        }
        var schema = with("type", .list([.text(type), "null"]))
        if case .list(let values)? = json["enum"] { schema = schema.with("enum", .list(values + [.null])) }
        return schema
    }
}

extension JSONSchema {
    /// Whatever JSON there is.
    static let anything = JSONSchema([:])
    /// `true` or `false`.
    static let flag = JSONSchema(["type": "boolean"])
    /// A count, never below 0.
    static let count = JSONSchema(["type": "integer", "minimum": 0]).example(3)
    /// A text that the node made.
    static let text = JSONSchema(["type": "string"])
    /// RFC 3339 with a zone.
    static let moment = JSONSchema(["type": "string", "format": "date-time"]).example("2026-11-21T09:30:00.000+08:00")
    /// A calendar day at +08:00.
    static let day = JSONSchema(["type": "string", "format": "date"]).example("2026-11-21")

    /// A text that the node made, with an example.
    static func text(_ example: String) -> JSONSchema { text.example(.text(example)) }

    /// A whole number in a range.
    static func integer(_ range: ClosedRange<Int>) -> JSONSchema {
        JSONSchema([
            "type": "integer", "minimum": .number(String(range.lowerBound)),
            "maximum": .number(String(range.upperBound)),
        ])
    }

    /// A whole number, with an example.
    static func integer(_ example: Int) -> JSONSchema {
        JSONSchema(["type": "integer"]).example(.number(String(example)))
    }

    /// One of these texts.
    static func oneOf(_ values: [String]) -> JSONSchema {
        JSONSchema(["type": "string", "enum": .list(values.map { .text($0) })])
    }

    /// One of an enumeration's values.
    static func oneOf<Value: RawRepresentable<String> & CaseIterable>(_ type: Value.Type) -> JSONSchema {
        oneOf(type.allCases.map(\.rawValue))
    }

    /// A list of values that are alike.
    static func list(of element: JSONSchema) -> JSONSchema { JSONSchema(["type": "array", "items": element.json]) }

    /// An object by its members; it may have more of them, in later versions or by the rule book.
    static func object(_ members: [Member]) -> JSONSchema {
        let required = members.filter(\.isRequired).map { JSONTree.text($0.name) }
        let properties = JSONTree(members: members.map { ($0.name, $0.schema.json) })
        let object: JSONTree = ["type": "object", "properties": properties]
        return JSONSchema(required.isEmpty ? object : object.with("required", .list(required)))
    }

    /// A value that stands in the document's components.
    static func component(_ component: Component) -> JSONSchema {
        JSONSchema(["$ref": .text("#/components/schemas/\(component.name)")])
    }

    /// A list's answer: `items`, and what else it tells.
    static func items(_ element: Component, _ further: Member...) -> JSONSchema {
        object([.always("items", list(of: component(element)), "The entries, in order")] + further)
    }

    /// A page: `items`, the `cursor` of the next page, and how many there are in all.
    static func page(_ element: Component, _ further: Member...) -> JSONSchema {
        let fixed: [Member] = [
            .always("items", list(of: component(element)), "The entries of this page, in order"),
            .always("next", text.orNull, "The `cursor` of the next page; null on the last"),
            .always("total", count, "How many there are on all pages"),
        ]
        return object(fixed + further)
    }

    /// One member of an object.
    struct Member: Sendable {
        let name: String
        let schema: JSONSchema
        let isRequired: Bool

        /// A member that is always there.
        static func always(_ name: String, _ schema: JSONSchema, _ description: String) -> Member {
            Member(name: name, schema: schema.described(description), isRequired: true)
        }

        /// A member that may be missing.
        static func maybe(_ name: String, _ schema: JSONSchema, _ description: String) -> Member {
            Member(name: name, schema: schema.described(description), isRequired: false)
        }
    }
}
