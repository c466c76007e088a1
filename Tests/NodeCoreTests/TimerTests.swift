import Database
import HotlineCore
import NodeCore
import Storage
import Testing
import WorkCalendar

/// Timers of a node with its database: set with the state, fired once, over restarts and downtimes.
///
/// A matter of help dispatched on Monday, 14 September 2026, 9:00, ends on Sunday the 20th: 15, 16, 17, 18 and that
/// Sunday, which is worked; it is reminded of on Friday the 18th.
@Suite(.timeLimit(.minutes(3))) struct TimerTests {
    private let city = Plan.city
    private let county = Plan.county

    private func dispatched(_ network: TestNetwork, _ title: String = "小区停水") throws -> TicketID {
        let id = try network.register(county, .sample(title))
        _ = try network.dispatch(county, id, .init(assignee: .unit(Plan.water)))
        return id
    }

    private func fire(_ network: TestNetwork, at code: NodeCode, limit: Int = 100) throws -> Firing {
        try network[code].write { try network[code].core.fireTimers(limit: limit, in: $0, at: network.now) }
    }

    private func next(_ network: TestNetwork, at code: NodeCode) throws -> TimerStore.Next? {
        try network[code].read { try TimerStore.next(in: $0) }
    }

    private func moment(_ text: String) throws -> Moment { try #require(Moment(text)) }

    @Test func aRowFollowsItsTicket() throws {
        let network = try TestNetwork(.pair)
        let id = try network.register(county)
        #expect(try next(network, at: county) == nil)
        _ = try network.dispatch(county, id, .init(assignee: .unit(Plan.water)))
        let reminder = try moment("2026-09-18T09:00:00+08:00")
        let row = try #require(try next(network, at: county))
        #expect(row.ticket == id && row.at == reminder)
        try network.act(county, id, .withdraw(Withdraw(reason: "诉求人撤回")))
        #expect(try next(network, at: county) == nil)
    }

    /// Fired in the moment, once; the event goes up like any other, and the node above fires nothing for its mirror.
    @Test func firesOnceAndGoesUp() throws {
        let network = try TestNetwork(.pair)
        let id = try dispatched(network)
        try network.settle()
        #expect(try fire(network, at: county).fired == 0)
        network.now = try moment("2026-09-18T09:00:00+08:00")
        let firing = try fire(network, at: county)
        #expect(firing.fired == 1 && firing.lateMilliseconds == 0)
        #expect(firing.next == Moment("2026-09-21T00:00:00+08:00"))
        #expect(try fire(network, at: county).fired == 0)
        try network.settle()
        #expect(try network.timeline(county, id).last == "timer.reminded")
        #expect(try network.mirrored(city, id)?.reminders.count == 1)
        network.now = try moment("2026-12-01T09:00:00+08:00")
        #expect(try fire(network, at: city).fired == 0)
        #expect(try next(network, at: city) == nil)
    }

    /// After a downtime: late, in the order of their moments over all tickets, with the true time.
    @Test func aDowntimeFiresLateInOrder() throws {
        let network = try TestNetwork(.pair)
        let first = try dispatched(network, "甲")
        network.now = try moment("2026-09-15T09:00:00+08:00")
        let second = try dispatched(network, "乙")
        try network.settle()
        network[county].stop()
        network.now = try moment("2026-09-24T10:00:00+08:00")
        try network[county].start(at: network.now)
        let before = network[county].changes.count
        let firing = try fire(network, at: county)
        #expect(firing.fired == 6 && firing.lateMilliseconds > 6 * Moment.millisecondsPerDay)
        let fired = network[county].changes.dropFirst(before).map { "\($0.ticket == first ? "甲" : "乙") \($0.type)" }
        #expect(fired == [
            "甲 timer.reminded", "乙 timer.reminded", "甲 timer.overdue", "甲 supervision.proposed", "乙 timer.overdue",
            "乙 supervision.proposed",
        ])
        let mark = try #require(try network.ticket(county, second).overdue.first)
        #expect(mark.noticedAt == network.now && mark.at < network.now)
        #expect(try fire(network, at: county).fired == 0)
        try network.settle()
        try network.checkMirrors("after the downtime")
        try network.checkJournals("after the downtime")
    }

    /// Cut off in the middle of a batch: what was committed does not fire again, the rest does.
    @Test func aBatchThatWasCutOffGoesOn() throws {
        let network = try TestNetwork(.pair)
        let id = try dispatched(network)
        network.now = try moment("2026-09-24T10:00:00+08:00")
        #expect(try fire(network, at: county, limit: 1).fired == 1)
        struct Crash: Error {}
        #expect(throws: Crash.self) {
            try network[county].write { transaction -> Outcome<Void> in
                _ = try network[county].core.fireTimers(limit: 100, in: transaction, at: network.now)
                throw Crash()
            }
        }
        network[county].stop()
        try network[county].start(at: network.now)
        #expect(try fire(network, at: county).fired == 2)
        let timeline = try network.timeline(county, id)
        #expect(timeline.suffix(3) == ["timer.reminded", "timer.overdue", "supervision.proposed"])
    }

    /// Rows that a program without timers did not write, or that are behind their ticket, are derived anew.
    @Test func derivedAnew() throws {
        let network = try TestNetwork(.pair)
        let id = try dispatched(network)
        let written = try next(network, at: county)
        try network[county].write { transaction in
            try transaction.execute("DELETE FROM timer")
            return Outcome(())
        }
        #expect(try next(network, at: county) == nil)
        let end = try network[county].write {
            try network[county].core.scheduleTimers(after: 0, limit: 100, in: $0, at: network.now)
        }
        #expect(end == nil)
        #expect(try next(network, at: county) == written)
        // A row that is too early fires nothing and is put right.
        try network[county].write { transaction in
            try TimerStore.replace(id, at: network.now, in: transaction)
            return Outcome(())
        }
        #expect(try fire(network, at: county).fired == 0)
        #expect(try next(network, at: county) == written)
    }

    /// A list of the tickets whose proposals wait for a person.
    @Test func proposedTicketsAreListed() throws {
        let network = try TestNetwork(.pair)
        let id = try dispatched(network)
        var filter = TicketFilter()
        filter.own.marks = [.proposed]
        func total() throws -> Int {
            try network[county].read { [filter] in try TicketStore.list(filter, in: $0).total }
        }
        #expect(try total() == 0)
        network.now = try moment("2026-09-22T10:00:00+08:00")
        _ = try fire(network, at: county)
        #expect(try total() == 1)
        try network.act(county, id, .dismissProposal(DismissProposal(trigger: "overdue", reason: "已电话催办")))
        #expect(try total() == 0)
    }
}
