import HotlineCore
import Storage
import Testing
import WorkCalendar

/// What waits for a person is filed once and decided once.
@Suite struct CareTests {
    @Test func deadLetterIsFiledAndDecidedOnce() throws {
        let store = try Store()
        let row = try store.message(1)
        func file() throws -> Bool {
            try store.write {
                try DeadLetterStore.file(
                    Store.upper, position: 4, message: row, eventID: "1-1", problem: [7], at: 1, in: $0)
            }
        }
        #expect(try file())
        #expect(try file() == false)
        let waiting = try store.write { try DeadLetterStore.list(undecidedOnly: true, limit: 9, in: $0) }
        let letter = try #require(waiting.first)
        try store.write { transaction in
            try DeadLetterStore.decide(letter.id, .requeued, by: "甲", at: 2, in: transaction)
            try DeadLetterStore.decide(letter.id, .discarded, by: "乙", at: 3, in: transaction)
        }
        let decided = try store.write { try DeadLetterStore.find(letter.id, in: $0) }
        #expect(decided?.decision == .requeued && decided?.decidedBy == "甲" && decided?.decidedAt == 2)
        #expect(try store.write { try DeadLetterStore.undecided(in: $0) } == 0)
        #expect(try store.write { try DeadLetterStore.list(undecidedOnly: false, limit: 9, in: $0) }.count == 1)
    }

    @Test func alarmIsRaisedOnceUntilCleared() throws {
        let store = try Store()
        func raise() throws -> Int {
            try store.write { transaction in
                try AlarmStore.raise(kind: "restored", peer: nil, detail: "x", at: 1, in: transaction)
                return try AlarmStore.open(limit: 9, in: transaction).count
            }
        }
        #expect(try raise() == 1)
        #expect(try raise() == 1)
        let id = try #require(try store.write { try AlarmStore.open(limit: 9, in: $0) }.first).id
        #expect(try store.write { try AlarmStore.clear(id, at: 2, in: $0) })
        #expect(try store.write { try AlarmStore.clear(id, at: 3, in: $0) } == false)
        #expect(try raise() == 1)
    }

    @Test func outageRunsOnUntilItEnds() throws {
        let store = try Store()
        let peer = Store.upper.peer
        try store.write { transaction in
            try OutageStore.begin(peer: peer, cause: "timeout", at: 1, in: transaction)
            try OutageStore.begin(peer: peer, cause: "refused", at: 2, in: transaction)
            try OutageStore.end(peer: peer, at: 5, in: transaction)
            try OutageStore.end(peer: peer, at: 6, in: transaction)
            try OutageStore.begin(peer: peer, cause: "refused", at: 8, in: transaction)
        }
        let outages = try store.write { try OutageStore.recent(peer: peer, limit: 9, in: $0) }
        #expect(outages.map(\.since) == [8, 1] && outages.map(\.until) == [nil, 5])
    }

    /// Resting a link says nothing about which incarnation was last seen, and the other way round.
    @Test func suspensionKeepsWhatWasSeen() throws {
        let store = try Store()
        let peer = Store.upper.peer
        let seen = PeerStore.Seen(generation: 3, epoch: "e", helloAt: 9)
        try store.write { transaction in
            try PeerStore.save(seen, peer, in: transaction)
            try PeerStore.suspend(peer, problem: [1], in: transaction)
        }
        #expect(try store.write { try PeerStore.find(peer, in: $0) }?.suspended == [1])
        try store.write { try PeerStore.suspend(peer, problem: nil, in: $0) }
        #expect(try store.write { try PeerStore.find(peer, in: $0) } == seen)
    }

    @Test func parkedIsFoundByItsPlace() throws {
        let store = try Store()
        let row = try store.message(1)
        let assignment = AssignmentID(ticket: TicketID(owner: Store.home, generation: 1, counter: 1), number: 1)
        try store.write {
            try ParkedStore.park(
                peer: Store.lower.peer, assignment: assignment, direction: .report, ordinal: 3, message: row,
                reason: "x", at: 1, in: $0)
        }
        func find(_ direction: ParkedStore.Direction, _ ordinal: Int) throws -> ParkedStore.Parked? {
            try store.write {
                try ParkedStore.find(assignment: assignment, direction: direction, ordinal: ordinal, in: $0)
            }
        }
        #expect(try find(.order, 3) == nil && find(.report, 2) == nil)
        let parked = try #require(try find(.report, 3))
        try store.write { try ParkedStore.remove(parked.id, in: $0) }
        #expect(try store.write { try ParkedStore.count(in: $0) } == 0)
    }
}
