import Crypto
import Foundation
import HTTPWire
import Node
import PeerTransport
import Platform
import TestSupport

/// A node of one process with data of its own, and a client to speak to it.
final class TestNode: Sendable {
    let configuration: NodeConfiguration
    let service: NodeService
    let client: SocketTransport
    private let folder: TemporaryDirectory

    /// - Parameters:
    ///   - driver: put beneath the database, to behave as a disk that fails or does not answer.
    ///   - announce: told how the first administrator signs in.
    init(
        _ configure: (inout NodeConfiguration) -> Void = { _ in }, port: UInt16 = 0, clock: any Clock = SystemClock(),
        driver: FaultyDriver? = nil, exportPage: Int = 500, announce: @escaping @Sendable (String) -> Void = { _ in }
    ) throws {
        folder = try TemporaryDirectory()
        var configuration = NodeConfiguration(
            code: "140525", name: "泽州县", tier: .county, listen: .init(port: Int(port)),
            dataFolder: folder.path + "/data", ruleBooks: .init(handling: "zezhou-2023"))
        configuration.units = [
            .init(id: "water", name: "县水务局"), .init(id: "housing", name: "县住建局"),
        ]
        configuration.staff = Self.staff
        configure(&configuration)
        self.configuration = configuration
        var environment = Self.quiet
        environment.clock = clock
        environment.announce = announce
        environment.passwordCost = .light
        environment.exportPage = exportPage
        if let driver { environment.database = { driver.at($0) } }
        service = NodeService(configuration, environment: environment)
        client = try SocketTransport()
    }

    static let quiet = NodeService.Environment(log: Log(level: .error), stagger: .zero)

    static let staff: [NodeConfiguration.Account] = [
        .init(id: "op", name: "坐席", role: .operator, token: "token-operator"),
        .init(id: "disp", name: "派单", role: .dispatcher, token: "token-dispatcher"),
        .init(id: "water-1", name: "水务", role: .unit, unit: "water", token: "token-water"),
        .init(id: "housing-1", name: "住建", role: .unit, unit: "housing", token: "token-housing"),
        .init(id: "rev", name: "回访", role: .reviewer, token: "token-reviewer"),
        .init(id: "sup", name: "督办", role: .supervisor, token: "token-supervisor"),
        .init(id: "aud", name: "监督", role: .auditor, token: "token-auditor"),
        .init(id: "adm", name: "管理", role: .admin, token: "token-admin"),
        .init(id: "110", name: "110", role: .system, source: "urn:police:110", token: "token-police"),
    ]

    /// Runs `body` with the node up.
    func run<Value>(_ body: (TestNode) async throws -> Value) async throws -> Value {
        try await service.start()
        do {
            let value = try await body(self)
            await stop()
            return value
        } catch {
            await stop()
            throw error
        }
    }

    func stop() async {
        await service.stop(grace: .milliseconds(200))
    }

    /// One request; `as` names the token.
    func send(
        _ method: HTTPWire.Method, _ path: String, as token: String? = "token-admin", headers: Headers = Headers(),
        body: String? = nil, bytes: [UInt8]? = nil
    ) async throws -> APIAnswer {
        guard let port = service.port else { throw NotRunning() }
        var headers = headers
        if let token { headers["authorization"] = "Bearer \(token)" }
        if body != nil, headers["content-type"] == nil { headers["content-type"] = "application/json" }
        let response = try await client.send(PeerRequest(
            method, PeerOrigin(host: "127.0.0.1", port: port), path, headers: headers,
            body: bytes ?? Array((body ?? "").utf8)))
        return APIAnswer(status: response.status, headers: response.headers, body: response.body)
    }

    func get(_ path: String, as token: String = "token-admin") async throws -> APIAnswer {
        try await send(.get, "/api/v1" + path, as: token)
    }

    func post(
        _ path: String, _ body: String = "{}", as token: String = "token-admin", headers: Headers = Headers()
    ) async throws -> APIAnswer {
        try await send(.post, "/api/v1" + path, as: token, headers: headers, body: body)
    }

    /// Registers the matter that tests use; the ticket's id.
    func register(_ title: String = "小区停水三天", as token: String = "token-operator") async throws -> String {
        let answer = try await post("/tickets", Self.matter(title), as: token)
        guard answer.status == 201 else { throw Unexpected(answer: answer.text) }
        return answer["id"]
    }

    static func matter(_ title: String = "小区停水三天") -> String {
        """
        {"kind":"complaint","channel":"telephone","title":"\(title)","content":"凤台小区自周一起停水",
         "place":"凤台小区","petitioner":{"name":"张三","phone":"13800005678"}}
        """
    }
}

struct NotRunning: Error {}
struct Unexpected: Error { var answer: String }

/// An answer of the API, as tests look at it.
struct APIAnswer: Sendable {
    var status: Int
    var headers: Headers
    var body: [UInt8]

    var text: String { String(decoding: body, as: UTF8.self) }
    var json: Any? { try? JSONSerialization.jsonObject(with: Data(body), options: .fragmentsAllowed) }
    var object: [String: Any] { json as? [String: Any] ?? [:] }
    var items: [[String: Any]] { object["items"] as? [[String: Any]] ?? [] }

    /// A text of the document, empty where there is none.
    subscript(key: String) -> String { object[key] as? String ?? "" }

    /// The name of the problem that the document reports.
    var problem: String { self["type"].replacingOccurrences(of: "urn:hotline:problem:", with: "") }

    /// The fields that a problem names.
    var fields: [String] {
        (object["errors"] as? [[String: Any]] ?? []).compactMap { $0["field"] as? String }.sorted()
    }
}
