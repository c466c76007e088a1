import Foundation
import HotlineCore
import Testing
import WorkCalendar

/// Seeded random walks over four nodes, with messages held back, doubled and reordered at will.
@Suite struct WalkTests {
    static let stepsPerWalk = 1_500

    /// `HOTLINE_SEED=17` walks that one again; 110 otherwise, of 1,500 steps each.
    static let seeds = ProcessInfo.processInfo.environment["HOTLINE_SEED"].flatMap(Int.init).map { $0...$0 } ?? 1...110

    @Test(.timeLimit(.minutes(5)), arguments: seeds) func walk(seed: Int) throws {
        var walker = try Walker(seed: seed)
        for _ in 0..<WalkTests.stepsPerWalk { try walker.step() }
        // Healing: everything arrives, and both sides of every order agree.
        try walker.network.deliver()
        walker.checkAgreement()
        walker.compareAll()
        #expect(walker.moves.subtracting(TableMoves.all).sorted() == [], "in no table")
        #expect(walker.taken > 140)
    }
}

extension WalkTests {
    /// The walks reach every state and every change that people and units can bring about.
    @Test(.timeLimit(.minutes(5))) func nothingIsUnreachable() throws {
        var states: Set<TicketState> = []
        var changes: Set<String> = []
        var moves: Set<String> = []
        for seed in 100..<124 {
            var walker = try Walker(seed: seed)
            for _ in 0..<WalkTests.stepsPerWalk { try walker.step() }
            states.formUnion(walker.states)
            moves.formUnion(walker.moves)
            for node in walker.network.nodes.values { changes.formUnion(node.events.map(\.type)) }
        }
        #expect(Set(TicketState.allCases).subtracting(states).isEmpty)
        let elsewhere: Set = [
            "directive.received", "directive.answered", "ticket.recovered", "ordinal.skipped", "history.lost",
            "ticket.linked", "limits.recounted",
        ]
        #expect(Set(Change.readers.keys).subtracting(changes).subtracting(elsewhere).isEmpty)
        #expect(TableMoves.all.subtracting(moves).subtracting(TableMoves.rare).sorted() == [], "never walked")
    }
}

/// SplitMix64.
struct PRNG: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}

private struct Walker {
    var network: Network
    var random: PRNG
    var taken = 0
    /// The states that own tickets went through.
    var states: Set<TicketState> = []
    private let codes = [Network.province, Network.city, Network.county, Network.bureau]
    private let book: String
    private let seed: String
    /// The same matters, counted by hand.
    /// What commands did to tickets and shares.
    private var commandMoves: Set<String> = []
    private var cards: [TicketID: SlowTicket] = [:]
    private var eventsRead: [NodeCode: Int] = [:]

    init(seed: Int) throws {
        book = RuleBook.embeddedIDs[seed % 4]
        network = try Network(book: book)
        random = PRNG(state: UInt64(seed))
        self.seed = "HOTLINE_SEED=\(seed)"
    }

    /// Tells the slow reference what happened since.
    private mutating func tellReference() {
        for code in codes {
            let events = network.nodes[code]!.events
            for event in events.dropFirst(eventsRead[code] ?? 0) {
                if let card = SlowTicket(event, book) { cards[event.ticket] = card }
                cards[event.ticket]?.take(event)
            }
            eventsRead[code] = events.count
        }
    }

    private func compare(_ ticket: Ticket, hasFired: Bool = false) {
        cards[ticket.id]?.compare(ticket, hasFired: hasFired, at: network.now, seed)
    }

    /// Every ticket against its card, at the end.
    mutating func compareAll() {
        tellReference()
        for code in codes { network.nodes[code]!.tickets.values.forEach { compare($0) } }
        #expect(cards.count == codes.reduce(0) { $0 + network.nodes[$1]!.tickets.count })
    }

