import HTTPWire
import Testing

@testable import Node

/// What a password has to be, and what changing it does.
@Suite(.timeLimit(.minutes(2))) struct PasswordTests {
    @Test(arguments: [
        ("short-one", "op", "至少"), ("operator", "operator", "至少"), ("water-bureau", "water-bureau", "账号"),
        ("uaerub-retaw", "water-bureau", "账号"), ("my-water-bureau-1", "water-bureau", "账号"),
        ("WATER-BUREAU", "water-bureau", "账号"), ("1234567890", "op", "常见"), ("Password123", "op", "常见"),
        ("aaaaaaaaaaaa", "op", "常见"), ("abcabcabcabc", "op", "常见"), ("hgfedcba98", "op", nil),
        ("abcdefghijk", "op", "常见"), ("9876543210", "op", "常见"), (String(repeating: "密", count: 86), "op", "最多"),
        ("correct-horse-21", "op", nil), ("正确的马电池订书钉七个", "op", nil), ("a b c d e f", "op", nil),
        // Two code points for one character, as some keyboards give them.
        ("e\u{301}e\u{301}e\u{301}e\u{301}e\u{301}", "op", "至少"),
    ] as [(String, String, String?)])
    func `Length counts, not oddness`(password: String, account: String, defect: String?) {
        let found = PasswordRule.defect(password, for: account)
        #expect(defect.map { found?.contains($0) ?? false } ?? (found == nil), "\(found ?? "nothing")")
    }

    @Test func `A new password ends all other sessions, and renews one's own`() async throws {
        try await TestNode.withPasswords().run { node in
            var (browser, other) = (try await node.browser(of: "op"), try await node.browser(of: "op"))
            let former = browser
            let changed = try await browser.change(Browser.password, to: "another-horse-22")
            #expect(changed.status == 200 && changed["account"] == "op", "\(changed.text)")
            #expect(browser.cookie != former.cookie && browser.csrf != former.csrf)
            #expect(try await former.get("/tickets").status == 401)
            #expect(try await other.get("/tickets").status == 401)
            #expect(try await browser.post("/tickets", TestNode.matter()).status == 201)
            other.csrf = ""
            #expect(try await other.signIn("op").problem == "sign-in-refused")
            #expect(try await other.signIn("op", "another-horse-22").status == 200)
            #expect(try await node.audit(of: "op").contains("account.password-changed"))
        }
    }

    @Test func `A password that breaks the rules changes nothing`() async throws {
        try await TestNode.withPasswords().run { node in
            var browser = try await node.browser(of: "op")
            for new in ["short", "1234567890", Browser.password] {
                let refused = try await browser.change(Browser.password, to: new)
                #expect(refused.status == 422 && refused.fields == ["new"], "\(refused.text)")
            }
            #expect(try await browser.get("/tickets").status == 200)
            #expect(try await node.browser(of: "op").get("/session").status == 200)
        }
    }

    @Test func `What one keyboard composes and another does not is one password`() async throws {
        try await TestNode.withPasswords().run { node in
            var browser = try await node.browser(of: "op")
            let composed = "caf\u{e9}-\u{e9}tape-22"
            #expect(try await browser.change(Browser.password, to: composed).status == 200)
            browser.csrf = ""
            #expect(try await browser.signIn("op", "cafe\u{301}-e\u{301}tape-22").status == 200)
        }
    }

    // proves in part: ZZ23-47
    @Test func `Whoever signs in with a drawn password does nothing before changing it`() async throws {
        try await TestNode.withPasswords().run { node in
            let drawn = try await node.account(#"{"account":"wang","name":"王","role":"admin"}"#)
            var browser = Browser(node)
            #expect(try await browser.signIn("wang", drawn).object["mustChangePassword"] as? Bool == true)
            #expect(try await browser.get("/session").status == 200)
            let paths: [(HTTPWire.Method, String)] = [
                (.get, "/tickets"), (.get, "/events"), (.get, "/accounts"), (.post, "/tickets"),
                (.post, "/tickets/1/attachments"), (.post, "/accounts"), (.post, "/tickets/similar"),
            ]
            for (method, path) in paths {
                let answer = try await browser.send(method, path, method == .get ? nil : "{}")
                #expect(answer.status == 403 && answer.problem == "password-change-required", "\(method) \(path)")
            }
            let changed = try await browser.change(drawn, to: "another-horse-22")
            #expect(changed.object["mustChangePassword"] as? Bool == false, "\(changed.text)")
            #expect(try await browser.get("/accounts").status == 200)
        }
    }
}
