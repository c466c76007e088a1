import HTTPWire
import HotlineCore
import Testing

@testable import Node

/// `/openapi.json` against the routes that serve. Whether it is valid OpenAPI, and whether the node does what it says,
/// is asked of others' tools: see `Tests/api`.
@Suite struct OpenAPITests {
    /// One operation of the document.
    private struct Operation {
        let name: String
        let path: String
        let method: String
        let json: [String: Any]
        var parameters: [[String: Any]] { json["parameters"] as? [[String: Any]] ?? [] }
        var responses: [String: [String: Any]] { json["responses"] as? [String: [String: Any]] ?? [:] }
    }

    private func document(ruleBook: String = "zezhou-2023") async throws -> [String: Any] {
        let node = try TestNode { $0.ruleBooks = .init(handling: ruleBook) }
        let answer = try await node.run { try await $0.send(.get, "/openapi.json", as: nil) }
        #expect(answer.status == 200 && answer.headers["content-type"] == "application/json")
        return answer.object
    }

    private func operations(_ document: [String: Any]) throws -> [Operation] {
        let paths = try #require(document["paths"] as? [String: [String: [String: Any]]])
        return paths.flatMap { path, methods in
            methods.map { Operation(name: "\($0.key) \(path)", path: path, method: $0.key, json: $0.value) }
        }
    }

    @Test(.timeLimit(.minutes(3))) func everyRouteSaysWhatItIs() async throws {
        let document = try await document()
        let operations = try operations(document)
        #expect(operations.count > 100)
        let tags = Set((document["tags"] as? [[String: Any]] ?? []).compactMap { $0["name"] as? String })
        for operation in operations {
            let summary = try #require(operation.json["summary"] as? String, "\(operation.name)")
            #expect(summary.count > 5, "\(operation.name)")
            #expect(Set(operation.json["tags"] as? [String] ?? ["none"]).isSubset(of: tags), "\(operation.name)")
            #expect(operation.responses.keys.contains { $0.hasPrefix("2") }, "\(operation.name) never succeeds")
            #expect(operation.responses["500"] != nil, "\(operation.name)")
            for brace in operation.path.split(separator: "/") where brace.hasPrefix("{") {
                let name = String(brace.dropFirst().dropLast())
                let parameter = operation.parameters.first { $0["name"] as? String == name }
                let text = parameter?["description"] as? String ?? ""
                #expect(!text.isEmpty, "\(operation.name): {\(brace)}")
            }
        }
        let names = operations.compactMap { $0.json["operationId"] as? String }
        #expect(Set(names).count == operations.count)
    }

    @Test(.timeLimit(.minutes(3))) func everyReferenceLeadsSomewhere() async throws {
        let document = try await document()
        var references: Set<String> = []
        collect(document, into: &references)
        #expect(references.count > 100)
        for reference in references {
            var place: Any? = document
            for step in reference.dropFirst(2).split(separator: "/") {
                place = (place as? [String: Any])?[String(step)]
            }
            #expect(place != nil, "\(reference)")
        }
    }

    private func collect(_ value: Any, into references: inout Set<String>) {
        if let list = value as? [Any] { for element in list { collect(element, into: &references) } }
        guard let object = value as? [String: Any] else { return }
        if let reference = object["$ref"] as? String { references.insert(reference) }
        for member in object.values { collect(member, into: &references) }
    }

    @Test(.timeLimit(.minutes(3))) func formsAndRulesOfRequestsAreTold() async throws {
        let operations = try operations(try await document(ruleBook: "jiyuan-2024"))
        let register = try #require(operations.first { $0.name == "post /api/v1/tickets" })
        let content = (register.json["requestBody"] as? [String: Any])?["content"] as? [String: [String: Any]]
        let schema = try #require(content?["application/json"]?["schema"] as? [String: Any])
        let properties = try #require(schema["properties"] as? [String: [String: Any]])
        #expect(properties["title"]?["maxLength"] as? Int == 200)
        #expect(schema["additionalProperties"] as? Bool == false)
        let required = Set(schema["required"] as? [String] ?? [])
        // The last two are the rule book's (济管办〔2024〕23号第十一条).
        #expect(required == ["kind", "channel", "title", "content", "place", "occurredAt"])
        let roles = ["operator", "dispatcher", "unit", "reviewer", "supervisor", "admin"]
        #expect(register.json["x-roles"] as? [String] == roles)

        let accept = try #require(operations.first { $0.path == "/api/v1/tickets/{id}/actions/accept" })
        #expect(Set(accept.parameters.compactMap { $0["name"] as? String }) == ["id", "If-Match", "Idempotency-Key"])
        #expect(Set(accept.responses.keys).isSuperset(of: ["200", "401", "409", "412", "422", "429", "503", "507"]))
        let success = accept.responses["200"]?["headers"] as? [String: Any]
        #expect(success?["ETag"] != nil)
        #expect(operations.contains { $0.path == "/api/v1/assignments/{id}/actions/approve-return" })
    }

    /// Each form's sample is read by the form itself without a complaint: what is described is what is read.
    @Test func whatIsDescribedIsRead() {
        for (verb, form) in TicketForms.all {
            #expect(defects(FormSketch.schema(of: form).sample, form).isEmpty, "\(verb.rawValue)")
        }
        for (verb, form) in AssignmentForms.all {
            #expect(defects(FormSketch.schema(of: form).sample, form).isEmpty, "\(verb.rawValue)")
        }
    }

    /// A field that is described as required is missed where it is left out.
    @Test func whatIsRequiredIsMissed() throws {
        let form = try #require(AssignmentForms.form(of: "strike-off"))
        let sample = FormSketch.schema(of: form).sample
        guard case .object(let members) = sample else { throw Unexpected(answer: "no object") }
        #expect(members.count == 5)
        for member in members {
            let rest = JSONTree.object(members.filter { $0.key != member.key })
            #expect(defects(rest, form).map(\.field) == [member.key])
        }
    }

    private func defects<Value>(_ tree: JSONTree, _ form: (FormReader) -> Value) -> [FieldError] {
        let errors = FormErrors()
        let reader = FormReader(tree, errors: errors)
        _ = form(reader)
        reader.refuseUnknownFields()
        return errors.all
    }

    @Test func componentsHaveNamesOfTheirOwn() {
        #expect(Set(Component.all.map(\.name)).count == Component.all.count)
        for component in Component.all { #expect(component.schema.json["description"] != nil, "\(component.name)") }
    }

    @Test(.timeLimit(.minutes(3)), arguments: [
        ("/tickets?overdue=yes", "overdue"), ("/tickets?proposed=1", "proposed"),
        ("/dead-letters?undecided=", "undecided"),
        ("/restrictions?active=null", "active"),
    ]) func aFlagIsTrueOrFalse(path: String, name: String) async throws {
        try await TestNode().run { node in
            let answer = try await node.get(path)
            #expect(answer.status == 400 && answer.problem == "invalid-query" && answer.fields == [name])
        }
    }

    @Test(.timeLimit(.minutes(3))) func keysAndReasonsArePlainText() async throws {
        try await TestNode().run { node in
            let id = try await node.register()
            let odd = try await node.post("/tickets/\(id)/actions/accept", headers: ["idempotency-key": "键"])
            #expect(odd.status == 400 && odd.problem == "malformed-header")
            let hidden = try await node.get("/tickets/\(id)?reveal=a%C2%9B")
            #expect(hidden.status == 422 && hidden.fields == ["reveal"])
            #expect(try await node.get("/tickets/\(id)?reveal=%E5%9B%9E%E8%AE%BF").status == 200)
        }
    }
}
