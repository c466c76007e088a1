package import HotlineCore
package import Storage
import SyncProtocol
package import WorkCalendar

/// What a node above says about a ticket that it mirrors.
package struct DirectiveForm: Codable, Hashable, Sendable {
    package var kind: Directive.Kind
    package var text: String
    package var answerDue: Moment?

    package init(kind: Directive.Kind, text: String, answerDue: Moment? = nil) {
        self.kind = kind
        self.text = text
        self.answerDue = answerDue
    }
}

extension NodeCore {
    /// Sends a supervision (督办), a spot-check result or a complaint down to the owner of a mirrored ticket
    /// (ZZ20-3.2.16).
    package func direct(
        _ form: DirectiveForm, mirror id: TicketID, by actor: Actor, traceparent: String?,
        in transaction: StorageTransaction, at now: Moment
    ) throws -> Outcome<Directive> {
        let work = Work(self, transaction, at: now)
        try work.requireWritable()
        guard [Role.supervisor, .admin].contains(actor.role) else {
            throw CommandRefusal(.notAuthorised, "督办由督办岗位下达", cure: "请督办人员操作")
        }
        guard !form.text.isEmpty else {
            throw CommandRefusal(.missingFields, "督办内容不能为空", missing: ["text"], cure: "填写督办内容")
        }
        guard let mirror = try MirrorStore.summary(id, in: transaction), let rootId = TicketID(rawValue: mirror.rootId)
        else { throw CommandRefusal(.unknownTicket, "没有编号为 \(id) 的下级工单", cure: "核对工单编号") }
        let number = NodeEventID(generation: try work.node.generation, counter: try work.drawCounter())
        let directive = Directive(
            id: "\(code)/\(number)", kind: form.kind, ticket: id, rootId: rootId, text: form.text, issuedBy: code,
            actor: actor, issuedAt: now, answerDue: form.answerDue)
        try work.sendDown(
            CanonicalJSON.encode(directive), type: MessageType.directive, about: id, to: id.owner,
            traceparent: traceparent)
        return Outcome(directive, work.effects)
    }
}
