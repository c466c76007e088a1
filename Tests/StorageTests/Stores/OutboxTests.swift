import Database
import HotlineCore
import Storage
import SyncProtocol
import Testing

/// What is owed: positions without gaps, bounds of a batch, and that nothing undelivered is ever removed.
@Suite struct OutboxTests {
    private let key = Store.upper

    /// A stream with so many messages owed, each at its own time.
    private func owed(_ count: Int64, in store: Store) throws {
        for counter in 1...count {
            try store.write { transaction in
                let message = try Store.message(counter)
                let row = try MessageStore.append(message, at: counter, in: transaction)
                try OutboxStore.owe(
                    message: row, event: message.key.event, on: key, at: counter, in: transaction)
            }
        }
    }

    private func stream(_ store: Store) throws -> OutboundStream {
        try store.write { try OutboxStore.stream(key, in: $0) }
    }

    @Test func positionsAndChainRunOn() throws {
        let store = try Store()
        try owed(3, in: store)
        try store.reopen()
        try store.write { transaction in
            let stream = try OutboxStore.stream(key, in: transaction)
            let keys = (1...3).map { EventKey(source: Store.home.source, id: "1-\($0)") }
            #expect(stream.next == 4 && stream.acknowledged == 0 && stream.backlog == 3)
            for position in Int64(1)...4 {
                let chain = Chain.rolled(Chain.origin, over: keys.prefix(Int(position) - 1), hashing: StorageHash.self)
                #expect(try OutboxStore.chain(before: position, stream: stream, in: transaction) == chain)
            }
            #expect(try OutboxStore.chain(before: 5, stream: stream, in: transaction) == nil)
            #expect(stream.chain == Chain.rolled(Chain.origin, over: keys, hashing: StorageHash.self))
        }
    }

    /// A failure undoes the position, and the next message gets it.
    @Test func failureGivesItsPositionBack() throws {
        struct Failure: Error {}
        let store = try Store()
        try owed(1, in: store)
        let next = try store.write { transaction in
            _ = try? transaction.attempt {
                try OutboxStore.owe(
                    message: 1, event: EventKey(source: "s", id: "lost"), on: key, at: 0, in: transaction)
                throw Failure()
            }
            return try OutboxStore.stream(key, in: transaction).next
        }
        #expect(next == 2)
        #expect(try stream(store).next == 2)
    }

    @Test(arguments: [(1, 1 << 20, 1), (3, 1 << 20, 3), (9, 1 << 20, 5), (9, 1, 1), (9, 0, 1)])
    func batchKeepsItsBounds(maxEvents: Int, maxBytes: Int, expected: Int) throws {
        let store = try Store()
        try owed(5, in: store)
        let stream = try stream(store)
        var bytes: [UInt8] = []
        let count = try store.write {
            try OutboxStore.append(
                to: &bytes, from: 1, stream: stream.ref, maxEvents: maxEvents, maxBytes: maxBytes, in: $0)
        }
        #expect(count == expected)
        var decoder = EventDecoder(hashing: StorageHash.self)
        #expect(try decoder.batch([0x5B] + bytes + [0x5D]).count == expected)
    }

    /// As many bytes as fit, and not one message more.
    @Test func batchFillsItsBytes() throws {
        let store = try Store()
        try owed(5, in: store)
        let stream = try stream(store)
        let size = try store.write { try MessageStore.body(1, in: $0) }?.count ?? 0
        for (bound, expected) in [(2 * size + 1, 2), (3 * size, 2), (3 * size + 2, 3)] {
            var bytes: [UInt8] = []
            let count = try store.write {
                try OutboxStore.append(
                    to: &bytes, from: 1, stream: stream.ref, maxEvents: 9, maxBytes: bound, in: $0)
            }
            #expect(count == expected && bytes.count <= bound)
        }
    }

    @Test func confirmationNeverGoesBack() throws {
        let store = try Store()
        try owed(3, in: store)
        for (position, expected) in [(Int64(2), Int64(2)), (1, 2), (99, 3)] {
            try store.write { try OutboxStore.acknowledge(position, on: key, at: 7, in: $0) }
            #expect(try stream(store).acknowledged == expected)
        }
        try store.write { try OutboxStore.rewind(to: 1, on: key, in: $0) }
        #expect(try stream(store).acknowledged == 1 && stream(store).backlog == 2)
    }

    /// However old: what the peer has not confirmed stays, row and body.
    @Test func nothingUndeliveredIsRemoved() throws {
        let store = try Store()
        try owed(6, in: store)
        try store.write { transaction in
            #expect(try OutboxStore.forget(before: .max, limit: 100, in: transaction) == 0)
            #expect(try MessageStore.forget(before: .max, after: 0, limit: 100, in: transaction).removed == 0)
            try OutboxStore.acknowledge(4, on: key, at: 7, in: transaction)
        }
        let removed = try store.write { transaction in
            [try OutboxStore.forget(before: 4, limit: 2, in: transaction),
             try OutboxStore.forget(before: 4, limit: 2, in: transaction),
             try OutboxStore.forget(before: .max, limit: 100, in: transaction)]
        }
        #expect(removed == [2, 1, 0])
        let ref = try stream(store).ref
        #expect(try store.write { try OutboxStore.oldestHeld(stream: ref, in: $0) } == 4)
        #expect(try store.write { try MessageStore.forget(before: .max, after: 0, limit: 100, in: $0) }.removed == 3)
        let unconfirmed = try store.write {
            try OutboxStore.unacknowledged(stream(in: $0), after: 0, limit: 9, in: $0).map(\.position)
        }
        #expect(unconfirmed == [5, 6])
    }

    private func stream(in transaction: Transaction) throws -> OutboundStream {
        try OutboxStore.stream(key, in: transaction)
    }

    /// An operator's list of what is owed: each message once, however small the pages and whichever stream began first.
    @Test(arguments: [1, 2, 3, 5, 50])
    func owedMessagesComeOnce(limit: Int) throws {
        let store = try Store()
        let keys = [
            Store.upper, StreamKey(peer: Store.lower.peer, stream: .orders),
            StreamKey(peer: Store.upper.peer, stream: .orders), StreamKey(peer: Store.lower.peer, stream: .feed),
        ]
        try store.write { transaction in
            for counter in Int64(1)...11 {
                let message = try Store.message(counter)
                let row = try MessageStore.append(message, at: counter, in: transaction)
                try OutboxStore.owe(
                    message: row, event: message.key.event, on: keys[Int(counter) % 4], at: counter, in: transaction)
            }
            try OutboxStore.acknowledge(1, on: keys[1], at: 9, in: transaction)
        }
        var seen: [String] = []
        var cursor: OwedMessages.Cursor?
        repeat {
            let page = try store.write {
                try OwedMessages.list(peer: nil, stream: nil, after: cursor, limit: limit, in: $0)
            }
            #expect(page.total == 10 && page.items.count <= limit)
            seen += page.items.map { "\($0.key.peer) \($0.key.stream.rawValue) \($0.position)" }
            cursor = page.next.flatMap { OwedMessages.Cursor($0.text) }
        } while cursor != nil && seen.count < 50
        #expect(seen.count == 10 && Set(seen).count == 10)
    }
}
