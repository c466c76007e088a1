import Crypto
import HTTPServer
import HTTPWire
import Storage
import TestSupport
import Testing

@testable import Node

/// Wrong guesses: what they tell, and what follows from them.
@Suite(.timeLimit(.minutes(2))) struct LockOutTests {
    private func guess(_ account: String, _ password: String = "wrong", at node: TestNode) async throws -> APIAnswer {
        var browser = Browser(node)
        return try await browser.signIn(account, password)
    }

    /// What an answer tells, but for the moment.
    private func told(_ answer: APIAnswer) -> [String] {
        let fields = answer.headers.filter { $0.name != "date" }
        return [String(answer.status), answer.text] + fields.map { "\($0.name): \($0.value)" }
    }

    // proves in part: ZZ23-47
    @Test func `Whether there is such an account is told by no answer, and each takes a check`() async throws {
        try await TestNode.withPasswords { $0.takeToken(from: "rev") }.run { node in
            #expect(try await node.post("/accounts/rev/actions/disable").status == 200)
            let counter = "hotline_passwords_checked_total"
            var answers: [[String]] = []
            for (account, password) in [("op", "wrong"), ("nobody", "wrong"), ("rev", Browser.password), ("rev", "x")] {
                let before = try await node.metric(counter)
                let answer = try await guess(account, password, at: node)
                #expect(answer.status == 401 && answer.problem == "sign-in-refused")
                #expect(answer.headers["set-cookie"] == nil)
                #expect(try await node.metric(counter) == before + 1, "\(account)")
                answers.append(told(answer))
            }
            #expect(Set(answers).count == 1, "\(answers)")
        }
    }

    // proves in part: ZZ23-47
    @Test(arguments: ["op", "nobody"])
    func `After five wrong guesses an account is locked, longer each time`(account: String) async throws {
        let clock = VirtualClock()
        try await TestNode.withPasswords(clock: clock).run { node in
            for _ in 0..<5 { #expect(try await guess(account, at: node).status == 401) }
            for minutes in [1, 2, 4] {
                let locked = try await guess(account, Browser.password, at: node)
                #expect(locked.status == 429 && locked.problem == "sign-in-locked", "\(locked.text)")
                #expect(locked.headers["retry-after"] == String(minutes * 60))
                clock.advance(by: .seconds(minutes * 60 - 1))
                #expect(try await guess(account, Browser.password, at: node).headers["retry-after"] == "1")
                clock.advance(by: .seconds(1))
                #expect(try await guess(account, at: node).status == 401)
            }
            clock.advance(by: .seconds(480))
            #expect(try await guess(account, Browser.password, at: node).status == (account == "op" ? 200 : 401))
        }
    }

    @Test func `An administrator sees a lock, and ends it; the audit has each guess`() async throws {
        try await TestNode.withPasswords(clock: VirtualClock()).run { node in
            for _ in 0..<5 { #expect(try await guess("op", at: node).status == 401) }
            let shown = try await node.get("/accounts/op")
            #expect(shown.object["failures"] as? Int == 5 && shown["lockedUntil"].hasPrefix("2026-03-02T08:01:00"))
            #expect(try await guess("sup", Browser.password, at: node).status == 200, "others are let in")
            let unlocked = try await node.post("/accounts/op/actions/unlock")
            #expect(unlocked.object["failures"] as? Int == 0)
            #expect(try await guess("op", Browser.password, at: node).status == 200)
            #expect(try await node.audit(of: "op") == [
                "session.opened", "account.unlocked", "account.locked", "session.refused", "session.refused",
                "session.refused", "session.refused", "account.created",
            ])
        }
    }

    @Test func `A right guess forgets the wrong ones before it`() async throws {
        try await TestNode.withPasswords().run { node in
            var statuses: [Int] = []
            for password in Array(repeating: "wrong", count: 4) + [Browser.password] + Array(repeating: "x", count: 4) {
                statuses.append(try await guess("op", password, at: node).status)
            }
            #expect(statuses == [401, 401, 401, 401, 200, 401, 401, 401, 401])
            let last = try await guess("op", Browser.password, at: node)
            #expect(last.status == 200)
        }
    }

    @Test func `Guesses at many accounts lock the address they come from`() async throws {
        try await TestNode.withPasswords(clock: VirtualClock()).run { node in
            for number in 0..<30 { #expect(try await guess("name-\(number)", at: node).status == 401) }
            let locked = try await guess("op", Browser.password, at: node)
            #expect(locked.status == 429 && locked.problem == "sign-in-locked")
            let addresses = try await node.get("/accounts").object["addresses"] as? [[String: Any]] ?? []
            #expect(addresses.map { $0["address"] as? String } == ["127.0.0.1"])
            let path = "/accounts/actions/unlock-address"
            let other = try await node.post(path, #"{"address":"10.3.0.5"}"#)
            #expect(other.status == 404 && other.problem == "unknown-item")
            #expect(try await node.post(path, #"{"address":"127.0.0.1"}"#, as: "token-operator").status == 403)
            #expect(try await guess("op", Browser.password, at: node).status == 429)
            #expect(try await node.post(path, #"{"address":"127.0.0.1"}"#).status == 204)
            #expect(try await guess("op", Browser.password, at: node).status == 200)
            #expect(try await node.audit(of: "127.0.0.1") == ["address.unlocked"])
        }
    }

    // proves in part: ZZ23-47
    @Test func `Those who mistype and then get in do not lock their office's address`() async throws {
        try await TestNode.withPasswords().run { node in
            var statuses: [Int] = []
            for _ in 0..<12 {
                for password in ["a", "b", "c", "d", Browser.password] {
                    statuses.append(try await guess("op", password, at: node).status)
                }
            }
            #expect(statuses == (0..<12).flatMap { _ in [401, 401, 401, 401, 200] })
        }
    }

    @Test func `One's own password makes up for one's own wrong guesses, not for those at others`() {
        let rule = LockRule.address
        let counted = SignInFailureStore.Failures(count: 20, lastAt: 7, lockedUntil: 0)
        #expect(rule.after(counted, right: 0)?.count == 19)
        #expect(rule.after(counted, right: 4) == .init(count: 16, lastAt: 7, lockedUntil: 0))
        #expect(rule.after(counted, right: 20) == nil && rule.after(counted, right: 21) == nil)
    }

    /// A hundred at once would otherwise all be made before the first is counted.
    @Test func `Of guesses at one account that come together one is checked at a time`() async throws {
        try await TestNode.withPasswords().run { node in
            let statuses = try await withThrowingTaskGroup(of: Int.self) { group in
                for _ in 0..<12 { group.addTask { try await guess("op", at: node).status } }
                return try await group.reduce(into: [Int]()) { $0.append($1) }
            }
            #expect(statuses.filter { $0 == 401 }.count <= 5, "\(statuses)")
            #expect(statuses.allSatisfy { $0 == 401 || $0 == 429 })
        }
    }

    /// Whoever has a session open guesses no better than without.
    @Test func `Wrong guesses at the current password count as well`() async throws {
        try await TestNode.withPasswords().run { node in
            var browser = try await node.browser(of: "op")
            for _ in 0..<5 {
                let wrong = try await browser.change("wrong", to: "another-horse-22")
                #expect(wrong.status == 422 && wrong.fields == ["current"], "\(wrong.text)")
            }
            #expect(try await browser.change(Browser.password, to: "another-horse-22").problem == "sign-in-locked")
        }
    }

    @Test func `Passwords beyond those that may wait are asked to come again`() async throws {
        let desk = PasswordDesk(cost: .light, mostWaiting: 0)
        let refused = await #expect(throws: APIProblem.self) { try await desk.check("a", against: nil) }
        #expect(refused?.status == 503 && refused?.name == "busy" && refused?.headers["retry-after"] == "5")
        #expect(desk.waiting == 0)
    }

    @Test func `A lock grows to an hour, and old guesses are forgotten`() {
        let rule = LockRule.account
        var failures: SignInFailureStore.Failures?
        var locks: [Int64] = []
        for _ in 0..<14 {
            failures = rule.after(failures, at: 1_000)
            locks.append(((failures?.lockedUntil ?? 0) == 0 ? 0 : (failures?.lockedUntil ?? 0) - 1_000) / 60_000)
        }
        #expect(locks == [0, 0, 0, 0, 1, 2, 4, 8, 16, 32, 60, 60, 60, 60])
        #expect(rule.after(failures, at: 1_000 + 3_600_000 + rule.memory).count == 15)
        #expect(rule.after(failures, at: 1_001 + 3_600_000 + rule.memory).count == 1)
    }

    @Test(arguments: [
        ("10.3.0.5", "10.3.0.5"), ("::ffff:10.3.0.5", "::ffff:10.3.0.5"), ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8::1", "2001:db8:0:0::/64"), ("::1", "0:0:0:0::/64"), ("fe80::1%eth0", "fe80:0:0:0::/64"),
    ])
    func `Guesses count against a network of IPv6`(address: String, network: String) {
        #expect(RemoteNetwork.name(of: address) == network)
    }
}
