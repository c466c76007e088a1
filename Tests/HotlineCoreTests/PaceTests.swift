import HotlineCore
import Testing
import WorkCalendar

/// Deciding takes microseconds; the bound is generous, because debug builds run here on loaded machines.
@Suite struct PaceTests {
    @Test(.timeLimit(.minutes(2))) func decidingIsFast() throws {
        var network = try Network()
        let id = try network.act(Network.county, nil, .register(.sample()))
        let ticket = network.ticket(Network.county, id)
        let context = network.context(
            Network.county, Actor(person: "x", role: .admin, node: Network.county))
        let dispatch = Command.dispatch(Dispatch([.init(assignee: .unit(Network.unit("water")))]))
        let clock = ContinuousClock()
        var events = 0
        let elapsed = try clock.measure {
            for _ in 0..<2_000 { events += try decide(ticket, dispatch, context).count }
        }
        #expect(events == 4_000)
        print("decide: \(elapsed / 2_000) a dispatch (accept and dispatch, with its limits)")
        #expect(elapsed / 2_000 < .milliseconds(2))
        let rule = LimitRule(unit: .workingDay, amount: 10)
        let limits = clock.measure {
            for _ in 0..<10_000 { _ = network.calendar.deadline(rule, from: network.now) }
        }
        print("deadline: \(limits / 10_000) for ten working days")
        #expect(limits / 10_000 < .milliseconds(1))
    }
}
