import Foundation
import TestSupport
import Testing
import WorkCalendar

@testable import HotlineCLI

extension SingleNode {
    /// Moves the node's clock forward to a moment; it stands there.
    func pass(to text: String) throws {
        let moment = try #require(Moment(text))
        clock.advance(by: .milliseconds(moment.milliseconds - clock.wallMilliseconds))
    }

    /// Registers a matter; its identifier.
    func register(_ title: String, _ members: [String: JSONValue] = [:]) async throws -> String {
        var form: [String: JSONValue] = [
            "kind": .string("help"), "channel": .string("telephone"), "title": .string(title),
            "content": .string("停水三天"), "place": .string("凤台小区"), "occurredAt": .string("2026-09-12"),
            "petitioner": .object(["name": .string("张三"), "phone": .string("13800005678")]),
        ]
        form.merge(members) { $1 }
        return try await client("operator").value(.post(["tickets"], body: .object(form))).text("id")
    }

    /// Takes an action on a ticket, or on its first share.
    @discardableResult
    func act(
        _ role: String, _ action: String, _ ticket: String, share: Bool = false, _ form: [String: JSONValue] = [:]
    ) async throws -> JSONValue {
        let steps = share ? ["assignments", ticket + ".1"] : ["tickets", ticket]
        return try await client(role).value(.post(steps + ["actions", action], body: .object(form)))
    }

    /// The ticket to the unit, or to a node below.
    func dispatch(_ ticket: String, to assignee: [String: JSONValue] = ["unit": .string("water")]) async throws {
        let share = JSONValue.object(["assignee": .object(assignee)])
        try await act("admin", "dispatch", ticket, ["assignments": .array([share])])
    }

    /// Asks for the ticket until it is as wanted; the suite's time limit ends it. Each look is put on record, as on a
    /// node at work: the commit lets the node see that its clock was moved.
    @discardableResult
    func until(_ ticket: String, _ isWanted: (JSONValue) -> Bool) async throws -> JSONValue {
        let look = APIRequest.get(["tickets", ticket], query: [URLQueryItem(name: "reveal", value: "核对")])
        while true {
            let found = try await client("admin").value(look)
            if isWanted(found) { return found }
            await Task.yield()
        }
    }

    /// The ticket as it stands.
    func ticket(_ id: String) async throws -> JSONValue { try await client("admin").value(.get(["tickets", id])) }

    /// A new node takes writes once it has spoken to its peers.
    func untilWritable() async throws {
        while try await URLSessionClient.send("GET", address + "/readyz").status != 200 { letLinksGoOn() }
    }

    /// Asks for the copy of a ticket from below until it is as wanted.
    @discardableResult
    func untilMirrored(_ id: String, _ isWanted: (JSONValue) -> Bool) async throws -> JSONValue {
        while true {
            let found = try? await client("supervisor").value(.get(["mirror", "tickets", id]))
            if let found, isWanted(found) { return found }
            letLinksGoOn()
        }
    }

    /// Asks for the ticket that an order from above made here; its identifier.
    func untilOrdered(_ root: String) async throws -> String {
        let query = APIRequest.get(["tickets"], query: [URLQueryItem(name: "rootId", value: root)])
        while true {
            if let below = try await client("admin").value(query).list("items").first { return below.text("id") }
            letLinksGoOn()
        }
    }

    /// A link that failed once tries again when its wait is over, by a clock that stands until it is moved.
    func letLinksGoOn() { clock.advance(by: .milliseconds(20)) }

    /// What the clock brought to a ticket, `timer.overdue 2026-09-25T08:00:00.000+08:00`.
    func clockEvents(_ ticket: String) async throws -> [String] {
        let names: Set = ["timer.reminded", "timer.overdue", "supervision.proposed", "ticket.escalated"]
        return try await timeline(ticket).filter { names.contains($0.text("type")) }
            .map { "\($0.text("type")) \($0.text("at"))" }
    }
}

extension JSONValue {
    /// How often the clock marked, reminded and proposed.
    var clockCounts: [Int] { [list("reminders").count, list("overdue").count, list("proposals").count] }

    /// What is marked overdue.
    var overdue: [String] { list("overdue").map { $0.text("of") } }
}
