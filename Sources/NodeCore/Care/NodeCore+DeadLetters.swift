package import HotlineCore
package import Storage
import SyncProtocol
package import WorkCalendar

/// A decision on something that is not there or was decided already.
package struct NothingToDecide: Error, Sendable, CustomStringConvertible {
    package var what: String
    package var description: String { "\(what)不存在，或已有处理决定" }
}

extension NodeCore {
    /// Sends a dead letter again: a new position, the same id, decided afresh by the receiver.
    package func requeue(
        deadLetter id: Int64, by actor: Actor, in transaction: StorageTransaction, at now: Moment
    ) throws -> Outcome<Void> {
        let work = Work(self, transaction, at: now)
        let letter = try undecided(id, in: transaction)
        guard let body = try MessageStore.body(letter.message, in: transaction) else {
            throw NothingToDecide(what: "死信 \(id) 的消息")
        }
        try DeadLetterStore.decide(id, .requeued, by: actor.person, at: now.milliseconds, in: transaction)
        var reader = InboundReader()
        try work.owe(row: letter.message, try reader.single(body).key, to: letter.key)
        return Outcome((), work.effects)
    }

    /// Gives a dead letter up.
    package func discard(
        deadLetter id: Int64, by actor: Actor, in transaction: StorageTransaction, at now: Moment
    ) throws -> Outcome<Void> {
        _ = try undecided(id, in: transaction)
        try DeadLetterStore.decide(id, .discarded, by: actor.person, at: now.milliseconds, in: transaction)
        return Outcome(())
    }

    /// Gives up on the message that a parked one waits for: the assignment goes on without it, on record.
    package func skipGap(
        parked id: Int64, reason: String, by actor: Actor, in transaction: StorageTransaction, at now: Moment
    ) throws -> Outcome<Void> {
        let work = Work(self, transaction, at: now)
        try work.requireWritable()
        guard let parked = try ParkedStore.find(id, in: transaction), let assignment = parked.assignment,
            let direction = parked.direction, let ordinal = parked.ordinal
        else { throw NothingToDecide(what: "暂存消息 \(id)") }
        try work.skip(to: ordinal, assignment, direction, reason: reason, by: actor)
        return Outcome((), work.effects)
    }

    private func undecided(_ id: Int64, in transaction: StorageTransaction) throws -> DeadLetterStore.Letter {
        guard let letter = try DeadLetterStore.find(id, in: transaction), letter.decision == nil else {
            throw NothingToDecide(what: "死信 \(id) ")
        }
        return letter
    }
}

extension Work {
    /// Skips every ordinal that is missing before one that is parked, and applies those that are here.
    func skip(
        to ordinal: Int, _ assignment: AssignmentID, _ direction: ParkedStore.Direction, reason: String,
        by actor: Actor
    ) throws {
        while let (stored, received) = try standing(assignment, direction), received + 1 < ordinal {
            let isHere = try ParkedStore.find(
                assignment: assignment, direction: direction, ordinal: received + 1, in: transaction) != nil
            guard !isHere else {
                try unpark(assignment, direction)
                // Nothing moved: it is stranded, with an alarm, and the gap stays.
                guard try standing(assignment, direction)?.1 != received else { return }
                continue
            }
            let command = SkipOrdinal(assignment: assignment, ordinal: received + 1, reason: reason)
            _ = try apply(.skipOrdinal(command), to: stored, actor: actor)
        }
        guard try standing(assignment, direction) != nil else {
            throw Refusal(
                .unknownAssignment, "派单 \(assignment) 的首条消息从未到达，无法跳过", cure: "请上级节点重新投递该派单，或在死信中重发")
        }
        try unpark(assignment, direction)
    }

    /// The ticket of an assignment and the highest ordinal applied in a direction.
    func standing(
        _ assignment: AssignmentID, _ direction: ParkedStore.Direction
    ) throws -> (TicketStore.Stored, Int)? {
        switch direction {
        case .order:
            guard let stored = try TicketStore.find(order: assignment, in: transaction),
                let order = stored.ticket.order
            else { return nil }
            return (stored, order.received)
        case .report:
            guard let stored = try TicketStore.find(assignment.ticket, in: transaction),
                let own = stored.ticket.assignment(assignment)
            else { return nil }
            return (stored, own.received)
        }
    }
}
