import Database
import HotlineCore
import Storage
import Testing
import WorkCalendar

/// Numbers are never given twice, and secrets are found by their digest alone.
@Suite struct IdentityTests {
    private let day = Day(year: 2026, month: 9, day: 14)!

    @Test func numbersRunByDay() throws {
        let store = try Store()
        let drawn = try store.write { transaction in
            try [day, day, day + 1, day].map { try NumberStore.draw(day: $0, in: transaction).counter }
        }
        #expect(drawn == [1, 2, 1, 3])
    }

    /// A number that a peer has seen is passed; one that lies behind moves nothing back, one that no hotline reaches in
    /// a day nothing forward.
    @Test(arguments: [(1, 4), (3, 4), (4, 5), (900, 901), (1_000_000, 1_000_001), (1_000_001, 4), (999_999_999, 4)])
    func numbersSeenElsewhereArePassed(seen: Int, next: Int) throws {
        let store = try Store()
        let counter = try store.write { transaction in
            for _ in 1...3 { _ = try NumberStore.draw(day: day, in: transaction) }
            try NumberStore.pass(TicketNumber(day: day, counter: seen), in: transaction)
            return try NumberStore.draw(day: day, in: transaction).counter
        }
        #expect(counter == next)
    }

    /// A number that could not be read again is not given.
    @Test func numbersEndWithADay() throws {
        let store = try Store()
        try store.write { transaction in
            try transaction.execute(
                "INSERT INTO number_counter (day, last) VALUES (?, ?)", Int(day.number), TicketNumber.mostADay - 1)
            let last = try NumberStore.draw(day: day, in: transaction)
            #expect(TicketNumber(rawValue: last.rawValue) == last)
        }
        #expect(throws: StorageError.noMoreNumbers(day: day.description)) {
            try store.write { _ = try NumberStore.draw(day: day, in: $0) }
        }
    }

    @Test func numberOfAnUnknownDayIsPassed() throws {
        let store = try Store()
        let counter = try store.write { transaction in
            try NumberStore.pass(TicketNumber(day: day, counter: 41), in: transaction)
            return try NumberStore.draw(day: day, in: transaction).counter
        }
        #expect(counter == 42)
    }

    /// Counters survive a restart, and a failure undoes what it drew.
    @Test func countersFollowTheTransaction() throws {
        struct Failure: Error {}
        let store = try Store()
        func draw() throws -> Int64 { try store.write { try NodeRecord.update(in: $0) { $0.drawCounter() } } }
        #expect(try draw() == 1)
        _ = try? store.write { transaction in
            _ = try NodeRecord.update(in: transaction) { $0.drawCounter() }
            throw Failure()
        }
        #expect(try draw() == 2)
        try store.reopen()
        #expect(try draw() == 3)
    }

    @Test func revokedTokenOpensNothing() throws {
        let store = try Store()
        let water = UnitID(rawValue: "water")
        let tokens = [
            TokenStore.Token(id: "t1", person: "张", role: .unit, unit: water, createdAt: 1),
            TokenStore.Token(id: "t2", person: "12319", role: .operator, source: "https://example.org", createdAt: 2),
        ]
        try store.write { transaction in
            for (number, token) in tokens.enumerated() {
                try TokenStore.add(token, digest: [UInt8(number)], in: transaction)
            }
        }
        #expect(try store.write { try TokenStore.find(digest: [0], in: $0) } == tokens[0])
        #expect(try store.write { try TokenStore.find(digest: [9], in: $0) } == nil)
        #expect(try store.write { try TokenStore.list(in: $0) } == tokens)
        #expect(try store.write { try TokenStore.revoke("t1", at: 5, in: $0) })
        #expect(try store.write { try TokenStore.revoke("t1", at: 6, in: $0) } == false)
        #expect(try store.write { try TokenStore.find(digest: [0], in: $0) } == nil)
        #expect(try store.write { try TokenStore.find(digest: [1], in: $0) } == tokens[1])
        #expect(throws: (any Error).self) {
            try store.write { try TokenStore.add(tokens[0], digest: [1], in: $0) }
        }
    }

    @Test func answersAreKeptPerScope() throws {
        let store = try Store()
        let answer = IdempotencyStore.Answer(requestDigest: [1], status: 201, response: [2])
        try store.write { try IdempotencyStore.save(answer, scope: "a", key: "k", at: 10, in: $0) }
        #expect(try store.write { try IdempotencyStore.find(scope: "a", key: "k", in: $0) } == answer)
        #expect(try store.write { try IdempotencyStore.find(scope: "b", key: "k", in: $0) } == nil)
        // Two requests with one key: the second answer does not replace the first.
        #expect(throws: (any Error).self) {
            try store.write { try IdempotencyStore.save(answer, scope: "a", key: "k", at: 11, in: $0) }
        }
        try store.write { transaction in
            for number in 0..<5 {
                try IdempotencyStore.save(answer, scope: "c", key: "\(number)", at: Int64(number), in: transaction)
            }
        }
        let gone = try store.write { transaction in
            try (0..<3).map { _ in try IdempotencyStore.forget(before: 10, limit: 3, in: transaction) }
        }
        #expect(gone == [3, 2, 0])
        #expect(try store.write { try IdempotencyStore.find(scope: "a", key: "k", in: $0) } == answer)
    }
}
