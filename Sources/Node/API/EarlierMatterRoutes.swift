import Database
import HTTPServer
import HotlineCore
import NodeCore
import Storage
import WorkCalendar

extension RouteBuilder {
    /// Earlier matters at intake, and the unit that they were left with.
    mutating func addEarlierMatters() {
        let context = context
        // A telephone number is no part of an address, where logs would keep it: what is looked for comes in the body.
        ask("/tickets/similar", .intake, .search) { try await context.similar($0) }
        get("/tickets/{id}/similar", .intake, .similar) { try await context.similarToTicket($0) }
        get("/tickets/{id}/suggestions", .intake, .suggestions) { try await context.suggestions($0) }
    }
}

extension NodeContext {
    /// `POST /tickets/similar`: what may be the same matter, while the petitioner is still on the line (ZZ23-9.6).
    fileprivate func similar(_ call: Call) async throws -> Response {
        let (sketch, limit) = try call.request.form(MatterSketch.read)
        let asked = sketch.identityFields
        if !asked.isEmpty {
            guard Roles.hotline.admits(call.caller) else { throw APIProblem.mayNotSearchPersons }
            // Also a search that finds nothing tells that this person has no matter here.
            try await note("petitioner.searched", "tickets/similar", fields: asked, by: call.caller)
        }
        let found = try await engine.read { transaction in
            try SimilarSearch(sketch, for: SimilarSearch.Reader(call.caller), in: transaction).run(limit: limit)
        }
        return try await answer(found, to: call.caller)
    }

    /// `GET /tickets/{id}/similar`: the same for a ticket that is registered.
    fileprivate func similarToTicket(_ call: Call) async throws -> Response {
        let limit = try call.request.query("limit", in: 1...50, default: 10)
        return try await answer(try await earlierMatters(of: call, limit: limit), to: call.caller)
    }

    /// That two matters are one person's is told of that person: on record (ZZ23-47).
    private func answer(_ found: [SimilarMatter], to caller: Caller) async throws -> Response {
        try await noteMatches(found, by: caller)
        let lines = try await engine.read { try found.lines(in: $0) }
        return .json(lines.json(wording(for: caller)))
    }

    private func noteMatches(_ found: [SimilarMatter], by caller: Caller) async throws {
        let ofSamePerson = found.filter { $0.reasons.contains(.samePetitioner) }
        try await note(
            ofSamePerson.map { AuditStore.View($0.id, fields: ["identity"]) }, "petitioner.matched", by: caller)
    }

    /// `GET /tickets/{id}/suggestions`: whose the matter is by the rule book's principles (ZZ23-11), then to whom
    /// matters like it went (JY24-12.3).
    fileprivate func suggestions(_ call: Call) async throws -> Response {
        let settings = engine.settings
        let units = settings.units
        let name = call.request.pathParameters["id"]
        let ticket = try await engine.read { try TicketStore.show(name, to: call.caller, in: $0).ticket }
        let grounds = Facts(units: units).grounds(for: ticket.matter, by: settings.ruleBook(of: ticket).dispatch)
        let earlier = try await earlierMatters(of: call, limit: 50)
        let suggestions = earlier.suggestedUnits(grounds: grounds)
        let told = Set(suggestions.flatMap(\.bases).filter { $0.reasons.contains(.samePetitioner) }.map(\.ticket))
        try await noteMatches(earlier.filter { told.contains($0.id) }, by: call.caller)
        var writer = JSONWriter()
        writer.object { writer in
            writer.key("items")
            writer.list(suggestions) { writer, suggestion in
                writer.suggestion(suggestion, name: suggestion.assignee.unit.flatMap { units[$0]?.name })
            }
            writer.member("total", suggestions.count)
        }
        return .json(writer.bytes)
    }

    private func earlierMatters(of call: Call, limit: Int) async throws -> [SimilarMatter] {
        let name = call.request.pathParameters["id"]
        return try await engine.read { transaction in
            let ticket = try TicketStore.show(name, to: call.caller, in: transaction).ticket
            let reader = SimilarSearch.Reader(call.caller)
            let personal = try call.caller.mayKnowPetitioner(of: ticket) ? ticket.petitioner.reference.flatMap {
                try PetitionerStore.find($0, in: transaction)
            }?.fields : nil
            let sketch = MatterSketch(
                phone: personal?.phone, idNumber: personal?.idNumber, title: ticket.matter.title,
                content: ticket.matter.content, place: ticket.matter.place, excluded: ticket.id)
            return try SimilarSearch(sketch, for: reader, in: transaction).run(limit: limit)
        }
    }
}

