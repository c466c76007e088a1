import HotlineCore
import Storage
import SyncProtocol
import WorkCalendar

extension Work {
    /// Something that a node above says about a ticket: binds the owner, and travels on where the owner is below
    /// (ZZ20-3.2.16).
    func takeDirective(_ directive: Directive, _ event: InboundEvent, from peer: PeerSettings) throws {
        guard directive.ticket.owner != settings.code else {
            try requireTexts(directive, lengths: true)
            let stored = try TicketStore.find(directive.ticket, in: transaction)
            _ = try keep(event, from: peer)
            _ = try apply(
                .directive(directive), to: stored, actor: .peer(peer.code), traceparent: event.traceparent)
            return
        }
        guard let way = settings.wayDown(to: directive.ticket.owner) else {
            throw CommandRefusal(
                .unknownTicket, "没有下级节点拥有工单 \(directive.ticket)", cure: "核对工单编号")
        }
        let row = try keep(event, from: peer)
        try owe(row: row, event.key, to: StreamKey(peer: way.code, stream: .orders))
    }

    /// What the owner of a ticket says upward: for this node, or for one further up.
    func takeEscalation(_ escalation: Escalation, _ event: InboundEvent, from peer: PeerSettings) throws {
        let row = try keep(event, from: peer)
        guard let target = escalation.to, target != settings.code else {
            try receive(escalation)
            return
        }
        guard let way = settings.wayUp(to: target) else {
            throw CommandRefusal(.unknownNode, "没有通往节点 \(target) 的上级链路", cure: "核对节点配置")
        }
        try owe(row: row, event.key, to: StreamKey(peer: way.code, stream: .orders))
    }

    private func recordAnswer(_ escalation: Escalation) throws {
        guard let origin = escalation.directive.flatMap(Supervision.origin), origin.ticket.owner == settings.code,
            let stored = try TicketStore.find(origin.ticket, in: transaction),
            let supervision = stored.ticket.supervisions.first(where: { $0.id == origin.supervision }),
            supervision.answer == nil,
            supervision.assignment.flatMap(stored.ticket.assignment)?.below?.ticket == escalation.ticket
        else { return }
        let answer = AnswerSupervision(
            supervision: origin.supervision, text: escalation.text, signedBy: escalation.actor.person)
        _ = try apply(.answerSupervision(answer), to: stored, actor: .peer(escalation.from), traceparent: nil)
    }

    /// An escalation that ends here: always shown, and the answer to a supervision of our own ticket is its answer.
    private func receive(_ escalation: Escalation) throws {
        try EscalationStore.add(escalation, at: now.milliseconds, in: transaction)
        try recordAnswer(escalation)
        // A ticket that is not known here yet may be anybody's.
        let confidential = try MirrorStore.isConfidential(escalation.ticket, in: transaction) ?? true
        effects.changes.append(ChangeNotice(escalation, confidential: confidential, at: now))
    }
}
