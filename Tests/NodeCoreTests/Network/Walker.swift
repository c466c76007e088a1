import HotlineCore
import NodeCore
import Storage
import SyncProtocol
import TestSupport
import Testing
import WorkCalendar

/// Does at random what people do at all nodes, while the network between them does at random what networks do.
struct Walker {
    let network: TestNetwork
    let random: SeededRandom
    /// Tickets seen at each node.
    private var known: [NodeCode: [TicketID]] = [:]
    private var copies: [NodeCode: TestNode.Copy] = [:]
    /// Commands that were carried out, and those that were refused.
    private(set) var taken = 0
    private(set) var refused = 0
    private(set) var restores = 0
    /// Whether databases are restored on the way.
    let restoring: Bool

    init(_ plan: Plan, seed: UInt64, restoring: Bool) throws {
        network = try TestNetwork(plan)
        network.keepsSent = true
        random = SeededRandom(seed: seed)
        self.restoring = restoring
        let weather = random
        network.weather = { request in
            switch weather.next() % 40 {
            case 0: .lost
            case 1: .answerLost
            case 2: request.kind == .hello ? .none : .doubled
            default: .none
            }
        }
    }

    private func below(_ bound: Int) -> Int { Int(random.next() % UInt64(bound)) }
    private func one<Value>(of values: [Value]) -> Value? { values.isEmpty ? nil : values[below(values.count)] }

    mutating func step() throws {
        switch below(20) {
        case 0..<9: try act()
        case 9..<16: for _ in 0..<below(8) { _ = try network.stepOnce() }
        case 16: turnLink()
        case 17: try deliverOldRequest()
        case 18: network.advance(milliseconds: Int64(below(120_000)))
        default:
            if restoring { try backUpOrRestore() }
            _ = try network.recoverOne()
        }
    }

    /// The weather clears, links open, everything arrives.
    mutating func heal() throws {
        network.cut = []
        network.weather = { _ in .none }
        for code in network.codes {
            for peer in network[code].core.settings.peers { network[code].greet(peer.code) }
        }
        try network.settle()
    }

    // MARK: - People

    private mutating func act() throws {
        guard let code = one(of: network.codes) else { return }
        note(code)
        // Most of what comes to mind at random is out of place; a few tries make a life of it.
        for _ in 0..<6 where try attempt(code) { return }
    }

    /// One command; false where it was refused.
    private mutating func attempt(_ code: NodeCode) throws -> Bool {
        do {
            if below(12) == 0 {
                _ = try network.register(code, .sample("第\(taken)件", confidential: below(4) == 0))
            } else if let id = one(of: (known[code] ?? []).suffix(12)) {
                try network.act(code, id, try command(code, network.ticket(code, id)))
            }
            taken += 1
            return true
        } catch is CommandRefusal {
            refused += 1
        } catch let problem as Problem where problem.known == .nodeRestored {
            refused += 1
        } catch is TestNetwork.Missing {
            // Lost in a restore.
            refused += 1
        }
        return false
    }

    private mutating func note(_ code: NodeCode) {
        for change in network[code].changes where change.place == .ticket {
            if !(known[code] ?? []).contains(change.ticket) { known[code, default: []].append(change.ticket) }
        }
        network[code].changes = []
    }

    private func command(_ code: NodeCode, _ ticket: Ticket) throws -> Command {
        switch below(14) {
        case 0: return .accept(Accept())
        case 1...3: return .dispatch(Dispatch([Dispatch.Share(assignee: assignee(code))]))
        case 4: return .supplement(AddSupplement(text: "补充\(taken)"))
        case 5: return below(3) == 0 ? .withdraw(Withdraw(reason: "撤回")) : .accept(Accept())
        case 6:
            let rating: Revisit.Rating = below(2) == 0 ? .unsatisfied : .satisfied
            return .revisit(RecordRevisit(rating: rating, wasTold: true, wasSolved: true, reason: "原因"))
        case 7: return .redo(OrderRedo(reasons: "重办"))
        case 8: return .archive(Archive())
        default:
            let ids = ticket.assignments.map(\.id) + (ticket.order.map { [$0.assignment] } ?? [])
            guard let id = one(of: ids) else { return .accept(Accept()) }
            return .assignment(id, assignmentCommand())
        }
    }

    private func assignee(_ code: NodeCode) -> Assignee {
        let lower = network[code].core.settings.lowerNodes
        if below(3) > 0, let node = one(of: lower) { return .node(node) }
        return .unit(below(2) == 0 ? Plan.water : Plan.town)
    }

    private func assignmentCommand() -> AssignmentCommand {
        switch below(9) {
        case 0: .sign(Sign())
        case 1: .progress(Progress(text: "在办\(taken)"))
        case 2, 3: .complete(Complete(form: .sample))
        case 4, 5: .approveCompletion(Approve())
        case 6: .refuseCompletion(Disapprove(reasons: "不同意"))
        case 7: .askReturn(AskReturn(reason: "outsideScope", explanation: "不属于本级", basis: "职责清单"))
        default: below(2) == 0 ? .approveReturn(ApproveReturn()) : .refuseReturn(Disapprove(reasons: "不同意"))
        }
    }

    // MARK: - Networks

    private func turnLink() {
        guard let link = one(of: network.plan.links) else { return }
        let pair = TestNetwork.Link(link.upper, link.lower)
        if network.cut.remove(pair) == nil { network.cut.insert(pair) }
    }

    /// A request of long ago comes out of a queue somewhere.
    private func deliverOldRequest() throws {
        guard let old = one(of: network.sent), network.isOpen(old.from, old.to) else { return }
        try network.deliver(from: old.from, to: old.to, old.header, journal: old.journal, old.body)
    }

    private mutating func backUpOrRestore() throws {
        guard let code = one(of: network.codes) else { return }
        if let copy = copies.removeValue(forKey: code) {
            guard restores < 6 else { return }
            restores += 1
            let file = TestNode.IdentityFile.allCases[below(3)]
            _ = try network[code].restore(copy, file: file, at: network.now)
        } else {
            copies[code] = try network[code].backUp(at: network.now)
        }
    }
}
