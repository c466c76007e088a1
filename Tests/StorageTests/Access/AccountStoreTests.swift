import Database
import HotlineCore
import Storage
import Testing

/// Accounts, sessions and wrong guesses as rows.
@Suite struct AccountStoreTests {
    private static func account(_ id: String) -> AccountStore.Account {
        AccountStore.Account(
            id: id, name: "王", role: .unit, unit: UnitID(rawValue: "water"), password: "$scrypt$x", mustChange: true,
            createdAt: 5)
    }

    private func digest(_ byte: UInt8) -> [UInt8] { Array(repeating: byte, count: 32) }

    @Test func `An account is read as it was saved`() throws {
        let store = try Store()
        var account = Self.account("wang")
        try store.write { try AccountStore.save(account, in: $0) }
        #expect(try store.write { try AccountStore.find("wang", in: $0) } == account)
        (account.role, account.unit, account.configured) = (.admin, nil, "$scrypt$y")
        (account.mustChange, account.passwordAt, account.signedInAt, account.disabledAt) = (false, 6, 7, 8)
        try store.write { try AccountStore.save(account, in: $0) }
        try store.write { try AccountStore.save(Self.account("li"), in: $0) }
        #expect(try store.write { try AccountStore.list(in: $0) } == [Self.account("li"), account])
        #expect(try store.write { try AccountStore.find("nobody", in: $0) } == nil)
    }

    @Test func `A session is found by its cookie's digest, while its account may sign in`() throws {
        let store = try Store()
        var account = Self.account("wang")
        try store.write {
            try AccountStore.save(account, in: $0)
            try SessionStore.open(digest(1), of: "wang", at: 10, in: $0)
        }
        let session = try store.write { try SessionStore.find(digest(1), in: $0) }
        #expect(session == SessionStore.Session(account: account, openedAt: 10, usedAt: 10))
        try store.write { try SessionStore.use(digest(1), at: 12, in: $0) }
        try store.write { try SessionStore.use(digest(1), at: 11, in: $0) }
        #expect(try store.write { try SessionStore.find(digest(1), in: $0)?.usedAt } == 12, "time goes on only")
        account.disabledAt = 13
        try store.write { try AccountStore.save(account, in: $0) }
        #expect(try store.write { try SessionStore.find(digest(1), in: $0) } == nil)
        #expect(try store.write { try SessionStore.find(digest(2), in: $0) } == nil)
    }

    @Test func `Sessions end one by one, all but the newest, or all`() throws {
        let store = try Store()
        try store.write { transaction in
            for id in ["li", "wang"] { try AccountStore.save(Self.account(id), in: transaction) }
            for byte in UInt8(1)...4 {
                try SessionStore.open(digest(byte), of: "wang", at: Int64(byte), in: transaction)
            }
            try SessionStore.open(digest(9), of: "li", at: 1, in: transaction)
        }
        #expect(try store.write { try SessionStore.end(digest(4), in: $0) })
        #expect(try !store.write { try SessionStore.end(digest(4), in: $0) })
        #expect(try store.write { try SessionStore.endAll(of: "wang", keeping: 2, in: $0) } == 1)
        #expect(try store.write { try SessionStore.find(digest(1), in: $0) } == nil)
        let (all, newest) = try store.write {
            (
                try SessionStore.counts(openedSince: 0, usedSince: 0, in: $0),
                try SessionStore.counts(openedSince: 2, usedSince: 2, in: $0)
            )
        }
        #expect(all == ["wang": 2, "li": 1] && newest == ["wang": 1])
        let forgotten = try store.write {
            try SessionStore.forget(openedBefore: 2, usedBefore: 3, limit: 10, in: $0)
        }
        #expect(forgotten == 2)
        #expect(try store.write { try SessionStore.endAll(in: $0) } == 1)
    }

    @Test func `Wrong guesses are counted by kind and subject, and forgotten when nothing follows from them`() throws {
        let store = try Store()
        let once = SignInFailureStore.Failures(count: 1, lastAt: 10, lockedUntil: 0)
        let locked = SignInFailureStore.Failures(count: 5, lastAt: 11, lockedUntil: 99)
        try store.write {
            try SignInFailureStore.save(once, of: .account, "a", in: $0)
            try SignInFailureStore.save(once, of: .address, "a", in: $0)
            try SignInFailureStore.save(locked, of: .address, "a", in: $0)
            try SignInFailureStore.save(once, of: .address, "b", in: $0)
        }
        #expect(try store.write { try SignInFailureStore.find(.account, "a", in: $0) } == once)
        let addresses = try store.write { try SignInFailureStore.list(.address, limit: 9, in: $0).map(\.subject) }
        #expect(addresses == ["a", "b"])
        #expect(try store.write { try SignInFailureStore.forget(before: 50, limit: 9, in: $0) } == 2)
        #expect(try store.write { try SignInFailureStore.find(.address, "a", in: $0) } == locked)
        #expect(try store.write { try SignInFailureStore.clear(.address, "a", in: $0) })
        #expect(try !store.write { try SignInFailureStore.clear(.address, "a", in: $0) })
    }
}
