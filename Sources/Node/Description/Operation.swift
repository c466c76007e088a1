import HTTPServer
import HTTPWire
import HotlineCore

/// One operation of the document: a route, or one action of a route.
struct Operation {
    private let route: DescribedRoute
    private let path: String
    private let action: RouteDescription.Action?

    init(_ route: DescribedRoute, _ path: String, _ action: RouteDescription.Action?) {
        (self.route, self.path, self.action) = (route, path, action)
    }

    private var description: RouteDescription { route.description }

    /// The operation as JSON; its refusals are put among those that others share.
    func json(_ responses: inout ProblemResponses) -> JSONTree {
        var json: JSONTree = [
            "operationId": .text(identifier), "summary": .text(action?.summary ?? description.summary),
            "tags": .list([.text(description.tag.title)]),
        ]
        if !text.isEmpty { json = json.with("description", .text(text)) }
        if !parameters.isEmpty { json = json.with("parameters", .list(parameters)) }
        if let body = action?.body ?? description.body { json = json.with("requestBody", requestBody(body)) }
        json = json.with("responses", answers(&responses)).with("security", security)
        if case .people(let roles) = route.access {
            json = json.with("x-roles", .list(roles.all.map { .text($0.rawValue) }))
        }
        return json
    }

    /// `postTicketsIdActionsAccept`: method and path, without what all paths share.
    private var identifier: String {
        let words = path.replacing("/api/v1", with: "").split { !$0.isLetter && !$0.isNumber }
        let method = route.method.rawValue.lowercased()
        return (route.isForNodes ? "node" + method.capital : method) + words.map { String($0).capital }.joined()
    }

    private var text: String {
        var sentences = [description.details].compactMap(\.self)
        if case .people(let roles) = route.access {
            sentences.append("Roles: \(roles.isEveryone ? "everyone who signs in" : roles.names)。")
        }
        return sentences.joined(separator: "\n\n")
    }

    private var parameters: [JSONTree] {
        let names = route.pattern.parameterNames.filter { path.contains("{\($0)}") }
        let ofPath = names.map { name in
            route.pathParameter(name) ?? .path(name, .text, "")
        }
        let others = description.parameters.filter { $0.place != .path }
        return (ofPath + others).map { parameter in
            let json: JSONTree = [
                "name": .text(parameter.name), "in": .text(parameter.place.rawValue),
                "description": .text(parameter.description), "required": .flag(parameter.isRequired),
                "schema": parameter.schema.json,
            ]
            return json
        }
    }

    private func requestBody(_ body: RouteDescription.Body) -> JSONTree {
        let content = body.content.map { type, schema in
            (type, ["schema": schema.json, "example": body.example ?? schema.sample] as JSONTree)
        }
        return ["required": .flag(body.isRequired), "content": JSONTree(members: content)]
    }

    private func answers(_ responses: inout ProblemResponses) -> JSONTree {
        let successes = action?.answer.map { [$0] } ?? description.answers
        var answers = successes.map { (String($0.status), json(of: $0)) }
        answers += responses.references(to: route.problems).filter { status, _ in
            !answers.contains { $0.0 == status }
        }
        return JSONTree(members: answers.sorted { $0.0 < $1.0 })
    }

    private func json(of answer: RouteDescription.Answer) -> JSONTree {
        var json: JSONTree = ["description": .text(answer.description)]
        if !answer.headers.isEmpty { json = json.with("headers", AnswerHeader.json(answer.headers)) }
        guard !answer.content.isEmpty else { return json }
        let content = answer.content.map { type, schema in
            let isJSON = type == "application/json"
            let media: JSONTree = ["schema": schema.json]
            return (type, isJSON ? media.with("example", schema.sample) : media)
        }
        return json.with("content", JSONTree(members: content))
    }

    private var security: JSONTree {
        switch route.access {
        case .open: []
        case .people: [["token": []], ["session": []]]
        case .nodes: [["signature": []]]
        case .nodesAndSystems: [["signature": []], ["token": []]]
        }
    }
}

extension String {
    fileprivate var capital: String { prefix(1).uppercased() + dropFirst() }
}

extension DescribedRoute {
    /// Whether people have nothing to do with it.
    fileprivate var isForNodes: Bool {
        switch access {
        case .open, .people: false
        case .nodes, .nodesAndSystems: true
        }
    }
}

extension AnswerHeader {
    /// The `headers` of a response.
    static func json(_ headers: [AnswerHeader]) -> JSONTree {
        JSONTree(members: headers.map { header in
            let text = header.schema.json["description"] ?? ""
            return (header.rawValue, ["description": text, "schema": header.schema.json])
        })
    }
}
