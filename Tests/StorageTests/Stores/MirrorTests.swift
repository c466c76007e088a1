import HotlineCore
import Storage
import SyncProtocol
import Testing
import WorkCalendar

/// Mirrors: the newest state stands, its sums follow it, its timeline leads back.
@Suite struct MirrorTests {
    private let county = Store.lower.peer
    private var id: TicketID { TicketID(owner: county, generation: 1, counter: 1) }

    private func state(_ generation: Int64, _ revision: Int64, at: Int64 = 0) -> MirrorState {
        MirrorState(
            id: id, source: county.source, rootId: "r", number: "n", generation: generation, revision: revision,
            kind: "help", state: "registered",
            title: "t",
            registeredAt: Moment(milliseconds: at), due: nil,
            digest: StorageHash.sha256([UInt8(generation), UInt8(revision)]))
    }

    private func save(_ state: MirrorState, message: Int64, _ store: Store) throws {
        try store.write { transaction in
            let old = try MirrorStore.find(id, in: transaction)
            try MirrorStore.save(state, message: message, peer: county, replacing: old, in: transaction)
        }
    }

    private func sums(_ store: Store) throws -> [DaySummary] {
        try store.write {
            try DaySumStore.list(
                source: county.source, from: Day(number: -9), through: Day(number: 99), in: $0)
        }
    }

    @Test(arguments: [(1, 2, true), (2, 1, true), (1, 1, false), (2, 9, true)])
    func newestWins(generation: Int64, revision: Int64, isNewer: Bool) throws {
        let store = try Store()
        let row = try store.message(1)
        try save(state(1, 1), message: row, store)
        let stored = try #require(try store.write { try MirrorStore.find(id, in: $0) })
        #expect(stored.isOlder(than: state(generation, revision)) == isNewer)
    }

    /// The sum after many changes is that of the last state alone, also over a restart and another day.
    @Test func sumsFollowTheState() throws {
        let store = try Store()
        let row = try store.message(1)
        for revision in Int64(1)...4 {
            try save(state(1, revision), message: row, store)
            if revision == 2 { try store.reopen() }
        }
        var expected = ReconciliationSum()
        expected.add(state(1, 4).reconciled.digest(hashing: StorageHash.self))
        #expect(try sums(store).map(\.sum) == [expected.sum] && sums(store).map(\.count) == [1])
        try save(state(1, 5, at: 3 * Moment.millisecondsPerDay), message: row, store)
        #expect(try sums(store).map(\.day.ordinal) == [3])
        try save(state(1, 6, at: 3 * Moment.millisecondsPerDay), message: row, store)
        #expect(try sums(store).map(\.day.ordinal) == [3] && sums(store).map(\.count) == [1])
    }

    @Test func timelineLeadsBack() throws {
        let store = try Store()
        var previous: Int64?
        for counter in Int64(1)...4 {
            var message = try Store.message(counter)
            message.previous = previous
            let row = try store.write { try MessageStore.append(message, at: 0, in: $0) }
            try save(state(1, counter), message: row, store)
            previous = row
        }
        let events = try store.write { try MirrorStore.timeline(of: id, limit: 3, in: $0) }
        #expect(try events == [4, 3, 2].map { Array(try Store.message($0).body) })
    }

    @Test func listsNarrow() throws {
        let store = try Store()
        let row = try store.message(1)
        try save(state(1, 1), message: row, store)
        func count(_ change: (inout TicketFilter) -> Void) throws -> Int {
            var filter = TicketFilter()
            change(&filter)
            return try store.write { try MirrorStore.list(filter, in: $0) }.bodies.count
        }
        #expect(try count { _ in } == 1)
        #expect(try count { $0.source = county.source } == 1)
        #expect(try count { $0.source = "urn:hotline:999999" } == 0)
        #expect(try count { $0.states = ["archived"] } == 0)
        let at = state(1, 1).registeredAt.milliseconds
        #expect(try count { $0.registered = at..<at + 1 } == 1)
        #expect(try count { $0.registered = at + 1..<Int64.max } == 0)
        // Its text is entered later (SearchFill).
        #expect(try count { $0.text = "t" } == 0)
    }
}
