import Database
import HotlineCore
import Storage
import SyncProtocol
import Testing
import WorkCalendar

/// Acceptance is final: an id that was accepted is known for ever, with or without its body.
@Suite struct MessageTests {
    private func standing(_ store: Store, _ message: MessageStore.Message) throws -> MessageStore.Standing {
        try store.write { try MessageStore.standing(of: message.key, digest: message.digest, in: $0) }
    }

    @Test func duplicateAndReuseAreToldApart() throws {
        let store = try Store()
        let source = "urn:hotline:140525"
        let first = try Store.message(7, source: source)
        #expect(try standing(store, first) == .new)
        try store.message(7, source: source, at: 5)
        #expect(try standing(store, first) == .duplicate)
        #expect(try standing(store, Store.message(7, source: source, text: "b")) == .reused)
        #expect(try standing(store, Store.message(8, source: source)) == .new)
        #expect(try standing(store, Store.message(7, source: "urn:hotline:410000")) == .new)
    }

    /// Known after a restart and after retention; then the content is no longer compared.
    @Test func idsOutliveTheirBodies() throws {
        let store = try Store()
        for counter in [Int64(1), 2, 3, 9, 4] { try store.message(counter) }
        #expect(try store.write { try MessageStore.forget(before: .max, after: 0, limit: 100, in: $0) }.removed == 5)
        try store.reopen()
        for counter in [Int64(1), 2, 3, 4, 9] {
            #expect(try standing(store, Store.message(counter, text: "other")) == .duplicate)
        }
        #expect(try standing(store, Store.message(5)) == .new)
    }

    /// Ids with gaps between them, such as a sender draws that has many receivers: no record grows with their number.
    @Test func aCommitWritesLittleHoweverManyIdsThereAre() throws {
        let store = try Store()
        let source = "urn:hotline:140525"
        for start in stride(from: Int64(1), to: 20_001, by: 1_000) {
            try store.write { transaction in
                for counter in stride(from: start, to: start + 1_000, by: 2) {
                    try MessageStore.append(Store.message(counter, source: source), at: 0, in: transaction)
                }
            }
        }
        let longest = try store.write { transaction in
            try transaction.first("""
                SELECT max(length(ranges)) FROM (SELECT ranges FROM source UNION ALL SELECT ranges FROM accepted)
                """) { $0.int(0) }
        }
        #expect(try #require(longest) <= 4_096)
        try store.reopen()
        for counter in [Int64(1), 4_095, 4_097, 8_191, 19_999] {
            #expect(try standing(store, Store.message(counter, source: source)) == .duplicate)
            #expect(try standing(store, Store.message(counter + 1, source: source)) == .new)
        }
    }

    /// Ids that were kept with their source, before they had rows of their own, are known on.
    @Test func idsOfEarlierSchemasAreKnown() throws {
        let store = try Store()
        try store.message(7)
        var earlier = IDRanges()
        earlier.insert(1...5)
        let ranges = earlier.encoded()
        let bytes = [0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, UInt8(ranges.count)] + ranges
        _ = try store.write { try $0.execute("UPDATE source SET ranges = ?", bytes) }
        try store.reopen()
        for counter in [Int64(1), 5, 7] { #expect(try standing(store, Store.message(counter)) == .duplicate) }
        #expect(try standing(store, Store.message(6)) == .new)
        try store.message(6)
        try store.reopen()
        #expect(try standing(store, Store.message(6)) == .duplicate)
    }

    @Test func undoneMessageIsForgotten() throws {
        struct Failure: Error {}
        let store = try Store()
        let message = try Store.message(3)
        _ = try? store.write { transaction in
            try MessageStore.append(message, at: 0, in: transaction)
            throw Failure()
        }
        #expect(try standing(store, message) == .new)
    }

    /// Ids of other systems cost a row each, and keep their digest.
    @Test func foreignIDsKeepTheirDigest() throws {
        let store = try Store()
        let key = MessageKey(EventKey(source: "https://example.org/12319", id: "1-7"))
        #expect(key.nodeID == nil)
        let ticket = TicketID(owner: Store.home, generation: 1, counter: 1)
        try store.write { try MessageStore.remember(key, digest: .zero, ticket: ticket, in: $0) }
        try store.reopen()
        func standing(_ digest: Digest32) throws -> MessageStore.Standing {
            try store.write { try MessageStore.standing(of: key, digest: digest, in: $0) }
        }
        #expect(try standing(.zero) == .duplicate)
        #expect(try standing(StorageHash.sha256([1])) == .reused)
        #expect(try store.write { try MessageStore.ticket(madeBy: key, in: $0) } == ticket)
    }

    /// Retention keeps whatever something points to.
    @Test func bodiesInUseStay() throws {
        let store = try Store()
        for counter in Int64(1)...6 { try store.message(counter, at: counter) }
        try store.write { transaction in
            try OutboxStore.owe(
                message: 1, event: EventKey(source: "s", id: "1"), on: Store.upper, at: 0, in: transaction)
            try OutboxStore.acknowledge(1, on: Store.upper, at: 0, in: transaction)
            _ = try DeadLetterStore.file(
                Store.upper, position: 1, message: 2, eventID: "1-2", problem: [], at: 0, in: transaction)
            try ParkedStore.park(
                peer: Store.lower.peer, assignment: nil, direction: nil, ordinal: nil, message: 3, reason: "", at: 0,
                in: transaction)
            let state = MirrorState(
                id: TicketID(owner: Store.lower.peer, generation: 1, counter: 1), source: Store.lower.peer.source,
                rootId: "r", number: "n", generation: 1, revision: 1, kind: "help", state: "registered",
                title: "t",
                registeredAt: Moment(milliseconds: 0), due: nil, digest: .zero)
            try MirrorStore.save(state, message: 4, peer: Store.lower.peer, replacing: nil, in: transaction)
        }
        #expect(try store.write { try MessageStore.forget(before: 6, after: 0, limit: 100, in: $0) }.removed == 1)
        let held = try store.write { transaction in
            try (1...6).filter { try MessageStore.body($0, in: transaction) != nil }
        }
        #expect(held == [1, 2, 3, 4, 6])
    }

    /// A body that comes again takes the old row where it is held, a new one where it is not.
    @Test func refillStoresOnce() throws {
        let store = try Store()
        let row = try store.message(1)
        let message = try Store.message(1)
        #expect(try store.write { try MessageStore.refill(message, at: 1, in: $0) } == row)
        #expect(try store.write { try MessageStore.forget(before: .max, after: 0, limit: 9, in: $0) }.removed == 1)
        let again = try store.write { try MessageStore.refill(message, at: 1, in: $0) }
        #expect(try store.write { try MessageStore.body(again, in: $0) } == Array(message.body))
    }
}
