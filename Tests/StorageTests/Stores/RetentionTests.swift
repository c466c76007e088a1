import Database
import HotlineCore
import Storage
import SyncProtocol
import Testing
import WorkCalendar

/// Retention costs what it removes, not what is kept.
@Suite struct RetentionTests {
    /// Mirrors of a county's tickets, each held by its own message.
    private func mirror(_ counters: ClosedRange<Int64>, in store: Store) throws {
        let source = Store.lower.peer.source
        try store.write { transaction in
            for counter in counters {
                let message = try MessageStore.append(
                    Store.message(counter, source: source), at: counter, in: transaction)
                let state = MirrorState(
                    id: TicketID(owner: Store.lower.peer, generation: 1, counter: counter), source: source, rootId: "r",
                    number: "n\(counter)", generation: 1, revision: 1, kind: "help", state: "registered",
                    title: "t",
                    registeredAt: Moment(milliseconds: counter), due: nil, digest: .zero)
                try MirrorStore.save(
                    state, message: message, peer: Store.lower.peer, replacing: nil, in: transaction)
            }
        }
    }

    private func step(_ store: Store, after row: Int64, before: Int64 = .max) throws -> MessageStore.Forgotten {
        try store.write { try MessageStore.forget(before: before, after: row, limit: 100, in: $0) }
    }

    /// What mirrors hold is passed by in steps of a fixed size, and what is free behind it goes.
    @Test func aStepGoesOnWhereTheLastEnded() throws {
        let store = try Store()
        try mirror(1...250, in: store)
        for counter in Int64(1)...30 { try store.message(counter, at: counter) }
        var steps: [MessageStore.Forgotten] = []
        var row: Int64? = 0
        while let after = row, steps.count < 9 {
            steps.append(try step(store, after: after))
            row = steps.last?.next
        }
        #expect(steps.map(\.next) == [100, 200, 280, nil])
        #expect(steps.map(\.removed) == [0, 0, 30, 0])
    }

    /// Messages that were stored while the clock was ahead keep nothing behind them from going.
    @Test func aClockThatWasAheadHoldsNothingUp() throws {
        let store = try Store()
        for (counter, moment) in [(Int64(1), Int64(5)), (2, 9_000), (3, 6), (4, 7_000)] {
            let row = try store.message(counter, at: moment)
            try store.write { transaction in
                let event = EventKey(source: Store.home.source, id: "1-\(counter)")
                try OutboxStore.owe(message: row, event: event, on: Store.upper, at: moment, in: transaction)
                try OutboxStore.acknowledge(4, on: Store.upper, at: 0, in: transaction)
            }
        }
        // The outbox has no gaps: its oldest row says from where a peer can be sent again.
        #expect(try store.write { try OutboxStore.forget(before: 100, limit: 50, in: $0) } == 3)
        #expect(try step(store, after: 0, before: 100) == MessageStore.Forgotten(removed: 2, next: 3))
        #expect(try step(store, after: 3, before: 100).next == nil)
    }

    /// Every question that is asked for each old row, or in each hello, is answered by an index.
    @Test func nothingIsFoundByReadingAll() throws {
        let plan = try Store().write { transaction in
            try transaction.query(
                SQL(composed: "EXPLAIN QUERY PLAN \(MessageStore.candidates.text)"), 0, 1) { $0.text(3) }
                + transaction.query(
                    SQL(composed: "EXPLAIN QUERY PLAN \(MirrorStore.newestOfSource.text)"), "s") { $0.text(3) }
        }
        #expect(plan.count { $0.hasPrefix("SEARCH") } >= 6)
        #expect(plan.filter { $0.hasPrefix("SCAN") } == [])
    }

    /// A stream that was quiet for longer than anything is kept goes on with the next message.
    @Test func aQuietStreamGoesOn() throws {
        var network = try TestNetwork()
        let (city, county) = (network.city, network.county)
        try network.act(county, .register(.sample()))
        try network.settle()
        _ = try county.write { try OutboxStore.forget(before: .max, limit: 1_000, in: $0) }
        let id = try network.act(county, .register(.sample("路灯不亮")))
        try network.settle()
        #expect(try city.write { try MirrorStore.summary(id, in: $0) } != nil)
        try network.greet(county, city)
    }

    @Test func theNewestNumberIsOfItsSource() throws {
        let store = try Store()
        try mirror(1...5, in: store)
        try store.message(1, source: Store.upper.peer.source)
        let numbers = try store.write { transaction in
            try [Store.lower.peer, Store.upper.peer].map {
                try MirrorStore.newestNumber(source: $0.source, in: transaction)
            }
        }
        #expect(numbers == ["n5", nil])
    }
}
