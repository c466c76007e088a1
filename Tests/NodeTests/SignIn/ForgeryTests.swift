import Foundation
import HTTPWire
import Node
import Testing

/// Requests that a page of somebody else has a signed-in person's browser send.
@Suite(.timeLimit(.minutes(2))) struct ForgeryTests {
    /// What changes something, on each kind of route there is.
    static let routes: [(method: HTTPWire.Method, path: String, body: String, status: Int)] = [
        (.post, "/tickets", TestNode.matter(), 201), (.post, "/tickets/similar", "{}", 200),
        (.post, "/tickets/1/attachments?name=a.txt&class=site", "text", 404),
        (.post, "/tickets/1/actions/accept", "{}", 404), (.post, "/contacts/nobody", "{}", 404),
        (.post, "/accounts", "{}", 422), (.put, "/session/password", "{}", 422), (.delete, "/session", "", 204),
    ]

    // proves in part: ZZ23-47
    @Test func `Nothing unsafe is done without the session's own word, whatever the route`() async throws {
        try await TestNode.withPasswords().run { node in
            let (browser, other) = (try await node.browser(of: "adm"), try await node.browser(of: "op"))
            var silent = browser
            silent.csrf = ""
            for route in Self.routes {
                for word in [nil, "", "wrong", other.csrf, browser.csrf + "A"] {
                    let headers: Headers = word.map { ["x-csrf-token": $0] } ?? Headers()
                    let answer = try await silent.send(route.method, route.path, route.body, headers: headers)
                    #expect(answer.status == 403 && answer.problem == "csrf-token-missing", "\(route) \(word ?? "-")")
                }
            }
            #expect(try await browser.get("/tickets").object["total"] as? Int == 0)
            #expect(try await silent.get("/tickets").status == 200, "reading needs no word")
            for route in Self.routes {
                let answer = try await browser.send(route.method, route.path, route.body)
                #expect(answer.status == route.status, "\(route): \(answer.text)")
            }
        }
    }

    /// `NODE` stands for the node's own address.
    static let elsewhere: [[String: String]] = [
        ["origin": "https://evil.example"], ["origin": "null"], ["origin": "http://127.0.0.1:1"],
        ["origin": "http://NODE.evil.example"], ["origin": "NODE"], ["sec-fetch-site": "cross-site"],
        ["sec-fetch-site": "same-site"], ["origin": "http://NODE", "sec-fetch-site": "cross-site"],
    ]

    private func fields(_ fields: [String: String], at node: TestNode) throws -> Headers {
        let address = "127.0.0.1:\(try #require(node.service.port))"
        return fields.reduce(into: Headers()) { $0[$1.key] = $1.value.replacingOccurrences(of: "NODE", with: address) }
    }

    @Test(arguments: elsewhere)
    func `What a browser says comes from another site is refused, with the right word too`(
        named: [String: String]
    ) async throws {
        try await TestNode.withPasswords().run { node in
            let fields = try fields(named, at: node)
            let browser = try await node.browser(of: "adm")
            let refused = try await browser.send(.post, "/tickets", TestNode.matter(), headers: fields)
            #expect(refused.status == 403 && refused.problem == "cross-site", "\(refused.text)")
            let signIn = #"{"account":"op","password":"\#(Browser.password)"}"#
            let other = try await Browser(node).send(.post, "/session", signIn, headers: fields)
            #expect(other.status == 403 && other.headers["set-cookie"] == nil, "nobody is signed in by another's page")
            #expect(try await browser.send(.get, "/tickets", headers: fields).object["total"] as? Int == 0)
        }
    }

    @Test func `The node's own pages pass, and programs have no pages`() async throws {
        try await TestNode.withPasswords().run { node in
            let browser = try await node.browser(of: "adm")
            let own = try fields(["origin": "https://NODE", "sec-fetch-site": "same-origin"], at: node)
            #expect(try await browser.send(.post, "/tickets", TestNode.matter(), headers: own).status == 201)
            let program: Headers = ["origin": "https://elsewhere.example"]
            #expect(try await node.post("/tickets", TestNode.matter(), headers: program).status == 201)
        }
    }
}
