/// What to do with an order or report that came in, judged by its ordinal in that assignment and direction.
package enum Admission: Hashable, Sendable {
    /// Decide this command now. Also for a message that came too late: deciding it puts it on record as such.
    case apply(Command)
    /// Its ordinal was applied before.
    case duplicate
    /// Keep it until ordinal `missing` has come, or an operator skips that one.
    case park(missing: Int)
    case refuse(Refusal)
}

/// Judges an order from above.
/// - Parameters:
///   - ticket: the ticket that this order's assignment made here, nil where there is none yet.
///   - sender: the node whose signature or secret the delivery carried.
///   - node: this node.
package func admit(_ message: OrderMessage, ticket: Ticket?, from sender: NodeCode, at node: NodeCode) -> Admission {
    guard message.assigner == sender, message.assignee == node, message.assignment.ticket.owner == sender else {
        return .refuse(.wrongSource(message.assignment))
    }
    guard isCountable(message.round, message.ordinal, message.basis) else {
        return .refuse(.uncountable(message.assignment))
    }
    guard let ticket, let order = ticket.order, order.assignment == message.assignment else {
        guard message.ordinal == 1 else { return .park(missing: 1) }
        guard case .dispatched = message.order else { return .refuse(.firstOrderMissing(message)) }
        return .apply(.receiveOrder(message))
    }
    return admit(message.ordinal, after: order.received, skipped: order.skipped, .instruction(message))
}

/// Judges a report from below.
/// - Parameters:
///   - ticket: our ticket `message.assignment.ticket`.
///   - sender: the node whose signature or secret the delivery carried.
package func admit(_ message: ReportMessage, ticket: Ticket?, from sender: NodeCode, at node: NodeCode) -> Admission {
    guard message.assignee == sender, message.assigner == node else {
        return .refuse(.wrongSource(message.assignment))
    }
    guard isCountable(message.round, message.ordinal, message.basis) else {
        return .refuse(.uncountable(message.assignment))
    }
    guard let ticket else {
        return .refuse(Refusal(
            .unknownTicket, "本节点没有工单\(message.assignment.ticket)", cure: "核对派单编号；若本节点经过恢复，请先完成恢复"))
    }
    guard let assignment = ticket.assignment(message.assignment) else {
        return .refuse(Refusal(.unknownAssignment, "工单没有派单\(message.assignment)", cure: "核对派单编号"))
    }
    guard assignment.assignee.node == sender else { return .refuse(.wrongSource(message.assignment)) }
    return admit(message.ordinal, after: assignment.received, skipped: assignment.skipped, .report(message))
}

/// Whether an assignment can have come so far: decisions count on from these numbers, and over what lies between two
/// of them, so that a neighbour's mistake must not make this node count for ever.
private func isCountable(_ round: Int, _ ordinal: Int, _ basis: Int) -> Bool {
    let most = 100_000
    return (1...most).contains(round) && (1...most).contains(ordinal) && (0...most).contains(basis)
}

private func admit(_ ordinal: Int, after received: Int, skipped: [Int]?, _ command: Command) -> Admission {
    if skipped?.contains(ordinal) ?? false { return .apply(command) }
    if ordinal <= received { return .duplicate }
    return ordinal == received + 1 ? .apply(command) : .park(missing: received + 1)
}
