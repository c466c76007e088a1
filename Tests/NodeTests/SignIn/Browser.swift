import Crypto
import Database
import Foundation
import HTTPWire
import HotlineCore
import Node
import Platform
import Storage

/// A browser at a node: keeps the cookie that it was given, and repeats the session's word, unless told otherwise.
struct Browser: Sendable {
    static let password = "correct-horse-21"

    let node: TestNode
    /// As it goes into the `Cookie` field; nil where the jar is empty.
    var cookie: String?
    var csrf = ""

    init(_ node: TestNode) { self.node = node }

    /// Signs in, and keeps what it is given.
    @discardableResult
    mutating func signIn(_ account: String, _ password: String = Browser.password) async throws -> APIAnswer {
        let body = #"{"account":"\#(account)","password":"\#(password)"}"#
        let answer = try await send(.post, "/session", body)
        keep(answer)
        return answer
    }

    /// Changes the password, and keeps what it is given.
    @discardableResult
    mutating func change(_ current: String, to new: String) async throws -> APIAnswer {
        let answer = try await send(.put, "/session/password", #"{"current":"\#(current)","new":"\#(new)"}"#)
        keep(answer)
        return answer
    }

    /// One request in the session; `headers` beside or in place of its own.
    func send(
        _ method: HTTPWire.Method, _ path: String, _ body: String? = nil, headers: Headers = Headers()
    ) async throws -> APIAnswer {
        var headers = headers
        if let cookie, headers["cookie"] == nil { headers["cookie"] = cookie }
        if !csrf.isEmpty, headers["x-csrf-token"] == nil { headers["x-csrf-token"] = csrf }
        return try await node.send(method, "/api/v1" + path, as: nil, headers: headers, body: body)
    }

    func get(_ path: String) async throws -> APIAnswer { try await send(.get, path) }
    func post(_ path: String, _ body: String = "{}") async throws -> APIAnswer { try await send(.post, path, body) }

    private mutating func keep(_ answer: APIAnswer) {
        guard answer.status == 200, let given = answer.headers["set-cookie"] else { return }
        cookie = given.split(separator: ";").first.map(String.init)
        csrf = answer["csrf"]
    }
}

extension NodeConfiguration {
    /// Somebody of the file signs in by password only.
    mutating func takeToken(from account: String) {
        for index in staff.indices where staff[index].id == account { staff[index].token = nil }
    }
}

extension TestNode {
    /// A node whose people sign in by one password, each by the name of their account.
    static func withPasswords(
        clock: any Clock = SystemClock(), _ configure: (inout NodeConfiguration) -> Void = { _ in }
    ) throws -> TestNode {
        let hash = PasswordHash(Browser.password, cost: .light).text
        return try TestNode({ configuration in
            for index in configuration.staff.indices where configuration.staff[index].role != .system {
                configuration.staff[index].passwordHash = hash
            }
            configure(&configuration)
        }, clock: clock)
    }

    /// A browser in which somebody has signed in.
    func browser(of account: String) async throws -> Browser {
        var browser = Browser(self)
        let answer = try await browser.signIn(account)
        guard answer.status == 200 else { throw Unexpected(answer: answer.text) }
        return browser
    }

    /// Makes an account as an administrator; its one-time password.
    func account(_ form: String) async throws -> String {
        let answer = try await post("/accounts", form)
        guard answer.status == 201 else { throw Unexpected(answer: answer.text) }
        return answer["password"]
    }

    /// The node's database, reached beside it.
    func database() throws -> Database {
        try FileManager.default.createDirectory(
            atPath: configuration.dataFolder, withIntermediateDirectories: true)
        let file = SQLiteDriver(path: configuration.dataFolder + "/node.sqlite")
        return try Database(file, migrations: Schema.migrations, now: 1, readers: 1)
    }

    /// Issues a further token, as the command line does beside the node.
    func issue(_ token: String, to person: String, _ role: Role, source: String? = nil) async throws {
        let row = TokenStore.Token(id: "t-\(token)", person: person, role: role, source: source, createdAt: 1)
        let database = try database()
        try await database.write { try TokenStore.add(row, digest: SHA256.hash(token).bytes, in: $0) }
        await database.close()
    }

    /// What the audit says was done to an account, newest first.
    func audit(of account: String) async throws -> [String] {
        try await get("/audit?limit=500").items.filter { $0["subject"] as? String == account }
            .compactMap { $0["action"] as? String }
    }
}