extension MatterSketch {
    /// The body of `POST /tickets/similar`: what is known so far, and how many are wanted.
    fileprivate static func read(_ form: FormReader) -> (MatterSketch, limit: Int) {
        let sketch = MatterSketch(
            phone: form.optionalPhone("phone"), idNumber: form.optionalText("idNumber"),
            title: form.optionalText("title") ?? "", content: form.optionalText("content") ?? "",
            place: form.optionalText("place") ?? "")
        return (sketch, form.optionalInteger("limit", in: 1...50) ?? 10)
    }

    /// What of a person is searched by.
    fileprivate var identityFields: [String] {
        [("phone", phone), ("idNumber", idNumber)].compactMap { name, value in value == nil ? nil : name }
    }
}

extension APIProblem {
    fileprivate static var mayNotSearchPersons: APIProblem {
        APIProblem(.notAuthorised, "当前角色不能按诉求人的电话或证件号码查找", cure: "去掉 phone 和 idNumber，或由坐席、派单员、审核回访员、管理员查找")
    }
}

extension SimilarSearch.Reader {
    /// ZZ23-8a: of confidential petitioners those alone know who may see their data.
    init(_ caller: Caller) {
        self.init(seesConfidential: Roles.hotline.admits(caller))
    }
}

/// An earlier matter with its line of a list.
private struct SimilarLine: Sendable {
    var matter: SimilarMatter
    var summary: TicketSummary
}

extension [SimilarMatter] {
    fileprivate func lines(in transaction: ReadTransaction) throws -> [SimilarLine] {
        try compactMap { matter in
            switch matter.place {
            case .ticket:
                return SimilarLine(matter: matter, summary: try TicketSummary(matter.body).struck(in: transaction))
            case .mirror:
                guard let summary = try TicketSummary(feedEvent: matter.body) else { return nil }
                return SimilarLine(matter: matter, summary: summary)
            }
        }
    }
}

extension [SimilarLine] {
    fileprivate func json(_ wording: ListWording) -> [UInt8] {
        var writer = JSONWriter(capacity: 512 * count + 64)
        writer.object { writer in
            writer.key("items")
            writer.list(self) { writer, line in
                writer.object { writer in
                    writer.member("at", line.matter.place.rawValue)
                    writer.member("score", line.matter.score)
                    writer.key("reasons")
                    writer.list(line.matter.reasons) { $0.value($1.displayName) }
                    writer.key("ticket")
                    line.summary.write(to: &writer, wording)
                }
            }
            writer.member("total", count)
        }
        return writer.bytes
    }
}

extension JSONWriter {
    fileprivate mutating func suggestion(_ suggestion: UnitSuggestion, name: String?) {
        object { writer in
            writer.key("assignee")
            writer.object { writer in
                switch suggestion.assignee {
                case .unit(let unit): writer.member("unit", unit.rawValue)
                case .node(let node): writer.member("node", node.rawValue)
                }
            }
            writer.member("name", name)
            writer.member("score", suggestion.score)
            writer.member("difficult", suggestion.wasDifficult)
            writer.key("grounds")
            writer.list(suggestion.grounds) { writer, ground in
                writer.object { writer in
                    writer.member("by", ground.by.rawValue)
                    writer.member("text", ground.text)
                    writer.member("article", ground.article)
                }
            }
            writer.key("because")
            writer.list(suggestion.bases) { writer, basis in
                writer.object { writer in
                    writer.member("ticket", basis.ticket.rawValue)
                    writer.member("number", basis.number.rawValue)
                    writer.member("difficult", basis.wasDifficult)
                    writer.key("reasons")
                    writer.list(basis.reasons) { $0.value($1.displayName) }
                }
            }
        }
    }
}

extension RouteDescription {
    private static let found = JSONSchema.items(.similarMatter, .always("total", .count, "How many were found"))

    fileprivate static let search = RouteDescription(
        .earlierMatters, "Earlier matters that may be this one, while the petitioner is on the line 重复诉求",
        "By telephone or id number for the hotline's own people only, on record. Asked by POST, since a telephone "
            + "number has no place in an address that logs keep.")
        .form(["title": "路灯又不亮", "content": "村口路灯不亮", "place": "下村镇"], MatterSketch.read)
        .refuses(.notAuthorised).answers(found)

    fileprivate static let similar = RouteDescription(.earlierMatters, "Earlier matters that a ticket may repeat")
        .query(.limit(1...50, usual: 10)).refuses(.unknownTicket, .invalidQuery).answers(found)

    fileprivate static let suggestions = RouteDescription(
        .earlierMatters, "Whose a matter is by the rule book (ZZ23-11), and to whom matters like it went 派单建议")
        .refuses(.unknownTicket).answers(.items(.suggestion, .always("total", .count, "How many")))
}
