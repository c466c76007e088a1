extension Deciding {
    /// A report of an assignee node about one of our assignments.
    mutating func hear(_ message: ReportMessage) throws(Refusal) {
        guard let assignment = ticket.assignment(message.assignment) else {
            throw Refusal(.unknownAssignment, "工单没有派单\(message.assignment)", cure: "核对派单编号")
        }
        guard assignment.assignee.node == message.assignee, context.actor.node == message.assignee,
            message.assigner == context.node
        else { throw .wrongSource(message.assignment) }
        actor = message.actor
        cause = MessageCause(assignment: message.assignment, ordinal: message.ordinal)
        let isSkipped = assignment.skipped?.contains(message.ordinal) ?? false
        recordLost(message.assignment, sent: assignment.sent, seen: message.basis, round: message.round)
        guard let assignment = ticket.assignment(message.assignment) else { return }
        let report = message.report
        if isSkipped { return recordLate(report.name, round: message.round, .received, message.ordinal, .skipped) }
        if context.facts.ticketIsFull {
            return recordLate(report.name, round: message.round, .received, message.ordinal, .full)
        }
        if let late = Crossing.lateness(of: report, round: message.round, meeting: assignment) {
            return recordLate(report.name, round: message.round, .received, message.ordinal, late)
        }
        switch report {
        case .signed(let below): sign(assignment, below: below)
        case .returnAsked(let ask):
            signIfNeeded(assignment)
            hear(ask, assignment)
        case .progressed(let progress):
            signIfNeeded(assignment)
            record(.progressed(Progressed(assignment: assignment.id, note: note(progress))))
        case .attached(let attachment): try receive(attachment, of: assignment.id)
        case .extensionAsked(let ask): hear(ask, assignment)
        case .deferralAsked(let ask): hear(ask, assignment)
        case .struckOff(let strikeOff): recordStruckOff(strikeOff, assignment)
        case .completionSubmitted(let form):
            signIfNeeded(assignment)
            submit(form, assignment, crossed: message.basis < assignment.sent)
        }
    }

    /// The counterpart answers messages of ours that this history does not hold: put on record, whatever the message.
    mutating func recordLost(_ assignment: AssignmentID, sent: Int, seen: Int, round: Int) {
        guard seen > sent else { return }
        recordFollowing(.historyLost(HistoryLost(assignment: assignment, first: sent + 1, last: seen, round: round)))
    }

    /// An operator gives up on the missing message of an assignment.
    mutating func skip(_ skip: SkipOrdinal) throws(Refusal) {
        let received: Int
        if let order = ticket.order, order.assignment == skip.assignment {
            received = order.received
        } else if let assignment = ticket.assignment(skip.assignment) {
            received = assignment.received
        } else {
            throw Refusal(.unknownAssignment, "工单没有派单\(skip.assignment)", cure: "核对派单编号")
        }
        try require(["reason": skip.reason], nil)
        guard skip.ordinal == received + 1 else {
            throw Refusal(
                .invalidField, "下一条缺失的消息是第\(received + 1)条", cure: "只能跳过正在等待的那一条")
        }
        record(.ordinalSkipped(skip))
    }
}
