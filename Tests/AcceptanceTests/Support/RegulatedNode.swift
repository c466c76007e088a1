import Foundation
import HotlineCore
import Node
import Platform
import TestSupport
import Testing
import Topology
import WorkCalendar

@testable import HotlineCLI

/// A hotline alone under one regulation, with a clock that the test moves on. Reached over HTTP only.
struct RegulatedNode: Sendable {
    /// The units of every such hotline, each with an account of its own name.
    private static let units: [NodeConfiguration.Unit] = [
        .init(id: "water", name: "县水务局", group: "政府组成部门"), .init(id: "town", name: "巴公镇", group: "乡镇人民政府"),
        .init(id: "police", name: "县公安局", group: "政府组成部门"), .init(id: "firm", name: "天煜热力", group: "县属企业"),
        .init(id: "union", name: "县总工会", kind: .linked),
    ]

    let clock: VirtualClock
    let address: String
    private let client: @Sendable (_ account: String) -> NodeClient

    /// Runs a hotline under that rule book from `moment` on while `body` runs.
    static func run(_ ruleBook: String, at moment: String, _ body: (RegulatedNode) async throws -> Void) async throws {
        let folder = try TemporaryDirectory()
        var configuration = NodeConfiguration(
            code: "140525", name: "泽州县", tier: .county, listen: .init(port: 0), dataFolder: folder.path + "/data",
            ruleBooks: .init(handling: ruleBook))
        configuration.units = units
        configuration.staff = NodeConfiguration.Account.demonstration(units: units).map { account in
            var account = account
            account.token = "token-\(account.id)"
            return account
        }
        let clock = VirtualClock(wallMilliseconds: try #require(Moment(moment)).milliseconds)
        let service = NodeService(
            configuration, environment: .init(clock: clock, log: Log(level: .error), stagger: .zero))
        let port = try await service.start()
        let address = "http://127.0.0.1:\(port)"
        let node = RegulatedNode(clock: clock, address: address) {
            URLSessionClient.client(address, token: "token-\($0)")
        }
        do {
            try await body(node)
        } catch {
            await service.stop(grace: .milliseconds(200))
            throw error
        }
        await service.stop(grace: .milliseconds(200))
        withExtendedLifetime(folder) {}
    }

    /// Lets the clock go on to that moment.
    func pass(to moment: String, _ location: SourceLocation = #_sourceLocation) throws {
        let moment = try #require(Moment(moment), sourceLocation: location)
        let milliseconds = moment.milliseconds - clock.wallMilliseconds
        try #require(milliseconds >= 0, "the clock runs forward", sourceLocation: location)
        clock.advance(by: .milliseconds(milliseconds))
    }

    /// What the node answers to a GET, to its administrator.
    func read(_ steps: String..., query: [URLQueryItem] = []) async throws -> JSONValue {
        try await client("admin").value(.get(steps, query: query))
    }

    /// What the node answers to a GET, to that account.
    func read(as account: String, _ steps: String...) async throws -> JSONValue {
        try await client(account).value(.get(steps))
    }

    /// Registers a matter; its identifier. `more` adds to the form, or takes the place of what stands there.
    func register(_ kind: MatterKind = .help, more: [String: JSONValue] = [:]) async throws -> String {
        let form: [String: JSONValue] = [
            "kind": .string(kind.rawValue), "channel": "telephone", "title": "小区停水", "content": "停水三天",
            "place": "凤台小区", "occurredAt": "昨天", "petitioner": ["name": "张三", "phone": "13800005678"],
        ]
        let body = JSONValue.object(form.merging(more) { $1 })
        return try await client("operator").value(.post(["tickets"], body: body)).text("id")
    }

    /// Registers a matter and dispatches it to one unit; its identifier and the share's.
    func dispatched(
        _ kind: MatterKind = .help, to unit: String = "water", more: [String: JSONValue] = [:]
    ) async throws -> (ticket: String, share: String) {
        let ticket = try await register(kind, more: more)
        try await dispatch(ticket, to: unit)
        return (ticket, ticket + ".1")
    }

    /// Dispatches a matter to one unit.
    func dispatch(_ ticket: String, to unit: String, more: [String: JSONValue] = [:]) async throws {
        let form: [String: JSONValue] = ["assignments": [["assignee": ["unit": .string(unit)]]]]
        try await act("dispatch", ticket, as: "dispatcher", form.merging(more) { $1 })
    }

    /// An action on a ticket, or on an assignment where the identifier is one's.
    @discardableResult
    func act(
        _ action: String, _ subject: String, as account: String, _ form: [String: JSONValue] = [:]
    ) async throws -> JSONValue {
        let path = [subject.contains(".") ? "assignments" : "tickets", subject, "actions", action]
        return try await client(account).value(.post(path, body: .object(form)))
    }

    /// Why an action is refused; fails the test where it is not.
    func refusal(
        _ action: String, _ subject: String, as account: String, _ form: [String: JSONValue] = [:],
        _ location: SourceLocation = #_sourceLocation
    ) async throws -> Refused {
        do {
            try await act(action, subject, as: account, form)
        } catch let failure as Failure {
            return Refused(problem: try #require(failure.problem, "\(failure)", sourceLocation: location))
        }
        Issue.record("\(action) was not refused", sourceLocation: location)
        return Refused(problem: .null)
    }

    /// The ticket of a ticket's or a share's identifier, as it stands.
    func ticket(_ subject: String) async throws -> JSONValue {
        try await read("tickets", subject.split(separator: ".").first.map(String.init) ?? subject)
    }

    /// A share as it stands.
    func share(_ id: String) async throws -> JSONValue {
        try #require(try await ticket(id).list("assignments").first { $0.text("id") == id })
    }

    /// What happened to a ticket, oldest first.
    func timeline(_ ticket: String) async throws -> [JSONValue] {
        try await read("tickets", ticket, "timeline").list("items")
    }

    /// The reviewer agrees to the completion that the unit asks for.
    func complete(_ share: String, as unit: String = "water", _ more: [String: JSONValue] = [:]) async throws {
        try await act("complete", share, as: unit, Self.result.merging(more) { $1 })
        try await act("approve-completion", share, as: "reviewer")
    }

    /// What a help matter's completion needs in every rule book.
    static let result: [String: JSONValue] = [
        "handling": "抢修管道", "result": "已恢复供水", "handledAt": "2026-03-02T09:00:00+08:00", "person": "李工",
        "reply": ["at": "2026-03-02T10:00:00+08:00", "means": "电话", "content": "已告知结果"],
        "items": [
            "answeredInFull": true, "findings": "属实", "noCaseReason": "不涉及违法", "adoption": "adopted",
            "petitionerSatisfied": "satisfied",
        ],
    ]

    /// The petitioner is not satisfied.
    static let unsatisfied: [String: JSONValue] = [
        "rating": "unsatisfied", "wasTold": true, "wasSolved": false, "reason": "仍然停水", "callService": "satisfied",
    ]

    /// The petitioner is satisfied on all three questions.
    static let satisfied: [String: JSONValue] = [
        "rating": "satisfied", "wasTold": true, "wasSolved": true, "callService": "satisfied",
    ]
}

/// A refusal as the node answered it.
struct Refused {
    let problem: JSONValue

    /// The stable code, `return-too-late`.
    var code: String { problem.text("type").split(separator: ":").last.map(String.init) ?? "" }
    var article: String { problem.text("article") }
    var detail: String { problem.text("detail") }
    var cure: String { problem.text("cure") }
    /// The fields that are wrong or missing, in order.
    var fields: [String] { problem.list("errors").map { $0.text("field") } }
}

extension JSONValue: ExpressibleByStringLiteral, ExpressibleByBooleanLiteral, ExpressibleByArrayLiteral,
    ExpressibleByDictionaryLiteral {
    init(stringLiteral value: String) { self = .string(value) }
    init(booleanLiteral value: Bool) { self = .bool(value) }
    init(arrayLiteral elements: JSONValue...) { self = .array(elements) }
    init(dictionaryLiteral elements: (String, JSONValue)...) {
        self = .object(Dictionary(elements) { $1 })
    }
}