    mutating func step() throws {
        network.now = network.now.adding(milliseconds: Int64.random(in: 0...7_200_000, using: &random))
        if Int.random(in: 0..<3, using: &random) == 0 { try deliverOne() }
        let node = codes.randomElement(using: &random)!
        let ids = network.nodes[node]!.tickets.keys.sorted()
        guard let id = ids.suffix(8).randomElement(using: &random), Int.random(in: 0..<40, using: &random) > 0 else {
            _ = try? network.act(node, nil, .register(.sample(MatterKind.allCases.randomElement(using: &random)!)))
            return
        }
        // The clock goes on for everybody: what is due fires, late or not.
        if Int.random(in: 0..<4, using: &random) == 0 {
            try network.fire(node, id)
            tellReference()
            compare(network.ticket(node, id), hasFired: true)
        }
        let before = network.ticket(node, id)
        let events = network.nodes[node]!.events.count
        let command = command(before, node)
        do throws(Refusal) {
            try network.act(node, id, command, as: .admin)
            taken += 1
            states.insert(network.ticket(node, id).state)
            note(command, before, network.ticket(node, id))
        } catch {
            #expect(!error.message.isEmpty && !error.cure.isEmpty)
            #expect(network.ticket(node, id) == before)
        }
        tellReference()
        compare(network.ticket(node, id))
        checkBounds(network.ticket(node, id), network.nodes[node]!.book)
        check(before, network.ticket(node, id), events: network.nodes[node]!.events.count - events)
    }

    /// Every change of state so far, as ``TableMoves`` writes it.
    var moves: Set<String> { commandMoves.union(network.moves) }

    private mutating func note(_ command: Command, _ before: Ticket, _ after: Ticket) {
        if case .assignment(let id, _) = command {
            guard let was = before.assignment(id)?.state, let now = after.assignment(id)?.state, was != now
            else { return }
            commandMoves.insert("\(was)→\(now) \(command.verb.rawValue)")
        } else if before.state != after.state {
            commandMoves.insert("\(before.state)→\(after.state) \(command.verb.rawValue)")
        }
    }

    /// Any message that waits, perhaps twice; the stream keeps no order here, so that parking is exercised.
    private mutating func deliverOne() throws {
        guard let index = network.wire.indices.randomElement(using: &random) else { return }
        let message = Bool.random(using: &random) ? network.wire.remove(at: index) : network.wire[index]
        try network.deliver(message)
    }

    private mutating func command(_ ticket: Ticket, _ node: NodeCode) -> Command {
        if let steered = steered(ticket) { return steered }
        let addressed = ticket.assignments.map(\.id) + (ticket.order.map { [$0.assignment] } ?? [])
        if let id = addressed.randomElement(using: &random), Int.random(in: 0..<4, using: &random) > 0 {
            return .assignment(id, assignmentCommand())
        }
        let ratings = Revisit.Rating.allCases
        switch Int.random(in: 0..<15, using: &random) {
        case 0: return .accept(Accept())
        case 1: return .answer(Answer(text: "答复"))
        case 2 where Int.random(in: 0..<6, using: &random) == 0:
            return .refuse(Refuse(reason: "jurisdiction", guidance: "y"))
        case 3: return .supplement(AddSupplement(text: "补充"))
        case 4 where Int.random(in: 0..<4, using: &random) == 0: return .withdraw(Withdraw(reason: "x"))
        case 5, 6: return .revisit(RecordRevisit(
            rating: ratings.randomElement(using: &random)!, wasTold: true, wasSolved: true, reason: "原因"))
        case 7: return .redo(OrderRedo(reasons: "重办"))
        case 8: return .archive(Archive(noRevisitWanted: Bool.random(using: &random)))
        case 9: return oversight(ticket)
        case 11 where Int.random(in: 0..<4, using: &random) == 0:
            return .attach(.sample(Int.random(in: 0..<40, using: &random)))
        case 10 where Int.random(in: 0..<6, using: &random) == 0: return .transfer(HandOver(to: "110"))
        default: return .dispatch(Dispatch(shares(node)))
        }
    }

