import Crypto
import Database
import Foundation
import HTTPWire
import HotlineCore
import Node
import PeerTransport
import Storage
import Synchronization
import Testing
import WorkCalendar

/// What administrators do to accounts, and what a start of the node does.
@Suite(.timeLimit(.minutes(2))) struct AccountTests {
    // proves in part: ZZ23-4, ZZ23-47
    @Test func `An administrator makes an account; its password is told once`() async throws {
        try await TestNode().run { node in
            let form = #"{"account":"wang","name":"王","role":"unit","unit":"water"}"#
            let made = try await node.post("/accounts", form)
            #expect(made.status == 201 && made.headers["location"] == "/api/v1/accounts/wang")
            #expect(made["unitName"] == "县水务局" && made.object["mustChangePassword"] as? Bool == true)
            #expect(made["password"].wholeMatch(of: /([a-z2-9]{4}-){3}[a-z2-9]{4}/) != nil)
            for answer in [try await node.get("/accounts"), try await node.get("/accounts/wang")] {
                #expect(answer.status == 200 && answer.headers["cache-control"] == "no-store")
                #expect(!answer.text.contains(made["password"]) && !answer.text.contains("scrypt"))
            }
            #expect(try await node.audit(of: "wang") == ["account.created"])
            let again = try await node.post("/accounts", form)
            #expect(again.status == 409 && again.problem == "account-exists")
        }
    }

    @Test(arguments: [
        (#"{"account":"Wang","name":"王","role":"operator"}"#, ["account"]),
        (#"{"account":"a\r\nset-cookie: x=1","name":"王","role":"operator"}"#, ["account"]),
        (#"{"account":"../etc","name":"王","role":"operator"}"#, ["account"]),
        (#"{"account":"system","name":"王","role":"operator"}"#, ["account"]),
        (#"{"account":"wang","name":"王","role":"system"}"#, ["role"]),
        (#"{"account":"wang","name":"王","role":"peer"}"#, ["role"]),
        (#"{"account":"wang","name":"王\n李","role":"operator"}"#, ["name"]),
        (#"{"account":"wang","name":"王","role":"unit"}"#, ["unit"]),
        (#"{"account":"wang","name":"王","role":"unit","unit":"fire"}"#, ["unit"]),
        (#"{"account":"wang","name":"王","role":"operator","unit":"water"}"#, ["unit"]),
        (#"{}"#, ["account", "name", "role"]), (#"{"account":"w","name":"王","role":"admin","x":1}"#, ["x"]),
    ])
    func `What cannot be an account is refused with all that is wrong`(form: String, fields: [String]) async throws {
        try await TestNode().run { node in
            let refused = try await node.post("/accounts", form)
            #expect(refused.status == 422 && refused.fields == fields, "\(refused.text)")
            #expect(try await node.get("/accounts").object["total"] as? Int == 0)
        }
    }

    /// One name is one person, whether they show a token or a password.
    @Test func `Who has a token may get a password as the same, and as nobody else`() async throws {
        try await TestNode().run { node in
            let other = try await node.post("/accounts", #"{"account":"op","name":"坐席","role":"admin"}"#)
            #expect(other.problem == "account-exists")
            _ = try await node.account(#"{"account":"op","name":"坐席","role":"operator"}"#)
        }
    }

    @Test(arguments: [
        ("change", #"{"role":"dispatcher"}"#), ("change", #"{"role":"unit","unit":"water"}"#),
        ("reset-password", "{}"), ("disable", "{}"),
    ])
    func `What takes something from an account ends its sessions`(action: String, form: String) async throws {
        try await TestNode().run { node in
            let drawn = try await node.account(#"{"account":"wang","name":"王","role":"operator"}"#)
            var browser = Browser(node)
            try await browser.signIn("wang", drawn)
            #expect(try await browser.change(drawn, to: "another-horse-22").status == 200)
            #expect(try await node.get("/accounts/wang").object["sessions"] as? Int == 1)
            let renamed = try await node.post("/accounts/wang/actions/change", #"{"name":"王五"}"#)
            #expect(renamed["name"] == "王五" && renamed["role"] == "operator")
            #expect(try await browser.get("/tickets").status == 200, "another name takes nothing")
            let done = try await node.post("/accounts/wang/actions/\(action)", form)
            #expect(done.status == 200 && done.object["sessions"] as? Int == 0, "\(done.text)")
            #expect(try await browser.get("/tickets").status == 401)
        }
    }

    // proves in part: ZZ23-46, ZZ23-47
    @Test(arguments: [("change", #"{"role":"auditor"}"#), ("disable", "{}")])
    func `What takes an account's rights takes its tokens, and no neighbouring system's`(action: String, form: String)
        async throws
    {
        try await TestNode().run { node in
            _ = try await node.account(#"{"account":"wang","name":"王","role":"operator"}"#)
            try await node.issue("token-wang", to: "wang", .operator)
            try await node.issue("token-li", to: "li", .operator)
            try await node.issue("token-tax", to: "wang", .system, source: "urn:tax:12366")
            for kept in ["reset-password", "enable"] {
                #expect(try await node.post("/accounts/wang/actions/\(kept)").status == 200)
                #expect(try await node.get("/tickets", as: "token-wang").status == 200, "\(kept)")
            }
            #expect(try await node.post("/accounts/wang/actions/\(action)", form).status == 200)
            let after = try await node.get("/tickets", as: "token-wang")
            #expect(after.status == 401 && after.problem == "unauthenticated")
            #expect(try await node.get("/tickets", as: "token-li").status == 200)
            #expect(try await node.get("/session", as: "token-tax").status != 401)
            #expect(try await node.post("/accounts/wang/actions/enable").status == 200)
            #expect(try await node.get("/tickets", as: "token-wang").status == 401, "an ended token stays ended")
        }
    }

    /// It would open the node still.
    @Test func `Whose token stands in the node's file is neither disabled nor changed here`() async throws {
        try await TestNode().run { node in
            _ = try await node.account(#"{"account":"op","name":"坐席","role":"operator"}"#)
            for (action, form) in [("disable", "{}"), ("change", #"{"role":"admin"}"#)] {
                let refused = try await node.post("/accounts/op/actions/\(action)", form)
                #expect(refused.status == 409 && refused.problem == "account-configured", "\(refused.text)")
            }
            let shown = try await node.get("/accounts/op")
            #expect(shown["role"] == "operator" && shown.object["disabledAt"] is NSNull)
        }
    }

    @Test func `The audit says what an account was changed from, and to what`() async throws {
        try await TestNode().run { node in
            _ = try await node.account(#"{"account":"wang","name":"王","role":"unit","unit":"water"}"#)
            for form in [#"{"role":"admin","name":"王五"}"#, #"{"role":"operator"}"#, "{}"] {
                #expect(try await node.post("/accounts/wang/actions/change", form).status == 200)
            }
            let rows = try await node.get("/audit").items.filter { $0["action"] as? String == "account.changed" }
            #expect(rows.map { $0["reason"] as? String } == [
                nil, "角色 管理员→坐席", "姓名 王→王五；角色 承办单位→管理员；单位 water→—",
            ])
        }
    }

    @Test func `A reset password is drawn, told once, and has to be changed; a disabled account may come back`()
        async throws
    {
        try await TestNode().run { node in
            let first = try await node.account(#"{"account":"wang","name":"王","role":"operator"}"#)
            let reset = try await node.post("/accounts/wang/actions/reset-password")
            var browser = Browser(node)
            #expect(try await browser.signIn("wang", first).status == 401)
            #expect(try await node.post("/accounts/wang/actions/disable").status == 200)
            #expect(try await browser.signIn("wang", reset["password"]).status == 401)
            #expect(try await node.post("/accounts/wang/actions/enable").status == 200)
            let signedIn = try await browser.signIn("wang", reset["password"])
            #expect(signedIn.object["mustChangePassword"] as? Bool == true)
            #expect(try await node.audit(of: "wang") == [
                "session.opened", "account.enabled", "session.refused", "account.disabled", "session.refused",
                "account.password-reset", "account.created",
            ])
            #expect(try await node.post("/accounts/nobody/actions/disable").status == 404)
            #expect(try await node.post("/accounts/wang/actions/promote").problem == "unknown-action")
        }
    }

    @Test(arguments: ["token-operator", "token-supervisor", "token-auditor", "token-water", "token-police"])
    func `Accounts are for administrators`(token: String) async throws {
        try await TestNode().run { node in
            let listed = try await node.get("/accounts", as: token)
            let made = try await node.post("/accounts", as: token)
            let disabled = try await node.post("/accounts/op/actions/disable", as: token)
            #expect([listed, made, disabled].map(\.status) == [403, 403, 403])
        }
    }

    // proves in part: ZZ23-46
    @Test func `A feed ends with the session that it was opened in`() async throws {
        try await TestNode.withPasswords { $0.takeToken(from: "rev") }.run { node in
            let browser = try await node.browser(of: "rev")
            let port = try #require(node.service.port)
            let stream = try await node.client.stream(PeerRequest(
                .get, PeerOrigin(host: "127.0.0.1", port: port), "/api/v1/events",
                headers: ["cookie": browser.cookie ?? ""]))
            #expect(stream.status == 200)
            var pieces = stream.body.makeAsyncIterator()
            _ = try await pieces.next()
            let heard = try await node.register()
            var text = ""
            while !text.contains(heard), let piece = try await pieces.next() {
                text += String(decoding: piece, as: UTF8.self)
            }
            #expect(text.contains(heard))
            #expect(try await node.post("/accounts/rev/actions/disable").status == 200)
            let unheard = try await node.register()
            while let piece = try await pieces.next() { text += String(decoding: piece, as: UTF8.self) }
            #expect(!text.contains(unheard))
        }
    }
}

/// What a start of the node does to its accounts.
@Suite(.timeLimit(.minutes(2))) struct StartingAccountTests {
    // proves in part: ZZ23-47
    @Test func `A node without an administrator makes one, once, and says how it signs in`() async throws {
        let said = Mutex<[String]>([])
        let node = try TestNode({ $0.staff.removeAll { $0.role == .admin } }) { text in
            said.withLock { $0.append(text) }
        }
        try await node.run { node in
            let text = try #require(said.withLock { $0.first })
            let drawn = try #require(text.firstMatch(of: /密码  (\S+)/)?.1)
            var browser = Browser(node)
            let answer = try await browser.signIn("admin", String(drawn))
            #expect(answer["role"] == "admin" && answer.object["mustChangePassword"] as? Bool == true)
            #expect(try await browser.change(String(drawn), to: "another-horse-22").status == 200)
            #expect(try await browser.get("/accounts").object["total"] as? Int == 1)
            for action in ["disable", "change"] {
                let form = action == "change" ? #"{"role":"operator"}"# : "{}"
                let last = try await browser.post("/accounts/admin/actions/\(action)", form)
                #expect(last.status == 409 && last.problem == "last-administrator")
            }
            #expect(try await browser.get("/accounts").status == 200)
        }
        try await node.run { _ in #expect(said.withLock { $0.count } == 1) }
    }

    @Test func `An administrator of the file who has neither token nor password is none`() async throws {
        let said = Mutex<[String]>([])
        let node = try TestNode({ $0.takeToken(from: "adm") }) { text in said.withLock { $0.append(text) } }
        try await node.run { node in
            let drawn = try #require(said.withLock { $0.first?.firstMatch(of: /密码  (\S+)/)?.1 })
            var browser = Browser(node)
            let answer = try await browser.signIn("admin", String(drawn))
            #expect(answer["role"] == "admin")
        }
    }

    /// Each of the first two is disabled: one by the other, who is then taken out of the file.
    @Test func `A node whose administrators are all disabled makes another`() async throws {
        let folder = try TestNode()
        func start(_ administrator: String?, _ body: (TestNode) async throws -> Void) async throws -> [String] {
            let said = Mutex<[String]>([])
            let node = try TestNode({ configuration in
                configuration.dataFolder = folder.configuration.dataFolder
                configuration.staff = administrator.map { hash in
                    [.init(id: "adm", name: "管理", role: .admin, passwordHash: hash)]
                } ?? []
            }) { text in said.withLock { $0.append(text) } }
            try await node.run(body)
            return said.withLock { $0 }.compactMap { $0.firstMatch(of: /账号  (\S+)/).map { String($0.1) } }
        }
        let first = try await start(nil) { _ in }
        let second = try await start(PasswordHash(Browser.password, cost: .light).text) { node in
            let browser = try await node.browser(of: "adm")
            #expect(try await browser.post("/accounts/admin/actions/disable").status == 200)
            let last = try await browser.post("/accounts/adm/actions/disable")
            #expect(last.problem == "last-administrator")
        }
        let third = try await start(nil) { _ in }
        #expect([first, second, third] == [["admin"], [], ["admin-2"]])
        withExtendedLifetime(folder) {}
    }

    /// The command line does so at a node that no administrator can sign in to.
    @Test func `That there is no administrator keeps nobody else from being looked after`() async throws {
        let node = try TestNode { $0.staff = [] }
        let code = try #require(NodeCode(rawValue: "140525"))
        let care = AccountCare(node.configuration, by: .system(of: code))
        let database = try node.database()
        let left = try await database.write { transaction in
            let now = Moment(milliseconds: 1)
            let new = NewAccount(id: "wang", name: "王", role: .operator)
            try care.create(new, password: "hash", in: transaction, at: now)
            try care.unlock("wang", in: transaction, at: now)
            try care.resetPassword("wang", to: "other", in: transaction, at: now)
            try care.set("wang", enabled: false, in: transaction, at: now)
            return try AccountStore.find("wang", in: transaction)
        }
        #expect(left?.password == "other" && left?.disabledAt == 1)
        await database.close()
    }

    @Test func `A node whose file has an administrator makes none`() async throws {
        let said = Mutex(0)
        try await TestNode(announce: { _ in said.withLock { $0 += 1 } }).run { node in
            let accounts = try await node.get("/accounts")
            #expect(said.withLock { $0 } == 0 && accounts.object["total"] as? Int == 0)
        }
    }

    @Test func `The file's password holds until its owner changes it, the file's next one after that`() async throws {
        let folder = try TestNode.withPasswords()
        func start(_ hash: String?, _ body: (inout Browser) async throws -> Void) async throws {
            let node = try TestNode { configuration in
                configuration.dataFolder = folder.configuration.dataFolder
                for index in configuration.staff.indices where configuration.staff[index].id == "op" {
                    configuration.staff[index].passwordHash = hash
                }
            }
            try await node.run { node in
                var browser = Browser(node)
                try await body(&browser)
            }
        }
        let first = PasswordHash("first-horse-21", cost: .light)
        let second = PasswordHash("second-horse-22", cost: .light)
        try await start(first.text) { browser in
            let first = try await browser.signIn("op", "first-horse-21")
            #expect(first.status == 200)
            #expect(try await browser.change("first-horse-21", to: "own-own-horse-23").status == 200)
            let fixed = try await browser.node.post("/accounts/op/actions/change", #"{"role":"admin"}"#)
            #expect(fixed.status == 409 && fixed.problem == "account-configured")
        }
        try await start(first.text) { browser in
            let kept = try await browser.signIn("op", "own-own-horse-23")
            #expect(kept.status == 200)
        }
        try await start(second.text) { browser in
            let (old, new) = (
                try await browser.signIn("op", "own-own-horse-23"), try await browser.signIn("op", "second-horse-22")
            )
            #expect(old.status == 401 && new.status == 200)
        }
        try await start(nil) { browser in
            let gone = try await browser.signIn("op", "second-horse-22")
            #expect(gone.status == 401)
            #expect(try await browser.node.audit(of: "op").first == "session.refused")
        }
        withExtendedLifetime(folder) {}
    }
}
