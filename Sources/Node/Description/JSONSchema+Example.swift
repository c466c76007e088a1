extension JSONSchema {
    /// A value that the schema admits, put together from its examples: what documentation shows where nobody wrote a
    /// better one. Components are looked up by name.
    var sample: JSONTree { Self.sample(of: json, depth: 0) }

    /// Deep enough to be understood; below, lists are empty.
    private static let deepest = 6

    private static func sample(of schema: JSONTree, depth: Int) -> JSONTree {
        if case .list(let examples)? = schema["examples"], let first = examples.first { return first }
        if case .list(let values)? = schema["enum"], let first = values.first { return first }
        if case .text(let reference)? = schema["$ref"] {
            let name = reference.split(separator: "/").last.map(String.init) ?? ""
            guard let component = Component.named(name) else { return .null }
            return sample(of: component.schema.json, depth: depth)
        }
        for keyword in ["anyOf", "oneOf"] {
            if case .list(let choices)? = schema[keyword], let first = choices.first {
                return sample(of: first, depth: depth)
            }
        }
        return sample(ofType: schema, depth: depth)
    }

    private static func sample(ofType schema: JSONTree, depth: Int) -> JSONTree {
        switch type(of: schema) {
        case "object": return object(schema, depth: depth)
        case "array":
            guard depth < deepest, let items = schema["items"] else { return .list([]) }
            return .list([sample(of: items, depth: depth + 1)])
        case "string": return .text("…")
        case "integer": return schema["minimum"] ?? 1
        case "boolean": return false
        default: return .null
        }
    }

    private static func object(_ schema: JSONTree, depth: Int) -> JSONTree {
        guard case .object(let properties)? = schema["properties"] else { return [:] }
        var required: [String] = []
        if case .list(let names)? = schema["required"] {
            required = names.compactMap { if case .text(let name) = $0 { name } else { nil } }
        }
        // One of several has to be there.
        if required.isEmpty, schema["minProperties"] != nil, let first = properties.first { required = [first.key] }
        return .object(properties.filter { required.contains($0.key) }.map {
            JSONTree.Member(key: $0.key, value: sample(of: $0.value, depth: depth + 1))
        })
    }

    private static func type(of schema: JSONTree) -> String? {
        switch schema["type"] {
        case .text(let name): return name
        case .list(let names):
            guard case .text(let name)? = names.first else { return nil }
            return name
        default: return nil
        }
    }
}