    private mutating func oversight(_ ticket: Ticket) -> Command {
        if let proposal = ticket.proposals.last(where: { $0.settledAt == nil }), Bool.random(using: &random) {
            return .dismissProposal(DismissProposal(trigger: proposal.trigger, reason: "情况属实，已说明"))
        }
        switch Int.random(in: 0..<4, using: &random) {
        case 0: return .escalate(Escalate(reason: "x"))
        case 1:
            let means = network.nodes[ticket.owner]!.book.supervision.means.randomElement(using: &random)!
            return .supervise(Supervise(
                means: means.code, assignment: ticket.assignments.randomElement(using: &random)?.id, text: "催办",
                approvedBy: "县领导"))
        case 2:
            return .answerSupervision(AnswerSupervision(
                supervision: "\(ticket.supervisions.count)", text: "已整改", signedBy: "李局长"))
        default:
            return .correct(Correct(
                kind: MatterKind.allCases.randomElement(using: &random)!, place: "巴公镇\(ticket.revision)村",
                reason: "登记有误"))
        }
    }

    /// Late stages are rare by chance alone; most of the time the walk takes the step that the stage is for.
    private mutating func steered(_ ticket: Ticket) -> Command? {
        guard Int.random(in: 0..<4, using: &random) > 0 else { return nil }
        switch ticket.state {
        case .revisiting where Int.random(in: 0..<8, using: &random) == 0:
            return .archive(Archive(noRevisitWanted: true))
        case .answered where Bool.random(using: &random):
            return .revisit(RecordRevisit(rating: .unsatisfied, reason: "不符"))
        case .revisiting: return .revisit(RecordRevisit(rating: .unsatisfied, reason: "未解决"))
        case .revisited: return .redo(OrderRedo(reasons: "未解决"))
        case .registered, .accepted, .handling:
            if let time = timeAbove(ticket) { return time }
            guard ticket.state != .handling else { return steeredHandling(ticket) }
            if let order = ticket.order, Int.random(in: 0..<4, using: &random) == 0 {
                let ask = AskReturn(reason: "notOurDuty", explanation: "非本级职责", basis: "三定方案")
                return .assignment(order.assignment, .askReturn(ask))
            }
            return ticket.id.counter % 2 == 0 ? .dispatch(Dispatch(shares(ticket.owner))) : nil
        default: return nil
        }
    }

    /// An order that is on the books above, or could be.
    private mutating func timeAbove(_ ticket: Ticket) -> Command? {
        guard let order = ticket.order, Int.random(in: 0..<12, using: &random) == 0 else { return nil }
        if order.state == .deferred { return .assignment(order.assignment, .strikeOff(strikeOff)) }
        return .assignment(order.assignment, .defer(AskDeferral(
            until: network.now.day + 100, reason: "资金", progress: "立项", measures: "争取", plan: "分期",
            responsible: "李局长", petitionerTold: true)))
    }

    private mutating func steeredHandling(_ ticket: Ticket) -> Command? {
        if let share = ticket.openAssignments.first(where: { $0.deferral?.isPending ?? false }) {
            return .assignment(share.id, .approveDeferral(Approve()))
        }
        if Int.random(in: 0..<40, using: &random) == 0 { return .withdraw(Withdraw(reason: "诉求人撤回")) }
        guard let open = ticket.openAssignments.last else { return nil }
        switch open.state {
        case .deferred where Bool.random(using: &random): return .assignment(open.id, .strikeOff(strikeOff))
        case .submitted where Int.random(in: 0..<4, using: &random) == 0:
            return .assignment(open.id, .refuseCompletion(Disapprove(reasons: "补充")))
        case .submitted: return .assignment(open.id, .approveCompletion(Approve()))
        case .signed where Bool.random(using: &random): return .assignment(open.id, .complete(Complete(form: .sample)))
        default: return nil
        }
    }

