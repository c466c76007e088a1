package import HotlineCore

/// A unit that a matter is by the rule book's principles (ZZ23-11), or that handled matters like this one (JY24-12.3).
package struct UnitSuggestion: Sendable {
    /// An earlier ticket that it rests on.
    package struct Basis: Sendable {
        /// The ticket, and why it is like this one.
        package var ticket: TicketID
        package var number: TicketNumber
        package var reasons: [SimilarMatter.Reason]
        /// It was sent back by another unit first, and a unit was decided on: 后期同类事项可参照直接派单.
        package var wasDifficult: Bool
    }

    /// The unit, or the node below.
    package var assignee: Assignee
    /// The sum of the likenesses; a difficult matter counts twice.
    package var score: Int
    package var wasDifficult: Bool
    package var bases: [Basis]
    /// The principles that name it, the first first.
    package var grounds: [DispatchGround] = []
}

extension [SimilarMatter] {
    /// The units that the principles name, in their order; then those that these earlier matters were left with.
    package func suggestedUnits(grounds: [DispatchGround]) -> [UnitSuggestion] {
        var (named, others): ([UnitSuggestion], [UnitSuggestion]) = ([], suggestedUnits())
        for ground in grounds {
            let assignee = Assignee.unit(ground.unit)
            if let index = named.firstIndex(where: { $0.assignee == assignee }) {
                named[index].grounds.append(ground)
                continue
            }
            let known = others.firstIndex { $0.assignee == assignee }.map { others.remove(at: $0) }
            var suggestion = known ?? UnitSuggestion(assignee: assignee, score: 0, wasDifficult: false, bases: [])
            suggestion.grounds = [ground]
            named.append(suggestion)
        }
        return named + others
    }

    /// The units that these earlier matters were left with, the one decided on for a difficult matter first.
    private func suggestedUnits() -> [UnitSuggestion] {
        var found: [UnitSuggestion] = []
        // Who the petitioner is says nothing about whose the matter is.
        for matter in self where matter.reasons.contains(.similarText) {
            guard let ticket = matter.ticket, let (assignee, wasDifficult) = ticket.decidedUnit else { continue }
            let basis = UnitSuggestion.Basis(
                ticket: ticket.id, number: ticket.number, reasons: matter.reasons, wasDifficult: wasDifficult)
            let score = matter.score * (wasDifficult ? 2 : 1)
            if let index = found.firstIndex(where: { $0.assignee == assignee }) {
                found[index].score += score
                found[index].wasDifficult = found[index].wasDifficult || wasDifficult
                found[index].bases.append(basis)
            } else {
                found.append(UnitSuggestion(
                    assignee: assignee, score: score, wasDifficult: wasDifficult, bases: [basis]))
            }
        }
        return found.sorted { one, other in
            if one.wasDifficult != other.wasDifficult { return one.wasDifficult }
            return one.score > other.score
        }
    }
}

extension Ticket {
    /// Whom the matter was left with, sole or in the lead, and whether another had returned it before.
    fileprivate var decidedUnit: (Assignee, wasDifficult: Bool)? {
        let kept = assignments.last { $0.role != .assisting && $0.state != .returned && $0.state != .withdrawn }
        return kept.map { ($0.assignee, assignments.contains { $0.state == .returned }) }
    }
}
