import Crypto
import Database
import Foundation
import HTTPWire
import HotlineCore
import Node
import PeerTransport
import Platform
import Storage
import Synchronization
import WorkCalendar

/// The node of `bench lists`: a process of its own on a database that the benchmark fills while it does not run.
final class ListsNode: Sendable {
    private static let code = "140525"
    /// Tickets of one transaction.
    private static let ticketsAtOnce = 1_000

    private let configuration: NodeConfiguration
    private let folder: String
    private let program: String
    private let transport: SocketTransport
    private let origin: PeerOrigin
    private let tokens: [NodeConfiguration.Account.Role: String]
    private let child = Mutex<ChildProcess?>(nil)

    init(in folder: String, program: String) throws {
        let listener = try BlockingSocket.listening()
        let port = try listener.port()
        listener.close()
        self.folder = folder
        self.program = program
        transport = try SocketTransport(configuration: .init(idlePerOrigin: 4))
        origin = PeerOrigin(host: "127.0.0.1", port: port)
        var tokens: [NodeConfiguration.Account.Role: String] = [:]
        for screen in ListsScreen.all { tokens[screen.role] = Base64URL.encode(SecureRandom.bytes(24)) }
        self.tokens = tokens
        var node = NodeConfiguration(
            code: Self.code, name: "泽州县", tier: .county, listen: .init(port: Int(port)),
            dataFolder: "\(folder)/data", ruleBooks: .init(handling: "zezhou-2023"))
        node.units = ListsTickets.units.map { .init(id: $0, name: "单位\($0.dropFirst(4))") }
        node.staff = tokens.map { role, token in
            .init(id: "\(role)1", name: "\(role)", role: role, unit: role == .unit ? ListsTickets.units[0] : nil,
                token: token)
        }
        configuration = node
        try node.save(to: "\(folder)/node.json")
    }

    /// Starts the process and returns once the node takes requests.
    func start() async throws {
        let log = "\(folder)/node.log"
        let started = try ChildProcess(
            executable: program, arguments: ["serve", "--config", "\(folder)/node.json"], output: .file(log),
            errors: .file(log))
        child.withLock { $0 = started }
        try await within(.seconds(60), "the node's start") {
            while try await self.status(of: "/readyz", as: nil) != 200 {
                guard started.isRunning else { throw Failure(.failed, "the node ended while it started; see \(log)") }
                try await Task.sleep(for: .milliseconds(50))
            }
        }
    }

    /// Ends the process and waits until it is gone.
    func kill() async {
        guard let running = child.withLock({ $0.take() }) else { return }
        running.kill()
        _ = await running.wait()
    }

    /// Writes the tickets as the node would, beside a node that does not run.
    func fill(_ count: Int, at now: Moment, _ progress: @escaping @Sendable (Int) -> Void) async throws {
        guard let code = NodeCode(rawValue: Self.code) else { preconditionFailure("a node's code") }
        let tickets = try ListsTickets(count, node: code, now: now)
        let driver = SQLiteDriver(path: "\(configuration.dataFolder)/node.sqlite")
        try await onBlockingThread("bench-fill") {
            let session = try WriteSession(driver)
            for start in stride(from: 0, to: count, by: Self.ticketsAtOnce) {
                try session.write { transaction in
                    for number in start..<min(start + Self.ticketsAtOnce, count) {
                        let ticket = tickets.ticket(number)
                        let body = try CanonicalJSON.encode(ticket)
                        let digest = body.withUnsafeBytes { StorageHash.sha256($0) }
                        try TicketStore.save(ticket, body: body, digest: digest, replacing: nil, in: transaction)
                    }
                }
                if session.logFrames > 20_000 { try session.checkpoint() }
                progress(start)
            }
        }
    }

    /// Waits until what the clock has to bring to the filled tickets is over.
    func settle() async throws {
        try await within(.seconds(600), "what the clock brings to the filled tickets") {
            while true {
                let status = try await self.read("/status", as: .admin)
                let next = status["timers"]?["next"]?.string.flatMap { Moment($0) }
                let now = Moment(milliseconds: Int64(Date.now.timeIntervalSince1970 * 1_000))
                if next.map({ $0 > now }) ?? true { return }
                try await Task.sleep(for: .milliseconds(500))
            }
        }
    }

    /// What the node answers to a GET below `/api/v1`.
    func read(_ path: String, as role: NodeConfiguration.Account.Role) async throws -> JSONValue {
        let answer = try await send("/api/v1" + path, as: role)
        guard answer.status == 200 else {
            throw Failure(
                .failed, "the node answers \(path) with \(answer.status)",
                details: [String(decoding: answer.body.prefix(500), as: UTF8.self)])
        }
        return try JSONValue(parsing: Data(answer.body))
    }

    private func status(of path: String, as role: NodeConfiguration.Account.Role?) async throws -> Int? {
        do {
            return try await send(path, as: role).status
        } catch is TransportError {
            return nil
        }
    }

    private func send(_ path: String, as role: NodeConfiguration.Account.Role?) async throws -> PeerResponse {
        let token = role.flatMap { tokens[$0] }
        let headers: Headers = token.map { ["Authorization": "Bearer \($0)"] } ?? Headers()
        return try await transport.send(PeerRequest(.get, origin, path, headers: headers, isRepeatable: true))
    }
}
