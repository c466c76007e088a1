/// The ticket after an event. Total and deterministic: an event that was recorded can always be applied again.
///
/// - Precondition: `ticket` is nil only for the events that make a ticket (`registered`, `ordered`, `recovered`).
package func evolve(_ ticket: Ticket?, _ event: TicketEvent) -> Ticket {
    var next = existing(ticket, event)
    next.apply(event)
    next.generation = event.generation
    next.revision = event.revision
    next.changedAt = event.at
    if let cause = event.cause { next.acknowledge(cause.assignment, cause.ordinal) }
    next.count(event)
    return next
}

/// The ticket that the event works on; made here where the event makes it.
private func existing(_ ticket: Ticket?, _ event: TicketEvent) -> Ticket {
    switch event.change {
    case .registered(let made): return Ticket(made, event)
    case .ordered(let made): return Ticket(made, event)
    case .recovered(let recovered): return recovered.ticket
    default:
        guard let ticket else { preconditionFailure("event \(event.type) without a ticket") }
        return ticket
    }
}

extension Ticket {
    fileprivate init(_ made: Registered, _ event: TicketEvent) {
        self.init(
            id: event.ticket, rootId: event.ticket, number: made.number, matter: made.matter,
            petitioner: made.petitioner, supplements: [], ruleBook: made.ruleBook, dispatchLimit: made.dispatchLimit,
            order: nil, event)
    }

    fileprivate init(_ made: Ordered, _ event: TicketEvent) {
        self.init(
            id: event.ticket, rootId: made.rootId, number: made.number, matter: made.matter,
            petitioner: made.petitioner, supplements: made.supplements, ruleBook: made.ruleBook,
            dispatchLimit: made.dispatchLimit, order: made.order, event)
        attachments = made.attachments
    }

    private init(
        id: TicketID, rootId: TicketID, number: TicketNumber, matter: Matter, petitioner: PetitionerSummary,
        supplements: [Supplement], ruleBook: RuleBookReference, dispatchLimit: Limit?, order: ReceivedOrder?,
        _ event: TicketEvent
    ) {
        self.init(
            id: id, rootId: rootId, number: number, owner: id.owner, generation: event.generation,
            revision: event.revision, matter: matter, petitioner: petitioner, registeredAt: event.at,
            registeredBy: event.actor, changedAt: event.at, state: .registered, ruleBook: ruleBook,
            dispatchLimit: dispatchLimit, revisitLimit: nil, order: order, assignments: [], supplements: supplements,
            refusal: nil, transfer: nil, answer: nil, result: nil, revisits: [], withdrawal: nil, archive: nil,
            directives: [], supervisions: [], proposals: [], contests: [], corrections: [], late: [], recoveries: [])
    }

    /// Every ordinal of the counterpart up to this one counts as seen; the next one may follow.
    mutating func acknowledge(_ assignment: AssignmentID, _ ordinal: Int) {
        if let order, order.assignment == assignment {
            self.order?.received = max(order.received, ordinal)
            self.order?.skipped = order.skipped.without(ordinal)
        } else {
            update(assignment) {
                $0.received = max($0.received, ordinal)
                $0.skipped = $0.skipped.without(ordinal)
            }
        }
    }

    /// As ``acknowledge(_:_:)``, of a message that has not come: should it come yet, it is not taken for a repetition.
    mutating func skip(_ ordinal: Int, of assignment: AssignmentID) {
        acknowledge(assignment, ordinal)
        if let order, order.assignment == assignment {
            self.order?.skipped = (order.skipped ?? []) + [ordinal]
        } else {
            update(assignment) { $0.skipped = ($0.skipped ?? []) + [ordinal] }
        }
    }

    /// Counts the messages that the event owes, so that each gets the next ordinal of its assignment.
    fileprivate mutating func count(_ event: TicketEvent) {
        for (assignment, _) in orders(owedBy: event) { update(assignment) { $0.sent += 1 } }
        if report(owedBy: event) != nil { order?.sent += 1 }
    }

    /// Changes one assignment in place.
    mutating func update(_ id: AssignmentID, _ change: (inout Assignment) -> Void) {
        guard let index = assignments.firstIndex(where: { $0.id == id }) else { return }
        change(&assignments[index])
    }
}

extension [Int]? {
    /// The list without one of its members; nil where nothing is left.
    fileprivate func without(_ member: Int) -> [Int]? {
        guard let rest = self?.filter({ $0 != member }), !rest.isEmpty else { return nil }
        return rest
    }
}
