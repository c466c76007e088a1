import HotlineCore
import Testing
import WorkCalendar

/// JY24-16: mass outages and sudden events.
@Suite struct OutageTests {
    private let county = Network.county

    private static func register(massOutage: Bool = false, emergency: Bool = false) -> Register {
        var register = Register.sample()
        register.matter.massOutage = massOutage
        register.matter.emergency = emergency
        return register
    }

    /// proves: JY24-16a; dispatched within 2 h, fed back within 2 h of signing, progress every day until done.
    @Test func massOutage() throws {
        var network = try Network(book: "jiyuan-2024")
        network.now = try #require(Moment("2026-09-18T16:00:00+08:00"))
        let id = try network.act(county, nil, .register(Self.register(massOutage: true)))
        #expect(network.lines(county, id) == [
            "reminder dispatch 2026-09-18T17:00:00.000+08:00", "overdue dispatch 2026-09-18T18:00:00.001+08:00",
        ])
        network.now = try #require(Moment("2026-09-18T16:30:00+08:00"))
        try network.act(county, id, .dispatch(Dispatch([.init(assignee: .unit(Network.unit("water")))])))
        let share = AssignmentID(ticket: id, number: 1)
        #expect(!network.lines(county, id).contains { $0.contains("feedback") })
        network.now = try #require(Moment("2026-09-18T17:00:00+08:00"))
        try network.act(county, id, .assignment(share, .sign(Sign())))
        #expect(try network.pass(to: "2026-09-20T10:00:00+08:00", county, id) == [
            "reminder feedback 2026-09-18T18:00:00.000+08:00", "overdue feedback 2026-09-18T19:00:00.001+08:00",
            "proposal feedbackLate 2026-09-18T19:00:00.001+08:00", "reminder progress 2026-09-19T16:00:00.000+08:00",
            "overdue progress 2026-09-20T00:00:00.000+08:00",
        ])
        try network.act(county, id, .assignment(share, .progress(Progress(text: "已抢修一半"))))
        #expect(network.lines(county, id).filter { $0.contains("progress") } == [
            "reminder progress 2026-09-21T16:00:00.000+08:00", "overdue progress 2026-09-22T00:00:00.000+08:00",
        ])
        network.now = try #require(Moment("2026-09-21T15:00:00+08:00"))
        try network.act(county, id, .assignment(share, .complete(Complete(form: .sample))))
        #expect(!network.lines(county, id).contains { $0.contains("progress") })
        try network.act(county, id, .assignment(share, .refuseCompletion(Disapprove(reasons: "尚未恢复"))))
        #expect(network.lines(county, id).contains("reminder progress 2026-09-21T16:00:00.000+08:00"))
    }

    /// Feedback given too late is marked also where the node was down when its time passed.
    @Test func lateFeedbackIsMarked() throws {
        var (network, id, share) = try Network.dispatched(
            "jiyuan-2024", at: "2026-09-18T10:00:00+08:00", Self.register(massOutage: true))
        try network.act(county, id, .assignment(share, .sign(Sign())))
        network.now = try #require(Moment("2026-09-18T13:00:00+08:00"))
        try network.act(county, id, .assignment(share, .progress(Progress(text: "初步意见"))))
        #expect(try network.fire(county, id).map { "\($0.kind) \($0.of)" } == ["overdue feedback", "proposal feedback"])
        var (timely, other, quick) = try Network.dispatched(
            "jiyuan-2024", at: "2026-09-18T10:00:00+08:00", Self.register(massOutage: true))
        try timely.act(county, other, .assignment(quick, .progress(Progress(text: "初步意见"))))
        #expect(!timely.lines(county, other).contains { $0.contains("feedback") })
    }

    /// What turns out to be a mass outage later has the shorter limit from its registration.
    @Test func corrected() throws {
        var network = try Network(book: "jiyuan-2024")
        network.now = try #require(Moment("2026-09-18T16:00:00+08:00"))
        let id = try network.act(county, nil, .register(Self.register()))
        #expect(network.ticket(county, id).dispatchLimit?.due == Moment("2026-09-19T04:00:00+08:00"))
        network.now = try #require(Moment("2026-09-18T17:00:00+08:00"))
        try network.act(county, id, .correct(Correct(massOutage: true, reason: "影响全镇")))
        #expect(network.ticket(county, id).dispatchLimit?.due == Moment("2026-09-18T18:00:00+08:00"))
    }

    /// proves: JY24-16b; reported at once: up to the node above, and to those who have to be told.
    @Test func suddenEvent() throws {
        var network = try Network(book: "jiyuan-2024")
        let id = try network.act(county, nil, .register(Self.register(emergency: true)))
        #expect(network.timers(county, id).first?.at == network.now)
        #expect(try network.fire(county, id).map(\.kind) == [.report])
        #expect(network.escalations.map(\.to) == [Network.city])
        #expect(network.escalations[0].text == "突发事件第一时间报告：小区停水（巴公镇）")
        let mark = try #require(network.ticket(county, id).reminders.first)
        #expect(mark.of == .emergency && mark.tells?.count == 4)
        #expect(network.mirrors[Network.city]?[id]?.reminders == [mark])
        #expect(try network.fire(county, id).isEmpty)
    }
}
