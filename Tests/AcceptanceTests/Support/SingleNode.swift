import Crypto
import Foundation
import HotlineCore
import Node
import Platform
import TestSupport

@testable import HotlineCLI

/// A county node alone, at a moment of the test's choice, for what depends on the date. Reached over HTTP only.
struct SingleNode: Sendable {
    let address: String
    /// What the node takes for the time.
    let clock: VirtualClock

    /// The token of an account is its role's name behind `token-`.
    func client(_ role: String) -> NodeClient { URLSessionClient.client(address, token: "token-\(role)") }

    /// Runs a command of the program against this node, as its administrator.
    func hotline(_ words: String...) async throws -> BuiltProgram.Outcome {
        try await BuiltProgram.run(words + ["--node", address, "--token", "token-admin"])
    }

    /// Runs the node at `moment` while `body` runs; more than once it keeps its data.
    static func run(
        at moment: Int64, in folder: String, _ adapt: (inout NodeConfiguration) -> Void = { _ in },
        _ body: (SingleNode) async throws -> Void
    ) async throws {
        try await run(with: VirtualClock(wallMilliseconds: moment), in: folder, adapt, body)
    }

    /// The same with a clock that several nodes may go by.
    static func run(
        with clock: VirtualClock, in folder: String, _ adapt: (inout NodeConfiguration) -> Void = { _ in },
        _ body: (SingleNode) async throws -> Void
    ) async throws {
        var configuration = county(in: folder)
        adapt(&configuration)
        var environment = NodeService.Environment(clock: clock, log: Log(level: .error), stagger: .zero)
        environment.passwordCost = .light
        let service = NodeService(configuration, environment: environment)
        let port = try await service.start()
        do {
            try await body(SingleNode(address: "http://127.0.0.1:\(port)", clock: clock))
        } catch {
            await service.stop(grace: .milliseconds(200))
            throw error
        }
        await service.stop(grace: .milliseconds(200))
    }

    private static func county(in folder: String) -> NodeConfiguration {
        var configuration = NodeConfiguration(
            code: "140525", name: "泽州县", tier: .county, listen: .init(port: 0), dataFolder: folder + "/data",
            ruleBooks: .init(handling: "zezhou-2023"))
        configuration.units = [.init(id: "water", name: "县水务局")]
        configuration.staff = [
            .init(id: "op", name: "坐席", role: .operator, token: "token-operator"),
            .init(id: "disp", name: "派单", role: .dispatcher, token: "token-dispatcher"),
            .init(id: "water-1", name: "水务", role: .unit, unit: "water", token: "token-unit"),
            .init(id: "rev", name: "回访", role: .reviewer, token: "token-reviewer"),
            .init(id: "sup", name: "督办", role: .supervisor, token: "token-supervisor"),
            .init(id: "adm", name: "管理", role: .admin, token: "token-admin"),
        ]
        return configuration
    }

    /// A matter that is with the unit; its identifier.
    func dispatched(_ title: String) async throws -> String {
        let matter = MatterForm(
            kind: .help, title: title, content: "停水三天", place: "凤台小区",
            petitioner: .init(name: "张三", phone: "13800005678"))
        let id = try await client("operator").value(.post(["tickets"], body: matter.form)).text("id")
        _ = try await client("operator").value(.post(["tickets", id, "actions", "accept"]))
        let share = JSONValue.object(["assignee": .object(["unit": .string("water")])])
        _ = try await client("dispatcher").value(
            .post(["tickets", id, "actions", "dispatch"], body: .object(["assignments": .array([share])])))
        return id
    }

    /// The names of what happened to a ticket.
    func timeline(_ id: String) async throws -> [JSONValue] {
        try await client("admin").value(.get(["tickets", id, "timeline"])).list("items")
    }
}
