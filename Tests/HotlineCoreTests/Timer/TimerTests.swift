import HotlineCore
import Testing
import WorkCalendar

/// What the clock brings to a ticket, by rule book; every moment counted by hand.
///
/// September 2026: the 18th is a Friday, Saturday the 19th rests, Sunday the 20th is worked, the 25th to 27th are
/// Mid-autumn; 1 to 7 October are off.
@Suite struct TimerTests {
    private let county = Network.county

    struct Row: Sendable {
        var book: String
        var kind: MatterKind
        var lines: [String]
    }

    /// Dispatched on Friday, 18 September, 16:00, and not signed.
    static let table: [Row] = [
        // 5 working days: 20, 21, 22, 23, 24; reminded on the 23rd.
        Row(book: "zezhou-2023", kind: .help, lines: [
            "reminder handling 2026-09-23T09:00:00.000+08:00", "overdue handling 2026-09-25T00:00:00.000+08:00",
            "proposal overdue 2026-09-25T00:00:00.000+08:00",
        ]),
        // 2 working days: 20, 21; reminded on Sunday the 20th, worked.
        Row(book: "zezhou-2023", kind: .consultation, lines: [
            "reminder handling 2026-09-20T09:00:00.000+08:00", "overdue handling 2026-09-22T00:00:00.000+08:00",
            "proposal overdue 2026-09-22T00:00:00.000+08:00",
        ]),
        // 7 working days: 20, 21, 22, 23, 24, 28, 29.
        Row(book: "zezhou-2020", kind: .help, lines: [
            "overdue sameDay 2026-09-19T00:00:00.000+08:00", "reminder handling 2026-09-28T09:00:00.000+08:00",
            "overdue handling 2026-09-30T00:00:00.000+08:00", "proposal overdue 2026-09-30T00:00:00.000+08:00",
        ]),
        // 10 working days: …, 29, 30, 8 October; reminded before the holidays.
        Row(book: "zezhou-2020", kind: .complaint, lines: [
            "overdue sameDay 2026-09-19T00:00:00.000+08:00", "reminder handling 2026-10-08T09:00:00.000+08:00",
            "overdue handling 2026-10-10T00:00:00.000+08:00", "proposal overdue 2026-10-10T00:00:00.000+08:00",
        ]),
        // 3 working days: 20, 21, 22.
        Row(book: "yuncheng-2019", kind: .help, lines: [
            "reminder handling 2026-09-21T09:00:00.000+08:00", "overdue handling 2026-09-23T00:00:00.000+08:00",
            "proposal overdue 2026-09-23T00:00:00.000+08:00",
        ]),
        // To be signed within 24 hours: 8 on Friday, 16 on Sunday; 5 working days from then: 20, 21, 22, 23, 24.
        Row(book: "jiyuan-2024", kind: .help, lines: [
            "reminder sign 2026-09-20T14:00:00.000+08:00", "overdue sign 2026-09-20T16:00:00.001+08:00",
            "proposal signedLate 2026-09-20T16:00:00.001+08:00", "reminder handling 2026-09-23T09:00:00.000+08:00",
            "overdue handling 2026-09-25T00:00:00.000+08:00", "proposal overdue 2026-09-25T00:00:00.000+08:00",
        ]),
    ]

    /// proves: ZZ20-2.3.5, ZZ20-2.3.1, YC19-7.3d, ZZ23-31.1, JY24-29
    @Test(arguments: table) func dispatchedAndNotSigned(row: Row) throws {
        let (network, id, _) = try Network.dispatched(row.book, at: "2026-09-18T16:00:00+08:00", .sample(row.kind))
        #expect(network.lines(county, id) == row.lines)
        for timer in network.timers(county, id) {
            #expect(!timer.article.isEmpty && (timer.due < timer.at) == (timer.kind != .reminder))
        }
    }