    private mutating func assignmentCommand() -> AssignmentCommand {
        switch Int.random(in: 0..<23, using: &random) {
        case 11, 12: .extend(AskExtension(
            until: network.now.day + Int.random(in: 1...9, using: &random), reason: "需协调", basis: "依据",
            consent: "王局长", petitionerTold: true))
        case 13, 14: .approveExtension(Approve(note: "情况复杂"))
        case 15: .refuseExtension(Disapprove(reasons: "按期办结"))
        case 16: .defer(AskDeferral(
            until: network.now.day + Int.random(in: 10...150, using: &random), reason: "资金", progress: "立项",
            measures: "争取", plan: "分期", responsible: "李局长", petitionerTold: true))
        case 17: .approveDeferral(Approve())
        case 18: .refuseDeferral(Disapprove(reasons: "按期办结"))
        case 19: .strikeOff(strikeOff)
        case 20: .contest(ContestRating(reasons: "评价与事实不符"))
        case 21: .decideContest(DecideContest(upheld: true, reasons: "属实"))
        case 22: .forward(Forward(section: "供水科"))
        case 0: .sign(Sign())
        case 1: .askReturn(AskReturn(reason: "notOurDuty", explanation: "非本单位职责", basis: "三定方案"))
        case 2: .approveReturn(ApproveReturn())
        case 3: .refuseReturn(Disapprove(reasons: "继续办理"))
        case 4: .progress(Progress(text: "在办"))
        case 5: .contact(Contact(means: "电话", reached: false))
        case 6, 7: .complete(Complete(form: .sample))
        case 8: .refuseCompletion(Disapprove(reasons: "补充"))
        default: .approveCompletion(Approve())
        }
    }

    private var strikeOff: StrikeOff {
        StrikeOff(
            result: "完工", petitionerSigned: "王小明", signedOn: network.now.day, leader: "李局长", consent: "同意销号")
    }

    private mutating func shares(_ node: NodeCode) -> [Dispatch.Share] {
        var assignees: [Assignee] = ["water", "town", "police"].map { .unit(Network.unit($0)) }
        assignees += network.nodes[node]!.lower.sorted().map(Assignee.node)
        assignees.shuffle(using: &random)
        let chosen = assignees.prefix(Int.random(in: 1...3, using: &random))
        let led = chosen.count > 1 && Bool.random(using: &random)
        return chosen.enumerated().map { index, assignee in
            Dispatch.Share(assignee: assignee, role: led ? (index == 0 ? .lead : .assisting) : .sole)
        }
    }

    /// No extension and no redo beyond what the rule book of the ticket allows.
    private func checkBounds(_ ticket: Ticket, _ book: RuleBook) {
        for assignment in ticket.assignments {
            if let times = book.extensions?.times, book.extensions?.exceptional == false {
                #expect(assignment.extensions.approved <= times)
            }
            if assignment.round > 1, !book.redo.mayBeExtended { #expect(assignment.extensions.approved == 0) }
            if let times = book.redo.times, ticket.order == nil { #expect(assignment.round <= times + 1) }
        }
    }

    private func check(_ before: Ticket, _ after: Ticket, events: Int) {
        #expect(after.revision == before.revision + Int64(events))
        #expect(before.state != .archived || after.state == .archived)
        #expect(after.assignments.count >= before.assignments.count)
        #expect(after.openAssignments.isEmpty || after.state == .handling)
        #expect((after.state == .handling) == !after.openAssignments.isEmpty)
    }

    /// With nothing in flight both sides of every order stand alike.
    func checkAgreement() {
        for code in codes {
            for ticket in network.nodes[code]!.tickets.values {
                for assignment in ticket.assignments {
                    guard let node = assignment.assignee.node else { continue }
                    guard let order = network.ordered(node, assignment.id).order else { continue }
                    #expect(order.round == assignment.round)
                    #expect(order.state == assignment.state, "\(assignment.id)")
                    #expect(order.sent == assignment.received && order.received == assignment.sent)
                }
                let data = try? JSONEncoder().encode(ticket)
                let again = data.flatMap { try? JSONDecoder().decode(Ticket.self, from: $0) }
                #expect(again == ticket)
            }
            for upper in network.nodes[code]!.upper {
                for (id, ticket) in network.nodes[code]!.tickets { #expect(network.mirrors[upper]?[id] == ticket) }
            }
            for event in network.nodes[code]!.events.suffix(200) {
                let data = try? JSONEncoder().encode(event)
                #expect(data.flatMap { try? JSONDecoder().decode(TicketEvent.self, from: $0) } == event)
            }
        }
    }
}
