extension Deciding {
    /// Supervision, a spot-check result or a complaint made above: it binds the ticket whatever its state
    /// (ZZ20-3.2.16).
    mutating func receive(_ directive: Directive) throws(Refusal) {
        guard directive.ticket == ticket.id else {
            throw Refusal(.unknownTicket, "督办所指工单\(directive.ticket)不是本工单", cure: "核对工单编号")
        }
        guard !ticket.directives.contains(where: { $0.directive.id == directive.id }) else {
            throw Refusal(.ticketExists, "督办\(directive.id)已经收到", cure: "无需再次下达")
        }
        actor = directive.actor
        record(.directiveReceived(directive))
    }

    /// The answer goes up to the node that issued it.
    mutating func answer(_ answer: AnswerDirective) throws(Refusal) {
        try require(["text": answer.text], "泽政办函〔2023〕11号第三十一条第三项")
        guard let received = ticket.directives.first(where: { $0.directive.id == answer.directive }) else {
            throw Refusal(.unknownDirective, "工单没有督办\(answer.directive)", cure: "核对督办编号")
        }
        guard received.answer == nil else {
            throw Refusal(.notNow, "督办\(answer.directive)已经答复", cure: "无需再次答复")
        }
        record(.directiveAnswered(DirectiveAnswered(directive: answer.directive, text: answer.text)))
    }

    /// 提级督办.
    mutating func escalate(_ escalate: Escalate) throws(Refusal) {
        try require(["reason": escalate.reason], "泽政办函〔2023〕11号第三十一条第四项")
        guard ticket.state != .archived else { throw .archived(.escalate) }
        record(.escalated(escalate))
    }
}
