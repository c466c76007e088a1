import HotlineCore
import NodeCore
import Storage
import SyncProtocol

extension World {
    private static let day: Int64 = 86_400_000
    /// How long a ticket lies on average until somebody takes it up, in milliseconds.
    private static let pace: Int64 = 3 * 3_600_000

    /// The first caller of each node.
    func planCalls() {
        for node in nodes { planCall(at: node) }
    }

    private func planCall(at node: SimulatedNode) {
        guard options.mattersPerHundredDays > 0 else { return }
        let mean = 100 * Self.day / Int64(options.mattersPerHundredDays)
        plan(.call(node: node.index), in: dice.people.within(1...2 * mean))
    }

    /// A petitioner turns to a hotline, which takes the matter down.
    func call(_ node: SimulatedNode) throws {
        guard !isClosing else { return }
        planCall(at: node)
        guard node.isRunning else { return }
        let matter = Caller.register(number: tally.matters + 1, &dice.people)
        guard let ticket = try perform(.register(matter), on: nil, at: node) else { return }
        tally.matters += 1
        ledger.accepted[node.code, default: []].append(ticket.id)
    }

    /// Somebody will look at a ticket that changed.
    func planWork(on ticket: TicketID, at node: SimulatedNode) {
        guard planned.insert(ticket).inserted else { return }
        plan(.work(node: node.index, ticket), in: isClosing ? 1_000 : dice.people.wait(about: Self.pace))
    }

    /// Somebody takes a ticket up and does with it what may be done next.
    func workOn(_ id: TicketID, at node: SimulatedNode) throws {
        planned.remove(id)
        guard !isClosing else { return }
        guard node.isRunning else { return planWork(on: id, at: node) }
        guard let ticket = try node.read({ try TicketStore.find(id, in: $0)?.ticket }) else { return }
        for command in Clerk(core: node.core).thoughts(on: ticket, &dice.people) {
            guard node.isRunning else { return }
            if try perform(command, on: id, at: node) != nil { return }
        }
        // Nothing may be done now: it is looked at again where it is still open.
        if Clerk.isOpen(ticket) { planWork(on: id, at: node) }
    }

    /// A command as the API would carry it out; nil where it was refused or the power failed.
    private func perform(_ command: Command, on ticket: TicketID?, at node: SimulatedNode) throws -> Ticket? {
        let actor = Actor(person: "值班", role: .admin, unit: nil, node: node.code)
        let request = CommandRequest(command, ticket: ticket, actor: actor)
        do {
            let result = try commit(node) { try node.core.perform(request, in: $0, at: $1) }
            if result != nil { tally.commands += 1 }
            note(6, at: node.index)
            return result?.ticket
        } catch is CommandRefusal {
            tally.refusals += 1
        } catch let problem as Problem where problem.known == .nodeRestored {
            tally.refusals += 1
        }
        return nil
    }
}
