import HotlineCore
import WorkCalendar

/// A ticket as the API shows it: the stored JSON as it is, with the caller's actions put in, and the petitioner's full
/// data where the caller may have them.
struct TicketDocument {
    let ticket: Ticket
    /// The ticket as stored.
    let body: [UInt8]
    /// What this caller may do, or why not.
    let actions: [ActionForm]
    /// How often the matter was brought forward again.
    let repeats: Facts.Repeats
    /// The personal fields, where they are to be shown.
    var personal: PersonalFields?
    /// What the units of the shares are called: a unit that has a share may not read the list of all units.
    var names: [UnitID: String] = [:]
    /// What of it this caller may not know of.
    var hidden = Hidden()

    /// Tickets that a reader of this one may not see, and its attachments that may tell who the petitioner is.
    struct Hidden: Sendable {
        var tickets: Set<TicketID> = []
        var attachments: Set<BlobDigest> = []
    }

    /// The entity tag that `If-Match` takes.
    var entityTag: String { "\"\(ticket.generation).\(ticket.revision)\"" }

    /// The whole document.
    var json: [UInt8] {
        var writer = JSONWriter(capacity: body.count + 256 * actions.count)
        let assignments = JSONSlices.value(of: "assignments", in: body)
        let petitioner = personal == nil ? nil : JSONSlices.value(of: "petitioner", in: body)
        var next = 0
        var document: [UInt8] = []
        document.reserveCapacity(body.count + 256 * actions.count)
        if let assignments {
            document += body[next..<assignments.lowerBound]
            document += withActions(assignments)
            next = assignments.upperBound
        }
        if !hidden.attachments.isEmpty, let attachments = JSONSlices.value(of: "attachments", in: body),
            attachments.lowerBound >= next {
            document += body[next..<attachments.lowerBound]
            document += seen(attachments)
            next = attachments.upperBound
        }
        if let petitioner, petitioner.lowerBound >= next {
            document += body[next..<petitioner.lowerBound]
            document += full(petitioner)
            next = petitioner.upperBound
        }
        document += body[next..<body.count - 1]
        writer.list(actions.filter { $0.assignment == nil }) { $0.action($1) }
        document += ",\"actions\":".utf8
        document += writer.bytes
        document += orderActions
        document += repeated
        document.append(UInt8(ascii: "}"))
        return document
    }

    /// `,"orderActions":[…]`: what may be done about the order that made the ticket; nothing where no order did.
    private var orderActions: [UInt8] {
        guard let order = ticket.order?.assignment else { return [] }
        var writer = JSONWriter()
        writer.list(actions.filter { $0.assignment == order }) { $0.action($1) }
        return Array(",\"orderActions\":".utf8) + writer.bytes
    }

    /// `,"repeats":2,"repeatsOf":…,"repeatedBy":[…]`: how often, of which first matter, by which tickets.
    private var repeated: [UInt8] {
        var writer = JSONWriter()
        writer.object { writer in
            writer.member("repeats", repeats.count)
            writer.member("repeatsOf", repeats.root.flatMap { hidden.tickets.contains($0) ? nil : $0.rawValue })
            writer.key("repeatedBy")
            writer.list(repeats.again.map(\.ticket).filter { !hidden.tickets.contains($0) }) { $0.value($1.rawValue) }
        }
        return [UInt8(ascii: ",")] + writer.bytes.dropFirst().dropLast()
    }

    /// The list of attachments without the hidden ones.
    private func seen(_ range: Range<Int>) -> [UInt8] {
        let elements = JSONSlices.elements(in: body, of: range)
        let seen = zip(elements, ticket.attachments ?? []).filter { !hidden.attachments.contains($0.1.digest) }
        let list = seen.map { body[$0.0] }.joined(separator: [UInt8(ascii: ",")])
        return [UInt8(ascii: "[")] + list + [UInt8(ascii: "]")]
    }

    /// The list of assignments, each with its own actions.
    private func withActions(_ range: Range<Int>) -> [UInt8] {
        var list: [UInt8] = [UInt8(ascii: "[")]
        for (index, element) in JSONSlices.elements(in: body, of: range).enumerated() {
            if index > 0 { list.append(UInt8(ascii: ",")) }
            var writer = JSONWriter()
            let id = index < ticket.assignments.count ? ticket.assignments[index].id : nil
            writer.list(actions.filter { $0.assignment != nil && $0.assignment == id }) { $0.action($1) }
            list += body[element.lowerBound..<element.upperBound - 1]
            if let id, id == ticket.firstResponsible { list += ",\"firstResponsible\":true".utf8 }
            if index < ticket.assignments.count { list += named(ticket.assignments[index]) }
            list += ",\"actions\":".utf8
            list += writer.bytes
            list.append(UInt8(ascii: "}"))
        }
        list.append(UInt8(ascii: "]"))
        return list
    }

    /// `,"assigneeName":"县水务局"`, where the unit has a name here.
    private func named(_ assignment: Assignment) -> [UInt8] {
        guard let name = assignment.assignee.unit.flatMap({ names[$0] }) else { return [] }
        var writer = JSONWriter()
        writer.object { $0.member("assigneeName", name) }
        return [UInt8(ascii: ",")] + writer.bytes.dropFirst().dropLast()
    }

    /// The petitioner with the personal fields beside the masked ones.
    private func full(_ range: Range<Int>) -> [UInt8] {
        var writer = JSONWriter()
        writer.object { writer in
            writer.member("name", personal?.name)
            writer.member("phone", personal?.phone)
            writer.member("idNumber", personal?.idNumber)
            writer.member("address", personal?.address)
        }
        let fields = writer.bytes.dropFirst().dropLast()
        return Array(body[range.lowerBound..<range.upperBound - 1] + ",".utf8 + fields + "}".utf8)
    }
}

extension JSONWriter {
    /// Writes one action: its form, or why it is closed.
    fileprivate mutating func action(_ form: ActionForm) {
        object { writer in
            writer.member("name", form.action.rawValue)
            writer.member("label", form.label)
            writer.key("fields")
            writer.list(form.fields) { $0.field($1) }
            guard let closed = form.closed else { return }
            writer.key("closed")
            writer.object { writer in
                writer.member("code", closed.code.rawValue)
                writer.member("message", closed.message)
                writer.member("cure", closed.cure)
                if let article = closed.article { writer.member("article", article) }
            }
        }
    }

    private mutating func field(_ field: ActionForm.Field) {
        object { writer in
            writer.member("name", field.name)
            writer.member("label", field.label)
            writer.member("type", field.kind.rawValue)
            writer.member("required", field.required)
            if let limit = field.maxLength { writer.member("maxLength", limit) }
            guard let choices = field.choices else { return }
            writer.key("choices")
            writer.list(choices) { writer, choice in
                writer.object { writer in
                    writer.member("value", choice.value)
                    writer.member("label", choice.label)
                    guard let needs = choice.needs else { return }
                    writer.key("needs")
                    writer.list(needs) { $0.value($1) }
                }
            }
        }
    }
}
