import HotlineCore
import Storage
import SyncProtocol
import WorkCalendar

extension Work {
    /// An order of the node above: makes a ticket, or changes the one it made.
    func takeOrder(_ message: OrderMessage, _ event: InboundEvent, from peer: PeerSettings) throws {
        try requireTexts(ofOrder: message)
        let stored = try TicketStore.find(order: message.assignment, in: transaction)
        switch admit(message, ticket: stored?.ticket, from: peer.code, at: settings.code) {
        case .apply(let command):
            _ = try keep(event, from: peer)
            try carryOut(command, on: stored, from: peer, traceparent: event.traceparent)
            try unpark(message.assignment, .order)
        case .duplicate: try takeRepeated(event, ordinal: message.ordinal, on: stored?.ticket, from: peer)
        case .park(let missing):
            try park(event, message.assignment, .order, ordinal: message.ordinal, missing: missing, from: peer)
        case .refuse(let refusal): throw refusal
        }
    }

    /// A report of the node below on one of our assignments.
    func takeReport(_ message: ReportMessage, _ event: InboundEvent, from peer: PeerSettings) throws {
        try requireTexts(message, lengths: false)
        let stored = try TicketStore.find(message.assignment.ticket, in: transaction)
        switch admit(message, ticket: stored?.ticket, from: peer.code, at: settings.code) {
        case .apply(let command):
            _ = try keep(event, from: peer)
            try carryOut(command, on: stored, from: peer, traceparent: event.traceparent)
            try unpark(message.assignment, .report)
        case .duplicate: try takeRepeated(event, ordinal: message.ordinal, on: stored?.ticket, from: peer)
        case .park(let missing):
            try park(event, message.assignment, .report, ordinal: message.ordinal, missing: missing, from: peer)
        case .refuse(let refusal): throw refusal
        }
    }

    /// Decides what another node said. The contact that an order brings goes to the petitioner's table: the core and
    /// the journal never see it.
    private func carryOut(
        _ command: Command, on stored: TicketStore.Stored?, from peer: PeerSettings, traceparent: String?
    ) throws {
        var command = command
        var contact: PersonalFields?
        if case .receiveOrder(var message) = command, case .dispatched(var matter) = message.order {
            contact = matter.contact
            matter.contact = nil
            message.order = .dispatched(matter)
            command = .receiveOrder(message)
        }
        let before = effects
        do {
            try transaction.attempt {
                _ = try apply(
                    command, to: stored, actor: .peer(peer.code), personal: contact, traceparent: traceparent)
            }
        } catch let refusal as CommandRefusal where refusal.code == .ticketFull && command.isAddition {
            // Refused, it would hold up all that follows on its assignment, the result too.
            effects = before
            _ = try apply(
                command, to: stored, actor: .peer(peer.code), traceparent: traceparent, ticketIsFull: true)
        }
    }

    /// Accepts a message whose predecessor is missing; other assignments never wait for it.
    private func park(
        _ event: InboundEvent, _ assignment: AssignmentID, _ direction: ParkedStore.Direction, ordinal: Int,
        missing: Int, from peer: PeerSettings
    ) throws {
        let row = try keep(event, from: peer)
        try ParkedStore.park(
            peer: peer.code, assignment: assignment, direction: direction, ordinal: ordinal, message: row,
            reason: "等待同一派单的第 \(missing) 条消息", at: now.milliseconds, in: transaction)
    }

    /// Applies what was parked behind the message that has just been applied, as far as it follows without a gap.
    func unpark(_ assignment: AssignmentID, _ direction: ParkedStore.Direction) throws {
        while let parked = try nextParked(assignment, direction) {
            guard let peer = settings.peer(parked.peer),
                let body = try MessageStore.body(parked.message, in: transaction)
            else { return try leaveParked(parked) }
            try ParkedStore.remove(parked.id, in: transaction)
            var reader = InboundReader()
            let event = try reader.single(body)
            let before = effects
            do {
                try transaction.attempt { try applyParked(event, direction, from: peer) }
            } catch let refusal as CommandRefusal {
                effects = before
                try AlarmStore.raise(
                    kind: "parked-refused", peer: peer.code,
                    detail: "暂存的消息 \(event.key.id) 无法执行：\(refusal.message)", at: now.milliseconds,
                    in: transaction)
                return
            }
        }
    }

    /// A message cannot be applied although its turn has come: it stays where it is, for a person.
    private func leaveParked(_ parked: ParkedStore.Parked) throws {
        try AlarmStore.raise(
            kind: "parked-stranded", peer: parked.peer,
            detail: "暂存消息 \(parked.id) 已轮到执行，但节点 \(parked.peer) 不在本节点配置中或消息正文缺失；请恢复该节点的配置后重新处理",
            at: now.milliseconds, in: transaction)
    }

    /// The parked message that comes next in its assignment and direction.
    private func nextParked(
        _ assignment: AssignmentID, _ direction: ParkedStore.Direction
    ) throws -> ParkedStore.Parked? {
        guard let (_, applied) = try standing(assignment, direction) else { return nil }
        return try ParkedStore.find(
            assignment: assignment, direction: direction, ordinal: applied + 1, in: transaction)
    }

    private func applyParked(
        _ event: InboundEvent, _ direction: ParkedStore.Direction, from peer: PeerSettings
    ) throws {
        let stored: TicketStore.Stored?
        let admission: Admission
        switch event.content {
        case .order(let message):
            stored = try TicketStore.find(order: message.assignment, in: transaction)
            admission = admit(message, ticket: stored?.ticket, from: peer.code, at: settings.code)
        case .report(let message):
            stored = try TicketStore.find(message.assignment.ticket, in: transaction)
            admission = admit(message, ticket: stored?.ticket, from: peer.code, at: settings.code)
        default: return
        }
        if case .apply(let command) = admission {
            try carryOut(command, on: stored, from: peer, traceparent: event.traceparent)
        } else if case .refuse(let refusal) = admission {
            throw refusal
        }
    }
}

extension Command {
    /// A message of another node that only adds to a ticket: nothing depends on it.
    fileprivate var isAddition: Bool {
        switch self {
        case .report(let message): if case .progressed = message.report { true } else { false }
        case .instruction(let message):
            switch message.order {
            case .supplemented, .assistanceReported: true
            default: false
            }
        default: false
        }
    }
}
