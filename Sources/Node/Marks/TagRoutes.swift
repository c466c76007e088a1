import Database
import HTTPServer
import HotlineCore
import NodeCore
import Storage
import WorkCalendar

extension RouteBuilder {
    /// Tags (标签): those of a ticket, many at once, and what is offered while typing.
    mutating func addTags() {
        let context = context
        get("/tags", .everyone, .suggestions) { try await context.suggestTags($0) }
        get("/tickets/{id}/tags", .everyone, .tags) { try await context.tags($0) }
        post("/tickets/{id}/tags/actions/{action}", .workers, .tagOne) { try await context.tagOne($0) }
        post("/tags/actions/{action}", .workers, .tagMany) { try await context.tagMany($0) }
    }
}

extension RouteDescription {
    fileprivate static let suggestions = RouteDescription(
        .tickets, "Tags in use, the last used first 标签", "Of tickets that the caller may see.")
        .query(.query("q", .component(.typedText), "Holding these letters"), .limit(1...100, usual: 20))
        .refuses(.invalidQuery)
        .answers(.object([.always("items", .list(of: .text("缺水")), "Their words")]))
    fileprivate static let tags = RouteDescription(.tickets, "The tags of a ticket 工单标签")
        .refuses(.unknownTicket).answers(.ticketTags)
    fileprivate static let tagOne = RouteDescription(
        .tickets, "Tags a ticket 标签管理",
        "Node-local, on record, and no event of the matter. A unit takes off what its own people put on.")
        .refuses(.unknownTicket, .unknownItem, .unknownAction, .notAuthorised, .sharedReadsOnly, .tooManyItems)
        .answers(.ticketTags)
        .action("add", "Puts tags on 加标签", example: ["tags": ["缺水"]], form: { TagForm($0) })
        .action("remove", "Takes tags off 取下标签", example: ["tags": ["缺水"]], form: { TagForm($0) })
    fileprivate static let tagMany = RouteDescription(
        .tickets, "Tags many tickets 批量标签", "Row by row; with `preview` nothing is changed.")
        .refuses(.unknownAction).answers(.component(.bulkResult))
        .action("add", "Puts tags on 批量加标签", form: { TagManyForm($0) })
        .action("remove", "Takes tags off 批量取下标签", form: { TagManyForm($0) })
}

extension JSONSchema {
    fileprivate static let ticketTags = items(
        .ticketTag, .always("mayAdd", .flag, "Whether the caller may put tags on"),
        .always("most", .count, "How many a ticket may carry"))
}

extension NodeContext {
    fileprivate func suggestTags(_ call: Call) async throws -> Response {
        let caller = call.caller
        let limit = try call.request.query("limit", in: 1...100, default: 20)
        let typed = try ListParameters(call.request.target.query).typedText("q") ?? ""
        let names = try await engine.read {
            try TagStore.suggestions(
                holding: typed, for: caller.scope, hidesConfidential: caller.isKeptFromConfidential, limit: limit,
                in: $0)
        }
        var writer = JSONWriter()
        writer.object { writer in
            writer.key("items")
            writer.list(names) { $0.value($1) }
        }
        return .json(writer.bytes)
    }

    fileprivate func tags(_ call: Call) async throws -> Response {
        let (name, caller) = (call.request.pathParameters["id"], call.caller)
        let shown = try await engine.read { transaction in
            try TagsShown(TicketStore.show(name, to: caller, in: transaction), to: caller, in: transaction)
        }
        return .json(shown.json)
    }

    fileprivate func tagOne(_ call: Call) async throws -> Response {
        let deed = try deed(of: call)
        let form = try call.request.form { TagForm($0) }
        let name = call.request.pathParameters["id"]
        let work = TagWork(deed: deed, names: form.names, caller: call.caller, node: code)
        let shown = try await engine.commit(bytes: call.request.body.count) { _, transaction, now in
            let done = try work.done(on: name, at: now, in: transaction)
            var effects = Effects()
            if done.isChanged { effects.changes = [ChangeNotice(ofTagsOf: done.stored.ticket, at: now)] }
            return Outcome(try TagsShown(done.stored, to: work.caller, in: transaction), effects)
        }
        return .json(shown.json)
    }

    fileprivate func tagMany(_ call: Call) async throws -> Response {
        let deed = try deed(of: call)
        let form = try call.request.form { TagManyForm($0) }
        let work = TagWork(deed: deed, names: form.tags.names, caller: call.caller, node: code)
        let outcome = try await decide(form.asked, of: call) { name, _, transaction, now, effects in
            let done = try work.done(on: name, at: now, in: transaction)
            if done.isChanged { effects.changes.append(ChangeNotice(ofTagsOf: done.stored.ticket, at: now)) }
            return done.stored.ticket
        }
        return .json(outcome.json)
    }

    private func deed(of call: Call) throws(APIProblem) -> TagWork.Deed {
        let name = call.request.pathParameters["action"]
        guard let deed = TagWork.Deed(rawValue: name) else { throw APIProblem.unknownAction(name) }
        return deed
    }
}

/// A ticket's tags, as one caller may see and change them.
private struct TagsShown: Sendable {
    private let tags: [TagStore.TicketTag]
    private let caller: Caller
    private let mayAct: Bool

    init(_ stored: TicketStore.Stored, to caller: Caller, in transaction: ReadTransaction) throws {
        self.caller = caller
        mayAct = caller.mayAct(on: stored.ticket)
        // The petitioner's record may have come to hold later what a tag says.
        let sight = try PetitionerSight(of: stored.ticket, for: caller, in: transaction)
        tags = try TagStore.tags(of: stored.row, in: transaction).map { tag in
            var tag = tag
            tag.name = sight?.struck(tag.name) ?? tag.name
            return tag
        }
    }

    var json: [UInt8] {
        var writer = JSONWriter()
        writer.object { writer in
            writer.key("items")
            writer.list(tags) { writer, tag in
                writer.object { writer in
                    writer.member("name", tag.name)
                    writer.member("person", tag.person)
                    writer.member("unit", tag.unit?.rawValue)
                    writer.member("at", Moment(milliseconds: tag.at).description)
                    writer.member("mayRemove", mayAct && caller.mayTakeOff(tag))
                }
            }
            writer.member("mayAdd", mayAct)
            writer.member("most", TagStore.mostOfTicket)
        }
        return writer.bytes
    }
}