    /// JY24-12.2: 12 natural hours, over the night and the weekend; the mark says so.
    @Test func dispatchLimit() throws {
        var network = try Network(book: "jiyuan-2024")
        network.now = try #require(Moment("2026-09-18T20:00:00+08:00"))
        let id = try network.act(county, nil, .register(.sample()))
        #expect(network.lines(county, id) == [
            "reminder dispatch 2026-09-19T07:00:00.000+08:00", "overdue dispatch 2026-09-19T08:00:00.001+08:00",
        ])
        try network.pass(to: "2026-09-19T10:00:00+08:00", county, id)
        let mark = try #require(network.ticket(county, id).overdue.first)
        #expect(mark.skips == "按自然小时计，夜间、周末和节假日均计入")
        #expect(mark.due == Moment("2026-09-19T08:00:00+08:00"))
        #expect(network.timers(county, id).isEmpty)
    }

    /// A timer fires once: decided a second time it is refused, and nothing changes.
    @Test func firesOnce() throws {
        var (network, id, _) = try Network.dispatched("zezhou-2023", at: "2026-09-18T16:00:00+08:00")
        let timer = try #require(network.timers(county, id).first)
        let early = #expect(throws: Refusal.self) {
            try network.run(county, id, .timer(timer), .system(of: county))
        }
        #expect(early?.code == .notNow)
        network.now = timer.at
        try network.run(county, id, .timer(timer), .system(of: county))
        let after = network.ticket(county, id)
        #expect(after.reminders.count == 1)
        let again = #expect(throws: Refusal.self) {
            try network.run(county, id, .timer(timer), .system(of: county))
        }
        #expect(again?.code == .notNow)
        #expect(network.ticket(county, id) == after)
        let person = #expect(throws: Refusal.self) { try network.act(county, id, .timer(timer), as: .admin) }
        #expect(person?.code == .notAuthorised)
    }

    /// What became due in a downtime fires late, in order, with the moment it was due and the true one.
    @Test func lateButInOrder() throws {
        var (network, id, share) = try Network.dispatched("zezhou-2023", at: "2026-09-18T16:00:00+08:00")
        let back = try #require(Moment("2026-09-28T10:30:00+08:00"))
        network.now = back
        #expect(try network.fire(county, id).map(\.kind) == [.reminder, .overdue, .proposal])
        let ticket = network.ticket(county, id)
        let mark = try #require(ticket.overdue.first)
        #expect(mark.assignment == share && mark.due == Moment("2026-09-24T23:59:59.999+08:00"))
        #expect(mark.at == Moment("2026-09-25T00:00:00+08:00") && mark.noticedAt == back)
        #expect(mark.article == "泽政办函〔2023〕11号第十六条第二项")
        let proposal = try #require(ticket.proposals.first)
        #expect(proposal.means == "reminder" && proposal.at == back && proposal.settledAt == nil)
        #expect(proposal.reason == "未按时办结（办理时限至2026-09-24T23:59:59.999+08:00）")
        #expect(network.timers(county, id).isEmpty)
    }

    /// An extended limit has its own reminder and mark; the earlier mark stays on record.
    @Test func extendedLimit() throws {
        var (network, id, share) = try Network.dispatched("zezhou-2023", at: "2026-09-18T16:00:00+08:00")
        try network.act(county, id, .assignment(share, .sign(Sign())), as: .unit, unit: Network.unit("water"))
        try network.act(county, id, .assignment(share, .extend(.sample)), as: .unit, unit: Network.unit("water"))
        try network.act(county, id, .assignment(share, .approveExtension(Approve())))
        // Until Monday the 28th; the working day before is Thursday the 24th.
        #expect(network.lines(county, id) == [
            "reminder handling 2026-09-24T09:00:00.000+08:00", "overdue handling 2026-09-29T00:00:00.000+08:00",
            "proposal overdue 2026-09-29T00:00:00.000+08:00",
        ])
    }

    /// Revisit due: 2 natural days, rolled over Mid-autumn; deferral due; both with their reminder.
    @Test func revisitAndDeferral() throws {
        var (network, id, share) = try Network.dispatched("zezhou-2023", at: "2026-09-21T16:00:00+08:00")
        try network.act(county, id, .assignment(share, .complete(Complete(form: .sample))))
        network.now = try #require(Moment("2026-09-23T10:00:00+08:00"))
        try network.act(county, id, .assignment(share, .approveCompletion(Approve())))
        // 24, 25 is a holiday: Monday the 28th.
        #expect(network.lines(county, id) == [
            "reminder revisit 2026-09-28T11:59:59.999+08:00", "overdue revisit 2026-09-29T00:00:00.000+08:00",
        ])

        var (other, deferred, kept) = try Network.dispatched("zezhou-2023", at: "2026-09-18T16:00:00+08:00")
        try other.act(county, deferred, .assignment(kept, .sign(Sign())))
        try other.act(county, deferred, .assignment(kept, .defer(.sample)))
        try other.act(county, deferred, .assignment(kept, .approveDeferral(Approve())))
        // Until Thursday, 31 December; 10 working days before: 30, 29, 28, 25, 24, 23, 22, 21, 18, 17.
        #expect(other.lines(county, deferred) == [
            "reminder deferral 2026-12-17T09:00:00.000+08:00", "overdue deferral 2027-01-01T00:00:00.000+08:00",
            "proposal overdue 2027-01-01T00:00:00.000+08:00",
        ])
    }

    /// proves: ZZ20-2.3.1; an order that is not signed at the end of its day is flagged at both ends, a signed one not.
    @Test func unsignedOrder() throws {
        var network = try Network(book: "zezhou-2020")
        network.now = try #require(Moment("2026-09-18T16:00:00+08:00"))
        let above = try network.act(Network.city, nil, .register(.sample()))
        try network.act(Network.city, above, .dispatch(Dispatch([.init(assignee: .node(county))])))
        try network.deliver()
        let share = AssignmentID(ticket: above, number: 1)
        let below = network.ordered(county, share).id
        try network.pass(to: "2026-09-20T08:00:00+08:00", county, below)
        let mark = try #require(network.ticket(county, below).overdue.first)
        #expect(mark.of == .sameDay && mark.assignment == share)
        #expect(mark.at == Moment("2026-09-19T00:00:00+08:00"))
        #expect(try network.fire(Network.city, above).map(\.of) == [.sameDay])
        // The mirror above shows the flag; it fires none of its own.
        #expect(network.mirrors[Network.city]?[below]?.overdue == [mark])

        let signed = try network.act(Network.city, nil, .register(.sample()))
        try network.act(Network.city, signed, .dispatch(Dispatch([.init(assignee: .node(county))])))
        try network.deliver()
        let taken = AssignmentID(ticket: signed, number: 1)
        let ticket = network.ordered(county, taken).id
        try network.act(county, ticket, .assignment(taken, .sign(Sign())))
        try network.deliver()
        #expect(!network.lines(county, ticket).contains { $0.contains("sameDay") })
        #expect(!network.lines(Network.city, signed).contains { $0.contains("sameDay") })
    }

    /// Nothing is to come for a ticket that is archived.
    @Test func nothingAfterTheEnd() throws {
        var (network, id, _) = try Network.dispatched("jiyuan-2024", at: "2026-09-18T16:00:00+08:00")
        try network.act(county, id, .withdraw(Withdraw(reason: "诉求人撤回")))
        #expect(network.timers(county, id).isEmpty)
        try network.act(county, id, .archive(Archive()))
        #expect(network.timers(county, id).isEmpty)
    }
}
