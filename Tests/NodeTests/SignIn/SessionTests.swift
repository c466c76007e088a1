import Foundation
import HTTPWire
import Node
import TestSupport
import Testing

/// Who is signed in, for how long, and by which cookie.
@Suite(.timeLimit(.minutes(2))) struct SessionTests {
    // proves in part: ZZ23-46, ZZ23-47
    @Test func `Signing in gives a cookie that no script and no other site's page gets at`() async throws {
        try await TestNode.withPasswords().run { node in
            var browser = Browser(node)
            let answer = try await browser.signIn("water-1")
            #expect(answer.status == 200, "\(answer.text)")
            let given = try #require(answer.headers["set-cookie"])
            let parts = given.split(separator: ";").map { $0.trimmingCharacters(in: .whitespaces) }
            #expect(parts[0].hasPrefix("hotline-session-140525="))
            #expect(parts[0].count == "hotline-session-140525=".count + 43)
            #expect(Set(parts.dropFirst()) == ["Path=/", "HttpOnly", "SameSite=Strict"])
            #expect(answer.headers["cache-control"] == "no-store")
            let wanted = [
                "account": "water-1", "name": "水务", "role": "unit", "roleName": "承办单位", "unit": "water",
                "unitName": "县水务局",
            ]
            for shown in [answer, try await browser.get("/session")] {
                for (key, value) in wanted { #expect(shown[key] == value, "\(key)") }
                #expect(shown.object["mustChangePassword"] as? Bool == false)
                #expect(shown["csrf"] == browser.csrf && browser.csrf.count == 43)
                #expect(!shown.text.contains(browser.cookie?.suffix(43) ?? "?"))
                #expect((shown.object["node"] as? [String: Any])?["code"] as? String == "140525")
            }
            #expect(try await browser.get("/tickets").status == 200)
            #expect(try await browser.get("/status").status == 403)
            #expect(try await browser.get("/accounts").status == 403)
        }
    }

    @Test func `A program is told who it is by its token`() async throws {
        try await TestNode.withPasswords().run { node in
            let answer = try await node.get("/session", as: "token-water")
            #expect(answer["account"] == "water-1" && answer["name"] == "水务" && answer["unit"] == "water")
            #expect(answer.object["csrf"] is NSNull && answer.object["expiresAt"] is NSNull)
            let left = try await node.send(.delete, "/api/v1/session", as: "token-water")
            #expect(left.status == 409 && left.problem == "no-session")
            let nobody = try await node.send(.get, "/api/v1/session", as: nil)
            #expect(nobody.status == 401 && nobody.problem == "unauthenticated")
        }
    }

    @Test func `Two ways to say who calls are refused`() async throws {
        try await TestNode.withPasswords().run { node in
            let browser = try await node.browser(of: "op")
            let cookie = try #require(browser.cookie)
            let both = try await node.send(.get, "/api/v1/tickets", headers: ["cookie": cookie])
            #expect(both.status == 400 && both.problem == "credentials-ambiguous")
            let planted = cookie.prefix(23) + String(repeating: "A", count: 43)
            for jar in ["\(cookie); \(planted)", "\(planted); \(cookie)", "\(cookie);\(cookie)"] {
                let twice = try await browser.send(.get, "/tickets", headers: ["cookie": jar])
                #expect(twice.status == 400 && twice.problem == "credentials-ambiguous", "\(jar)")
            }
            let other = "hotline-session-140500=\(cookie.suffix(43)); a=b; \(cookie)"
            #expect(try await browser.send(.get, "/tickets", headers: ["cookie": other]).status == 200)
        }
    }

    /// Session fixation: what somebody planted before the sign-in opens nothing after it.
    @Test func `Every sign-in has an id of its own, and the one before it ends`() async throws {
        try await TestNode.withPasswords().run { node in
            var browser = Browser(node)
            browser.cookie = "hotline-session-140525=" + String(repeating: "A", count: 43)
            let planted = browser
            try await browser.signIn("op")
            #expect(browser.cookie != planted.cookie)
            #expect(try await planted.get("/session").status == 401)
            let first = browser
            browser.csrf = ""
            try await browser.signIn("sup")
            #expect(browser.cookie != first.cookie)
            #expect(try await first.get("/session").status == 401)
            #expect(try await browser.get("/session")["account"] == "sup")
        }
    }

    @Test func `Signing out ends the session, and takes the cookie away`() async throws {
        try await TestNode.withPasswords().run { node in
            let browser = try await node.browser(of: "op")
            let other = try await node.browser(of: "op")
            let left = try await browser.send(.delete, "/session")
            #expect(left.status == 204 && left.headers["set-cookie"]?.contains("Max-Age=0") == true)
            let after = try await browser.get("/tickets")
            #expect(after.status == 401 && after.problem == "unauthenticated")
            #expect(try await other.get("/tickets").status == 200)
            #expect(try await node.audit(of: "op") == [
                "session.ended", "session.opened", "session.opened", "account.created",
            ])
        }
    }

    @Test func `Sessions outlive a restart of the node, and none comes back with an older database`() async throws {
        let node = try TestNode.withPasswords()
        let first = try await node.run { try await $0.browser(of: "op") }
        // A restart gives the node another port, which is no part of the browser's jar.
        let registered = try await node.run { _ in try await first.post("/tickets", TestNode.matter()) }
        #expect(registered.status == 201)
        try FileManager.default.removeItem(atPath: node.configuration.dataFolder + "/node.identity")
        let after = try await node.run { _ in try await first.get("/session") }
        #expect(after.status == 401)
    }

    @Test func `A session ends unused after an hour, used after twelve`() async throws {
        let clock = VirtualClock()
        try await TestNode.withPasswords(clock: clock).run { node in
            let (unused, used) = (try await node.browser(of: "op"), try await node.browser(of: "sup"))
            clock.advance(by: .seconds(3_540))
            #expect(try await used.get("/tickets").status == 200)
            clock.advance(by: .seconds(61))
            #expect(try await unused.get("/tickets").status == 401)
            for _ in 0..<11 {
                #expect(try await used.get("/tickets").status == 200)
                clock.advance(by: .seconds(3_590))
            }
            #expect(try await used.get("/tickets").status == 200)
            clock.advance(by: .seconds(600))
            let ended = try await used.get("/tickets")
            #expect(ended.status == 401 && ended["detail"].contains("会话已结束"))
        }
    }

    @Test func `Ten sessions of one account, and the oldest ends for one more`() async throws {
        let clock = VirtualClock()
        try await TestNode.withPasswords(clock: clock).run { node in
            var browsers: [Browser] = []
            for _ in 0..<11 {
                clock.advance(by: .seconds(1))
                browsers.append(try await node.browser(of: "op"))
            }
            var statuses: [Int] = []
            for browser in browsers { statuses.append(try await browser.get("/tickets").status) }
            #expect(statuses == [401] + Array(repeating: 200, count: 10))
        }
    }
}
