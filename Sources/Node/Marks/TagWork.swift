import Database
import HotlineCore
import NodeCore
import Storage
import WorkCalendar

/// One caller's tagging: what is put on tickets or taken off, each on record.
struct TagWork: Sendable {
    /// What is done with the tags.
    enum Deed: String, Sendable, CaseIterable {
        case add, remove
    }

    let deed: Deed
    let names: [TagName]
    let caller: Caller
    let node: NodeCode

    /// Does it on one ticket; the ticket, and whether anything is another.
    func done(
        on name: String, at now: Moment, in transaction: Transaction
    ) throws -> (stored: TicketStore.Stored, isChanged: Bool) {
        let stored = try TicketStore.show(name, toActor: caller, in: transaction)
        let changed = switch deed {
        case .add: try add(to: stored, at: now, in: transaction)
        case .remove: try remove(from: stored, in: transaction)
        }
        if !changed.isEmpty { try note(changed, stored.ticket.id, at: now, in: transaction) }
        return (stored, !changed.isEmpty)
    }

    private func add(
        to stored: TicketStore.Stored, at now: Moment, in transaction: Transaction
    ) throws -> [String] {
        try requireNoPetitioner(of: stored.ticket, in: transaction)
        do {
            return try names.filter {
                try TagStore.put(
                    $0, on: stored.row, by: caller.actor(at: node), at: now.milliseconds, in: transaction)
            }.map(\.text)
        } catch TagStore.Full.ticket {
            throw APIProblem(.tooManyItems, "工单标签至多 \(TagStore.mostOfTicket) 个", cure: "取下不用的再添加")
        } catch TagStore.Full.node {
            throw APIProblem(.tooManyItems, "本节点标签已有 \(TagStore.mostOfNode) 种", cure: "使用已有的标签，或取下不用的")
        }
    }

    /// A unit takes off what its own people put there.
    private func remove(from stored: TicketStore.Stored, in transaction: Transaction) throws -> [String] {
        let wanted = Set(names.map(\.folded))
        let held = try TagStore.tags(of: stored.row, in: transaction)
            .filter { wanted.contains(TagName(stored: $0.name).folded) }
        guard !held.isEmpty else {
            throw APIProblem(.unknownItem, "工单没有这样的标签", cure: "标签见 /api/v1/tickets/\(stored.ticket.id)/tags")
        }
        guard held.allSatisfy(caller.mayTakeOff) else {
            throw APIProblem(.notAuthorised, "标签由热线或其他单位添加", cure: "由添加的单位或热线取下")
        }
        for tag in held { try TagStore.take(TagName(stored: tag.name), from: stored.row, in: transaction) }
        return held.map(\.name)
    }

    /// A tag stands in lists and among suggestions: it never tells who the petitioner is (ZZ23-8a, ZZ23-47).
    private func requireNoPetitioner(of ticket: Ticket, in transaction: ReadTransaction) throws {
        guard let reference = ticket.petitioner.reference,
            let stored = try PetitionerStore.find(reference, in: transaction)
        else { return }
        let redaction = stored.redaction(for: ticket)
        let errors = names.enumerated().filter { redaction.apply(to: $1.text) != $1.text }.map { index, _ in
            FieldError(field: "tags[\(index)]", message: "标签中不能有诉求人的姓名、电话、证件号码或住址")
        }
        guard errors.isEmpty else { throw APIProblem(errors) }
    }

    private func note(
        _ changed: [String], _ ticket: TicketID, at now: Moment, in transaction: Transaction
    ) throws {
        try AuditStore.note(
            caller.actor(at: node), action: deed == .add ? "ticket.tagged" : "ticket.untagged",
            subject: changed.joined(separator: "、"), view: AuditStore.View(ticket, fields: []),
            at: now.milliseconds, in: transaction)
    }
}

extension Caller {
    /// Whether the caller may take a tag off a ticket that it acts on.
    func mayTakeOff(_ tag: TagStore.TicketTag) -> Bool { role != .unit || (unit != nil && tag.unit == unit) }
}
