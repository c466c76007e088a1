import Foundation
import Node
import TestSupport
import WorkCalendar

@testable import HotlineCLI

/// A county with a water bureau and a housing bureau that handle matters, and a department that is in charge of water
/// supply (行业主管部门). Accounts are named by their role or, for a unit, by its id behind `unit-`.
enum AccessNode {
    static func run(_ ruleBook: String = "zezhou-2023", _ body: (SingleNode) async throws -> Void) async throws {
        let folder = try TemporaryDirectory()
        let moment = Moment("2026-03-02T09:00:00+08:00")?.milliseconds ?? 0
        try await SingleNode.run(at: moment, in: folder.path, { configuration in
            configuration.ruleBooks.handling = ruleBook
            configuration.units += [
                .init(id: "housing", name: "县住建局"),
                .init(
                    id: "supply", name: "县供水主管部门",
                    inCharge: .init(kinds: ["report"], categories: ["供水"], units: ["water"])),
            ]
            configuration.staff += [
                .init(id: "housing-1", name: "住建", role: .unit, unit: "housing", token: "token-unit-housing"),
                .init(id: "supply-1", name: "供水", role: .unit, unit: "supply", token: "token-unit-supply"),
                .init(id: "overseer", name: "监督", role: .auditor, token: "token-auditor"),
            ]
        }, body)
        withExtendedLifetime(folder) {}
    }
}

extension SingleNode {
    /// What the node answers to a GET.
    func read(as role: String, _ steps: String..., query: [String: String] = [:]) async throws -> JSONValue {
        let items = query.map { URLQueryItem(name: $0.key, value: $0.value) }
        return try await client(role).value(.get(steps, query: items))
    }

    /// Why a request is refused; nil where it is not.
    func refusal(as role: String, _ request: APIRequest) async throws -> Refused? {
        do {
            _ = try await client(role).value(request)
            return nil
        } catch let failure as Failure {
            return Refused(problem: failure.problem ?? .null)
        }
    }

    /// Registers a matter; its identifier.
    func register(_ matter: [String: JSONValue] = [:]) async throws -> String {
        let form: [String: JSONValue] = [
            "kind": "help", "channel": "telephone", "title": "李鸿雁家停水", "content": "请回电13600002222，李鸿雁",
            "place": "凤台小区", "occurredAt": "昨天", "petitioner": ["name": "李鸿雁", "phone": "13600002222"],
        ]
        return try await client("operator").value(.post(["tickets"], body: .object(form.merging(matter) { $1 })))
            .text("id")
    }

    /// Dispatches a ticket to one of the node's units.
    func dispatch(_ id: String, to unit: String) async throws {
        let share: JSONValue = ["assignee": ["unit": .string(unit)]]
        _ = try await client("dispatcher").value(
            .post(["tickets", id, "actions", "dispatch"], body: ["assignments": [share]]))
    }

    /// The rows of the audit about a ticket, newest first.
    func audit(of id: String, as role: String = "auditor") async throws -> [JSONValue] {
        try await read(as: role, "audit", query: ["ticket": id]).list("items")
    }
}
