package import HotlineCore
package import Storage
package import SyncProtocol
package import WorkCalendar

/// What became of an event that a neighbouring system delivered.
package enum ForeignResult: Sendable {
    /// It made this ticket, now or when it first came.
    case accepted(TicketID, isDuplicate: Bool)
    case refused(Problem)
}

extension NodeCore {
    /// Takes an event of a neighbouring system that is no node (JY24-20c): a matter is registered once, however often
    /// it is delivered.
    ///
    /// - Parameter actor: on whose behalf the matter is registered; its token is bound to `source`.
    package func receive(
        foreign event: InboundEvent, source: String, actor: Actor, in transaction: StorageTransaction, at now: Moment
    ) throws -> Outcome<ForeignResult> {
        let work = Work(self, transaction, at: now)
        guard try work.node.mode == .normal else { return Outcome(.refused(Problem(.nodeRestored))) }
        if case .unacceptable(let problem) = event.content { return Outcome(.refused(problem)) }
        guard event.key.source == source else {
            return Outcome(.refused(Problem(
                .sourceNotAuthorised, detail: "this token speaks for \(source), the event names \(event.key.source)")))
        }
        guard case .matter(let matter) = event.content else { return Outcome(.refused(Problem(.unknownType))) }
        switch try MessageStore.standing(ofForeign: event.key, digest: event.digest, in: transaction) {
        case .duplicate:
            guard let ticket = try MessageStore.ticket(madeBy: event.key, in: transaction) else {
                return Outcome(.refused(Problem(.contentDiffers)))
            }
            return Outcome(.accepted(ticket, isDuplicate: true))
        case .reused: return Outcome(.refused(Problem(.contentDiffers)))
        case .new: return try work.register(matter, event, actor)
        }
    }
}

extension Work {
    fileprivate func register(
        _ matter: SubmittedMatter, _ event: InboundEvent, _ actor: Actor
    ) throws -> Outcome<ForeignResult> {
        do {
            try requireTexts(matter.register, lengths: true)
            let result = try transaction.attempt {
                let result = try apply(
                    .register(matter.register), to: nil, actor: actor, traceparent: event.traceparent)
                // The matter's personal data stand in the petitioner's table alone: of the event only its key is kept.
                try MessageStore.remember(
                    event.key, digest: event.digest, ticket: result.ticket.id, in: transaction)
                return result
            }
            return Outcome(.accepted(result.ticket.id, isDuplicate: false), effects)
        } catch let refusal as CommandRefusal {
            return Outcome(.refused(Problem(refusal)))
        } catch let problem as Problem {
            return Outcome(.refused(problem))
        }
    }
}
