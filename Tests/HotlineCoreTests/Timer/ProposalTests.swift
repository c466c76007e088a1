import HotlineCore
import Testing
import WorkCalendar

/// What the triggers of a rule book propose, and what stops them.
@Suite struct ProposalTests {
    private let county = Network.county
    private let water = Network.unit("water")

    /// proves: YC19-7.3d; reminded on the 21st, 《催办通知书》 once 22 September has passed, criticism for approval after
    /// two reminders and more than 5 working days (23, 24, 28, 29, 30).
    @Test func yunchengPapers() throws {
        var (network, id, share) = try Network.dispatched("yuncheng-2019", at: "2026-09-18T16:00:00+08:00")
        #expect(try network.pass(to: "2026-09-23T10:00:00+08:00", county, id) == [
            "reminder handling 2026-09-21T09:00:00.000+08:00", "overdue handling 2026-09-23T00:00:00.000+08:00",
            "proposal overdue 2026-09-23T00:00:00.000+08:00",
        ])
        #expect(network.ticket(county, id).proposals.map(\.means) == ["urgingNotice"])
        // One reminder so far: no criticism, however long.
        #expect(network.timers(county, id).isEmpty)
        try network.act(county, id, .supervise(Supervise(
            means: "urgingNotice", assignment: share, text: "请说明理由", trigger: "overdue")))
        #expect(network.ticket(county, id).proposals[0].settledAt == network.now)
        #expect(network.lines(county, id) == ["proposal remindersUnheeded 2026-10-01T00:00:00.000+08:00"])
        try network.pass(to: "2026-10-01T08:00:00+08:00", county, id)
        let proposal = try #require(network.ticket(county, id).proposals.last)
        #expect(proposal.means == "criticism" && proposal.assignment == share)
        let unapproved = #expect(throws: Refusal.self) {
            try network.act(county, id, .supervise(Supervise(
                means: "criticism", assignment: share, text: "通报批评", trigger: "remindersUnheeded")))
        }
        #expect(unapproved?.missing == ["approvedBy"])
        try network.act(county, id, .supervise(Supervise(
            means: "criticism", assignment: share, text: "通报批评", approvedBy: "市政府领导",
            trigger: "remindersUnheeded")))
        #expect(network.ticket(county, id).supervisions.last?.approvedBy == "市政府领导")
        #expect(network.timers(county, id).isEmpty)
    }

    /// proves: YC19-7.3d; a filed reason stops both papers: nothing is proposed before the promised day has passed.
    @Test func aFiledReasonStopsBothPapers() throws {
        var (network, id, share) = try Network.dispatched("yuncheng-2019", at: "2026-09-18T16:00:00+08:00")
        try network.act(county, id, .assignment(share, .sign(Sign())), as: .unit, unit: water)
        var ask = AskExtension.sample
        ask.until = try #require(Day("2026-10-30"))
        network.now = try #require(Moment("2026-09-22T17:00:00+08:00"))
        try network.act(county, id, .assignment(share, .extend(ask)), as: .unit, unit: water)
        for _ in 1...2 {
            try network.act(county, id, .supervise(Supervise(means: "reminder", assignment: share, text: "催办")))
        }
        #expect(try network.pass(to: "2026-10-28T12:00:00+08:00", county, id) == [])
        #expect(network.ticket(county, id).overdue.isEmpty && network.ticket(county, id).proposals.isEmpty)
    }

    /// A request for time that waits for its decision holds the proposal back; refused, it comes, late and true.
    @Test func aPendingRequestIsAReason() throws {
        var (network, id, share) = try Network.dispatched("zezhou-2023", at: "2026-09-18T16:00:00+08:00")
        try network.act(county, id, .assignment(share, .extend(.sample)), as: .unit, unit: water)
        #expect(try network.pass(to: "2026-09-28T10:00:00+08:00", county, id) == [
            "reminder handling 2026-09-23T09:00:00.000+08:00", "overdue handling 2026-09-25T00:00:00.000+08:00",
        ])
        try network.act(county, id, .assignment(share, .refuseExtension(Disapprove(reasons: "按期办结"))))
        #expect(try network.fire(county, id).map(\.trigger) == ["overdue"])
        #expect(network.ticket(county, id).proposals[0].at == network.now)
    }

    /// proves: ZZ23-31.1, ZZ23-31.3, ZZ23-31.4; reminder, then letter, then up to the level above; each confirmed.
    @Test func zezhouLadder() throws {
        var (network, id, share) = try Network.dispatched("zezhou-2023", at: "2026-09-18T16:00:00+08:00")
        try network.pass(to: "2026-09-28T09:00:00+08:00", county, id)
        try network.act(county, id, .supervise(Supervise(
            means: "reminder", assignment: share, text: "请尽快办结", trigger: "overdue")))
        // A working day to heed it: the 29th.
        #expect(network.lines(county, id) == ["proposal remindersUnheeded 2026-09-30T00:00:00.000+08:00"])
        try network.pass(to: "2026-09-30T09:00:00+08:00", county, id)
        #expect(network.ticket(county, id).proposals.last?.means == "letter")
        try network.act(county, id, .supervise(Supervise(
            means: "letter", assignment: share, text: "限期整改", trigger: "remindersUnheeded",
            answerDue: Day("2026-10-09"))))
        #expect(network.lines(county, id) == [
            "overdue supervision 2026-10-10T00:00:00.000+08:00", "proposal unanswered 2026-10-10T00:00:00.000+08:00",
        ])
        try network.pass(to: "2026-10-10T09:00:00+08:00", county, id)
        #expect(network.ticket(county, id).proposals.last?.means == "escalation")
        try network.act(county, id, .dismissProposal(DismissProposal(trigger: "unanswered", reason: "已电话说明")))
        #expect(network.ticket(county, id).proposals.last?.dismissed == "已电话说明")
        #expect(network.timers(county, id).isEmpty)
    }

    /// proves: ZZ23-31.3; unsatisfied again after the redo, and a spot check that found it wanting.
    @Test func unsatisfiedAndSpotCheck() throws {
        var (network, id, share) = try Network.dispatched("zezhou-2023", at: "2026-09-21T09:00:00+08:00")
        let unsatisfied = RecordRevisit(rating: .unsatisfied, reason: "未解决")
        for round in 1...2 {
            try network.act(county, id, .assignment(share, .complete(Complete(form: .sample))))
            try network.act(county, id, .assignment(share, .approveCompletion(Approve())))
            try network.act(county, id, .revisit(unsatisfied))
            if round == 1 {
                #expect(network.timers(county, id).isEmpty)
                try network.act(county, id, .redo(OrderRedo(reasons: "未解决")))
            }
        }
        #expect(try network.fire(county, id).map(\.trigger) == ["unsatisfiedAfterRedo"])
        let directive = Directive(
            id: "d1", kind: .spotCheck, ticket: id, rootId: id, text: "省级抽查不满意", issuedBy: Network.city,
            actor: .peer(Network.city), issuedAt: network.now)
        try network.run(county, id, .directive(directive), .peer(Network.city))
        #expect(try network.fire(county, id).map(\.trigger) == ["spotCheck"])
        #expect(network.ticket(county, id).proposals.map(\.means) == ["letter", "letter"])
    }

    /// proves: ZZ23-31.2, JY24-29; the fourth time that a matter comes again, on that ticket alone.
    @Test(arguments: [(3, 0), (4, 1)]) func repeated(times: Int, proposals: Int) throws {
        let (network, id, _) = try Network.dispatched("zezhou-2023", at: "2026-09-21T09:00:00+08:00")
        let ticket = network.ticket(county, id)
        var again = (1..<times).map { number in
            Facts.Repeats.Again(
                ticket: TicketID(owner: county, generation: 1, counter: Int64(100 + number)), kind: .help,
                at: network.now.adding(hours: number - 100))
        }
        again.append(.init(ticket: id, kind: .help, at: ticket.registeredAt))
        let book = try #require(network.nodes[county]?.book)
        let due = timers(of: ticket, book, network.calendar, Facts.Repeats(again: again))
        let found = due.filter { $0.trigger == "repeated" }
        #expect(found.count == proposals)
        #expect(found.allSatisfy { $0.at == ticket.registeredAt && $0.assignment == nil })
    }

    /// proves: JY24-25; signed late and redone more than three times.
    @Test func jiyuanRedone() throws {
        var (network, id, share) = try Network.dispatched("jiyuan-2024", at: "2026-09-21T09:00:00+08:00")
        var proposed: [String] = []
        for round in 1...5 {
            try network.act(county, id, .assignment(share, .complete(Complete(form: .sample))))
            try network.act(county, id, .assignment(share, .approveCompletion(Approve())))
            proposed += try network.fire(county, id).compactMap(\.trigger)
            guard round < 5 else { break }
            try network.act(county, id, .revisit(RecordRevisit(rating: .unsatisfied, reason: "未解决")))
            try network.act(county, id, .redo(OrderRedo(reasons: "未解决")))
            proposed += try network.fire(county, id).compactMap(\.trigger)
        }
        #expect(proposed == ["redone"])
        #expect(network.ticket(county, id).proposals[0].means == "inspection")
    }
}
