import HotlineCore
import WorkCalendar

/// A ticket as the API shows it: the stored JSON as it is, with the caller's actions put in, and the petitioner's full
/// data where the caller may have them.
struct TicketDocument {
    let ticket: Ticket
    /// The ticket as stored, as far as the caller may see it.
    let body: [UInt8]
    /// What this caller may do, or why not.
    let actions: [ActionForm]
    /// How often the matter was brought forward again.
    let repeats: Facts.Repeats
    /// The personal fields, where they are to be shown.
    var personal: PersonalFields?
    /// What the units of the shares are called: a unit that has a share may not read the list of all units.
    var names: [UnitID: String] = [:]
    /// Tickets of the same matter that this caller may not see.
    var hidden: Set<TicketID> = []

    /// The entity tag that `If-Match` takes.
    var entityTag: String { "\"\(ticket.generation).\(ticket.revision)\"" }

    /// The whole document.
    var json: [UInt8] {
        var writer = JSONWriter(capacity: body.count + 512 * actions.count)
        writer.object(body[...], replacing: replacements) { writer in
            write(actionsOn: nil, as: "actions", to: &writer)
            if let order = ticket.order?.assignment { write(actionsOn: order, as: "orderActions", to: &writer) }
            writeRepeats(to: &writer)
        }
        return writer.bytes
    }

    /// What stands in the place of values of the stored ticket.
    private var replacements: [JSONWriter.Replacement] {
        var replacements: [JSONWriter.Replacement] = []
        if let range = JSONSlices.value(of: "assignments", in: body) {
            replacements.append((range, { writeAssignments(range, to: &$0) }))
        }
        if personal != nil, let range = JSONSlices.value(of: "petitioner", in: body) {
            replacements.append((range, { writePetitioner(range, to: &$0) }))
        }
        return replacements
    }

    private func write(actionsOn assignment: AssignmentID?, as key: StaticString, to writer: inout JSONWriter) {
        writer.key(key)
        writer.list(actions.lazy.filter { $0.assignment == assignment }) { $0.action($1) }
    }

    /// How often the matter was brought forward again, of which first matter, by which tickets.
    private func writeRepeats(to writer: inout JSONWriter) {
        writer.member("repeats", repeats.count)
        writer.member("repeatsOf", repeats.root.flatMap { hidden.contains($0) ? nil : $0.rawValue })
        writer.key("repeatedBy")
        writer.list(repeats.again.lazy.map(\.ticket).filter { !hidden.contains($0) }) { $0.value($1.rawValue) }
    }

    /// The list of assignments, each with its own actions, and what the unit is called where it has a name here.
    private func writeAssignments(_ range: Range<Int>, to writer: inout JSONWriter) {
        writer.list(zip(JSONSlices.elements(in: body, of: range), ticket.assignments)) { writer, each in
            let (element, assignment) = each
            writer.object(body[element]) { writer in
                if assignment.id == ticket.firstResponsible { writer.member("firstResponsible", true) }
                if let name = assignment.assignee.unit.flatMap({ names[$0] }) { writer.member("assigneeName", name) }
                write(actionsOn: assignment.id, as: "actions", to: &writer)
            }
        }
    }

    /// The petitioner with the personal fields beside the masked ones.
    private func writePetitioner(_ range: Range<Int>, to writer: inout JSONWriter) {
        writer.object(body[range]) { writer in
            writer.member("name", personal?.name)
            writer.member("phone", personal?.phone)
            writer.member("idNumber", personal?.idNumber)
            writer.member("address", personal?.address)
        }
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
