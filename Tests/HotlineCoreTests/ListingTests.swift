import HotlineCore
import Testing
import WorkCalendar

/// What a line of a list says: where a ticket stands, what is left of its limit.
@Suite struct ListingTests {
    private let calendar = Result { try WorkCalendar.embedded() }

    private func moment(_ text: String) throws -> Moment { try #require(Moment(text)) }

    /// 2026-09-26 and 27 are a weekend, 09-20 is worked instead of a holiday (调休). proves: ZZ23-4
    @Test(arguments: [
        ("2026-09-18T16:00:00+08:00", "2026-09-24T23:59:59.999+08:00", "剩 5 个工作日 · 9月24日 24:00 前", 5),
        ("2026-09-24T09:00:00+08:00", "2026-09-24T23:59:59.999+08:00", "今天到期 · 9月24日 24:00 前", 0),
        ("2026-09-28T09:00:00+08:00", "2026-09-24T23:59:59.999+08:00", "已逾期 1 个工作日 · 应于 9月24日 24:00 前", -1),
        ("2026-12-31T09:00:00+08:00", "2027-01-04T17:29:59.999+08:00", "剩 1 个工作日 · 2027年1月4日 17:30 前", 1),
    ])
    func workingDaysLeft(now: String, due: String, text: String, amount: Int) throws {
        let rule = LimitRule(unit: .workingDay, amount: 5)
        let left = Remaining(rule, until: try moment(due), at: try moment(now), try calendar.get())
        #expect(left.text == text)
        #expect(left.amount == amount && left.unit == .workingDay && left.isOverdue == (amount < 0))
    }

    @Test func hoursAndMinutesLeft() throws {
        let rule = LimitRule(unit: .hour, amount: 4)
        let now = try moment("2026-11-21T10:00:00+08:00")
        let calendar = try calendar.get()
        #expect(Remaining(rule, until: now.adding(hours: 3), at: now, calendar).text == "剩 3 小时 · 11月21日 13:00 前")
        let soon = now.adding(milliseconds: 40 * 60_000)
        #expect(Remaining(rule, until: soon, at: now, calendar).text == "剩 40 分钟 · 11月21日 10:40 前")
        let days = LimitRule(unit: .calendarDay, amount: 3)
        #expect(Remaining(days, until: now.adding(hours: 72), at: now, calendar).text == "剩 3 天 · 11月24日 10:00 前")
    }

    @Test func bucketsFollowEachOther() throws {
        let (calendar, now) = (try calendar.get(), try moment("2026-09-18T16:00:00+08:00"))
        let ends = DueBucket.allCases.map { $0.ends(at: now, calendar) }
        for (left, right) in zip(ends, ends.dropFirst()) { #expect(left.upperBound == right.lowerBound) }
        #expect(ends[0].upperBound == now.milliseconds)
        #expect(ends[1].upperBound == (try moment("2026-09-19T00:00:00+08:00")).milliseconds)
        // Sunday, 20 September is worked; Monday is the second working day.
        #expect(ends[2].upperBound == (try moment("2026-09-22T00:00:00+08:00")).milliseconds)
    }

    @Test func sentences() throws {
        let city = try #require(NodeCode(rawValue: "140500"))
        func sentence(_ state: TicketState, _ shares: [(String, AssignmentState)], from: NodeCode? = nil) -> String {
            TicketSentence(
                state: state.rawValue, assigner: from,
                shares: shares.map { TicketSentence.Share(name: $0.0, state: $0.1) }
            ).text
        }
        #expect(sentence(.handling, [("甲单位", .dispatched), ("乙单位", .signed)], from: city)
            == "市级已转办 · 甲单位待签收 · 乙单位办理中")
        #expect(sentence(.accepted, []) == "待派单")
        #expect(sentence(.revisiting, [("甲单位", .completed)]) == "待回访")
        let many = (1...6).map { ("单位\($0)", AssignmentState.signed) }
        #expect(sentence(.handling, many).hasSuffix("单位4办理中 · 另有 2 家在办"))
        #expect(TicketSentence(state: "mediated", assigner: nil, shares: []).text == "mediated")
    }

    @Test(arguments: [("140000", "省级"), ("140500", "市级"), ("140525", "县级"), ("419001", "市级"), ("419001-12366", "分中心")])
    func tiers(code: String, name: String) throws {
        #expect(try #require(NodeCode(rawValue: code)).tierName == name)
    }

    /// Stored numbers mean the same for ever.
    @Test func traitsKeepTheirBits() {
        #expect(TicketMark.allCases.map { TicketTraits($0).rawValue } == (0..<14).map { 1 << $0 })
        #expect(AssignmentState.allCases.map { TicketTraits($0).rawValue } == (16..<25).map { 1 << $0 })
        #expect(Revisit.Rating.allCases.map { TicketTraits($0).rawValue } == (32..<35).map { 1 << $0 })
    }

    @Test func traitsFollowTheTicket() throws {
        var network = try Network(book: "zezhou-2023")
        let (county, water) = (Network.county, Network.unit("water"))
        let id = try network.act(county, nil, .register(.sample()))
        #expect(network.ticket(county, id).traits == [])
        try network.act(county, id, .dispatch(Dispatch([.init(assignee: .unit(water))])))
        #expect(network.ticket(county, id).traits == TicketTraits(.dispatched))
        let share = AssignmentID(ticket: id, number: 1)
        try network.act(county, id, .assignment(share, .sign(Sign())), as: .unit, unit: water)
        var ticket = network.ticket(county, id)
        #expect(ticket.traits == TicketTraits(AssignmentState.signed))
        ticket.assignments[0].round = 2
        ticket.matter.emergency = true
        #expect(ticket.traits.marks == [.redone, .emergency])
    }

    /// A share's limit for signing ends first until it is signed. proves: ZZ20-2.3.5
    @Test func theNextLimitIsTheFirstToEnd() throws {
        var network = try Network(book: "zezhou-2023")
        let (county, water) = (Network.county, Network.unit("water"))
        let id = try network.act(county, nil, .register(.sample()))
        try network.act(county, id, .dispatch(Dispatch([.init(assignee: .unit(water))])))
        var ticket = network.ticket(county, id)
        let handling = try #require(ticket.assignments[0].handlingLimit)
        var sign = handling
        sign.due = handling.due.adding(hours: -24)
        ticket.assignments[0].signLimit = sign
        #expect(ticket.nextDue == sign.due && ticket.assignments[0].nextLimit == sign)
        ticket.assignments[0].state = .signed
        #expect(ticket.nextDue == handling.due && ticket.assignments[0].nextLimit == handling)
        ticket.assignments[0].state = .closed
        #expect(ticket.nextDue == nil)
    }
}
