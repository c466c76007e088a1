import Crypto
import Database
import HotlineCore
import Storage
import SyncProtocol
import Testing

/// Seals of journals: kept as they came, and held against a journal.
@Suite struct SealTests {
    private static let county = NodeCode(rawValue: "140525")!

    private static func seal(
        _ length: Int64, _ text: String, generation: Int64 = 1, since: Int64 = 0, at time: Int64 = 0
    ) -> JournalSeal {
        let digest = Array(text.utf8).withUnsafeBytes { StorageHash.sha256($0) }
        return JournalSeal(generation: generation, length: length, since: since, digest: digest, receivedAt: time)
    }

    private static func take(_ seal: JournalSeal, in store: Store) throws -> SealStore.Taken {
        try store.write { try SealStore.take(seal, of: county, in: $0) }
    }

    private static func kept(in store: Store) throws -> [JournalSeal] {
        try store.write { try SealStore.page(of: county, after: 0, limit: 100, in: $0).seals }
    }

    @Test func growingJournalsFit() throws {
        let store = try Store()
        let seals = [Self.seal(3, "a", at: 1), Self.seal(7, "b", at: 2)]
        for seal in seals { #expect(try Self.take(seal, in: store) == .fits) }
        // Said again with the next batch.
        #expect(try Self.take(Self.seal(7, "b", at: 9), in: store) == .fits)
        #expect(try Self.kept(in: store) == seals)
        #expect(try store.write { try SealStore.page(of: Store.home, after: 0, limit: 100, in: $0).seals } == [])
    }

    /// A new generation that began before a sealed row says so once; one that goes on behind it has nothing to say.
    @Test(arguments: [(5, true), (7, false)] as [(Int64, Bool)])
    func newGenerationsSayWhereTheyBegan(since: Int64, replaces: Bool) throws {
        let store = try Store()
        let known = [Self.seal(3, "a", at: 1), Self.seal(7, "b", at: 2)]
        for seal in known { _ = try Self.take(seal, in: store) }
        let first = Self.seal(8, "c", generation: 2, since: since, at: 3)
        #expect(try Self.take(first, in: store) == (replaces ? .replaces(known[1]) : .fits))
        #expect(try Self.take(Self.seal(9, "d", generation: 2, since: since, at: 4), in: store) == .fits)
        #expect(try Self.kept(in: store).prefix(3) == known + [first])
    }

    /// As long and other, shorter and other, shorter and as it once was: the first one stands, and each is kept.
    @Test(arguments: [(7, "x"), (4, "x"), (3, "a")] as [(Int64, String)])
    func contradictionsAreKeptBesideTheFirst(length: Int64, text: String) throws {
        let store = try Store()
        let known = [Self.seal(3, "a"), Self.seal(7, "b", at: 5)]
        for seal in known { _ = try Self.take(seal, in: store) }
        let late = Self.seal(length, text, at: 9)
        #expect(try Self.take(late, in: store) == .contradicts(known[1]))
        #expect(try Self.take(late, in: store) == .contradicts(known[1]))
        #expect(try Self.kept(in: store) == known + (text == "a" ? [] : [late]))
        #expect(try Self.take(Self.seal(8, "y"), in: store) == .fits)
    }

    @Test func pagesGoOnWhereTheLastEnded() throws {
        let store = try Store()
        for length in 1...5 { _ = try Self.take(Self.seal(Int64(length), "a\(length)"), in: store) }
        var lengths: [[Int64]] = []
        var next: Int64? = 0
        while let after = next {
            let page = try store.write { try SealStore.page(of: Self.county, after: after, limit: 2, in: $0) }
            lengths.append(page.seals.map(\.length))
            next = page.next
        }
        #expect(lengths == [[1, 2], [3, 4], [5]])
    }

    // MARK: - Comparing

    /// A journal of these entries, rewritten as a whole: its chain agrees with itself. Its digests.
    @discardableResult
    private static func write(_ entries: [String], to store: Store) throws -> [Digest32] {
        try store.write { transaction in
            try transaction.execute("DELETE FROM journal")
            var digests: [Digest32] = []
            for (index, entry) in entries.enumerated() {
                let digest = JournalStore.chain(
                    after: digests.last?.bytes ?? Digest32.zero.bytes, entry: Array(entry.utf8))
                try transaction.execute("""
                    INSERT INTO journal (seq, ticket, generation, revision, at, type, entry, digest)
                    VALUES (?, 't', 1, 1, 0, 'x', ?, ?)
                    """, Int64(index + 1), Array(entry.utf8), digest)
                digests.append(try #require(Digest32(digest)))
            }
            return digests
        }
    }

    /// Seals of the first rows of a journal of six, after rows 2, 4 and 6.
    private static func sealed(_ store: Store) throws -> [JournalSeal] {
        let digests = try write((1...6).map { "entry \($0)" }, to: store)
        return [2, 4, 6].map { length in
            JournalSeal(
                generation: 1, length: Int64(length), since: 0, digest: digests[length - 1], receivedAt: Int64(length))
        }
    }

    private static func compare(_ seals: [JournalSeal], in store: Store) throws -> SealComparison {
        try store.write { try SealComparison.run(seals.reversed(), in: $0) }
    }

    @Test func untouchedJournalsAreVouchedFor() throws {
        let store = try Store()
        let seals = try Self.sealed(store)
        let comparison = try Self.compare(seals, in: store)
        #expect(comparison.matching == seals && comparison.vouchedThrough == 6)
        #expect(comparison.differences == [] && comparison.replaced == [])
    }

    /// Each row in turn is changed, removed, or has one put in before it.
    @Test(arguments: 0..<6, [0, 1, 2])
    func whatIsRewrittenIsFound(index: Int, way: Int) throws {
        let store = try Store()
        let seals = try Self.sealed(store)
        var entries = (1...6).map { "entry \($0)" }
        switch way {
        case 0: entries[index] += " changed"
        case 1: entries.remove(at: index)
        default: entries.insert("put in", at: index)
        }
        try Self.write(entries, to: store)
        let comparison = try Self.compare(seals, in: store)
        let first = try #require(comparison.differences.first)
        let good = Int64(index / 2 * 2)
        #expect(first.seal.length == good + 2 && first.goodThrough == good)
        #expect(comparison.vouchedThrough == good)
        #expect(first.kind == (way == 1 && index >= 4 ? .missing : .changed))
        #expect(comparison.differences.count == seals.count - Int(good / 2))
    }

    /// Behind a row that is simply not there nothing is vouched for, whatever the rows say of themselves.
    @Test func nothingIsVouchedForBehindAGap() throws {
        let store = try Store()
        let seals = try Self.sealed(store)
        try store.write { _ = try $0.execute("DELETE FROM journal WHERE seq = 3") }
        let comparison = try Self.compare(seals, in: store)
        #expect(comparison.vouchedThrough == 2 && comparison.differences.map(\.kind) == [.missing, .missing])
    }

    /// A restore at row 3 takes rows 4 to 6 with it, and they are written anew in another generation.
    @Test func whatARestoreTookIsNoTampering() throws {
        let store = try Store()
        let seals = try Self.sealed(store)
        let entries = (1...3).map { "entry \($0)" }
        try Self.write(entries, to: store)
        #expect(try Self.compare(seals, in: store).differences.map(\.kind) == [.missing, .missing])
        // What only the database itself says of a restore excuses nothing.
        try store.write { transaction in
            try NodeRecord.update(in: transaction) { ($0.generation, $0.journalLength) = (2, 3) }
            try GenerationStart.note(after: 3, in: transaction)
        }
        #expect(try Self.compare(seals, in: store).differences.count == 2)
        let digests = try Self.write(entries + ["later 4", "later 5"], to: store)
        let later = JournalSeal(generation: 2, length: 5, since: 3, digest: digests[4], receivedAt: 9)
        let comparison = try Self.compare(seals + [later], in: store)
        #expect(comparison.differences == [] && comparison.replaced == Array(seals.dropFirst()))
        #expect(comparison.matching == [seals[0], later] && comparison.vouchedThrough == 5)
        // What lies before the restore is held against its seals as ever.
        try Self.write(["other"] + entries.dropFirst() + ["later 4", "later 5"], to: store)
        #expect(try Self.compare(seals + [later], in: store).differences.map(\.seal) == [seals[0], later])
    }
}
