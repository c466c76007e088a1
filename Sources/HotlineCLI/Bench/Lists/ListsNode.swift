import Crypto
import Database
import Foundation
import HotlineCore
import Node
import PeerTransport
import Platform
import Storage
import Topology
import WorkCalendar

/// The node of `bench lists`: a process of its own on a database that the benchmark fills while it does not run.
final class ListsNode: Sendable {
    private static let code = "140525"

    private let dataFolder: String
    private let process: BenchNode
    private let tokens: [NodeConfiguration.Account.Role: String]

    /// Writes its configuration into `folder`; nothing runs yet.
    init(in folder: String, program: ProcessHost.Program) throws {
        var tokens: [NodeConfiguration.Account.Role: String] = [:]
        for screen in ListsScreen.all { tokens[screen.role] = Base64URL.encode(SecureRandom.bytes(24)) }
        self.tokens = tokens
        dataFolder = "\(folder)/data"
        var node = NodeConfiguration(
            code: Self.code, name: "泽州县", tier: .county, listen: .init(port: try Ports.free(1)[0]),
            dataFolder: dataFolder, ruleBooks: .init(handling: "zezhou-2023"))
        node.units = ListsTickets.units.map { .init(id: $0, name: "单位\($0.dropFirst(4))") }
        node.staff = tokens.map { role, token in
            .init(id: "\(role)1", name: "\(role)", role: role, unit: role == .unit ? ListsTickets.units[0] : nil,
                token: token)
        }
        process = try BenchNode(
            node, token: tokens[.admin] ?? "", in: folder, program: program,
            SocketTransport(configuration: .init(idlePerOrigin: 4)))
    }

    /// Starts the process and returns once the node takes requests.
    func start() async throws { try await process.start() }

    /// Ends the process and waits until it is gone.
    func kill() async { await process.kill() }

    /// Writes the tickets as the node would, beside a node that does not run.
    func fill(_ count: Int, at now: Moment, _ progress: @escaping @Sendable (Int) -> Void) async throws {
        guard let code = NodeCode(rawValue: Self.code) else { preconditionFailure("a node's code") }
        let tickets = try ListsTickets(count, node: code, now: now)
        try await tickets.write(to: "\(dataFolder)/node.sqlite", progress)
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
        try await process.read(path, as: tokens[role])
    }
}
