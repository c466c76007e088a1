/// Refusals of the document by status: those that many operations share stand once, in its components.
struct ProblemResponses {
    private struct Key: Hashable {
        var status: Int
        var names: [String]
    }

    private var names: [Key: String] = [:]
    private var responses: [(name: String, response: JSONTree)] = []

    /// `components/responses`.
    var json: JSONTree { JSONTree(members: responses.map { ($0.name, $0.response) }) }

    /// The references of one operation to its refusals, by status.
    mutating func references(to problems: [ProblemEntry]) -> [(status: String, reference: JSONTree)] {
        let byStatus = Dictionary(grouping: problems, by: \.status)
        return byStatus.keys.sorted().map { status in
            let entries = (byStatus[status] ?? []).sorted { $0.name < $1.name }
            return (String(status), ["$ref": .text("#/components/responses/\(name(of: entries, status))")])
        }
    }

    /// `Problems409`, and for the next set of the same status `Problems409-2`.
    private mutating func name(of entries: [ProblemEntry], _ status: Int) -> String {
        let key = Key(status: status, names: entries.map(\.name))
        if let name = names[key] { return name }
        let count = names.keys.count { $0.status == status }
        let name = count == 0 ? "Problems\(status)" : "Problems\(status)-\(count + 1)"
        names[key] = name
        responses.append((name, Self.response(entries, status)))
        return name
    }

    private static func response(_ entries: [ProblemEntry], _ status: Int) -> JSONTree {
        let lines = entries.map { "- `\($0.name)` \($0.title)" }.joined(separator: "\n")
        let examples = entries.map {
            ($0.name, ["$ref": .text("#/components/examples/\($0.exampleName)")] as JSONTree)
        }
        let schema = JSONSchema.component(.problem).json
        var response: JSONTree = ["description": .text(lines)]
        if let headers = headers(status) { response = response.with("headers", AnswerHeader.json(headers)) }
        return response.with("content", [
            "application/problem+json": ["schema": schema, "examples": JSONTree(members: examples)],
        ])
    }

    private static func headers(_ status: Int) -> [AnswerHeader]? {
        switch status {
        case 401: [.authenticate]
        case 412: [.entityTag]
        case 429, 503, 507: [.retryAfter]
        default: nil
        }
    }
}

extension ProblemEntry {
    /// As the document's components name its example: names of several registries may have one name.
    var exampleName: String { "\(name)-\(status)" }

    /// How it may read.
    var example: JSONTree {
        [
            "summary": .text(title),
            "value": [
                "type": .text("urn:hotline:problem:\(name)"), "title": .text(title), "status": .number(String(status)),
                "detail": "…", "cure": "…",
            ],
        ]
    }
}
