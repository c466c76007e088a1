import Foundation
import HotlineCore
import Node
import TestSupport
import Testing
import Topology
import WorkCalendar

@testable import HotlineCLI

/// A city and a county below it, each under its own rule book, by one clock that the test moves; the line between them
/// can be cut. Reached over HTTP only.
struct TierPair: Sendable {
    let city: SingleNode
    let county: SingleNode
    private let line: Line

    /// Runs both from `moment` on while `body` runs.
    static func run(
        city: String, county: String, at moment: String, _ body: (TierPair) async throws -> Void
    ) async throws {
        let folder = try TemporaryDirectory()
        let clock = VirtualClock(wallMilliseconds: try #require(Moment(moment)).milliseconds)
        try await SingleNode.run(with: clock, in: folder.path, { makeCity(&$0, under: city) }) { upper in
            let line = try Line(to: try #require(URL(string: upper.address)?.port))
            try await SingleNode.run(
                with: clock, in: folder.path, { makeCounty(&$0, under: county, line.address) }
            ) { lower in
                try await upper.untilWritable()
                try await lower.untilWritable()
                try await body(TierPair(city: upper, county: lower, line: line))
            }
        }
        withExtendedLifetime(folder) {}
    }

    private static let secret = "a secret of this link"

    private static func makeCity(_ configuration: inout NodeConfiguration, under book: String) {
        (configuration.code, configuration.name, configuration.tier) = ("140500", "晋城市", .city)
        configuration.dataFolder += "-city"
        configuration.ruleBooks.handling = book
        configuration.peers = [
            .init(
                code: "140525", name: "泽州县", relation: .lower, baseURL: nil, secret: secret,
                speaksFor: ["140525"], pull: true),
        ]
    }

    private static func makeCounty(_ configuration: inout NodeConfiguration, under book: String, _ address: String) {
        configuration.ruleBooks.handling = book
        configuration.peers = [
            .init(
                code: "140500", name: "晋城市", relation: .upper, baseURL: address, secret: secret,
                speaksFor: ["140500"], pull: true),
        ]
    }

    /// A matter of the city, ordered to the county; each node's own ticket.
    func order(_ more: [String: JSONValue] = [:]) async throws -> (above: String, below: String) {
        let above = try await city.register("市里来的事", more)
        try await city.dispatch(above, to: ["node": .string("140525")])
        return (above, try await county.untilOrdered(above))
    }

    /// What the county says upward about an order.
    func actUpward(_ role: String, _ action: String, _ below: String, _ form: [String: JSONValue] = [:]) async throws {
        let order = try await county.ticket(below).text("order", "assignment")
        _ = try await county.client(role).value(
            .post(["assignments", order, "actions", action], body: .object(form)))
    }

    /// Nothing passes between the two until the line is mended.
    func cut() async { await line.cut() }

    /// The line is whole again, and both try at once.
    func mend() async throws {
        await line.mend()
        _ = try await city.client("admin").value(.post(["peers", "140525", "actions", "retry"]))
        _ = try await county.client("admin").value(.post(["peers", "140500", "actions", "retry"]))
    }

    /// Looks until `look` finds something; the suite's time limit ends it.
    @discardableResult
    func wait<Value>(_ look: () async throws -> Value?) async throws -> Value {
        while true {
            if let found = try await look() { return found }
            city.letLinksGoOn()
        }
    }

    /// Waits until the county's order ends at that moment; the county's ticket then.
    @discardableResult
    func untilDue(_ due: String, of below: String) async throws -> JSONValue {
        try await wait {
            let ticket = try await county.ticket(below)
            return ticket.text("order", "due") == due ? ticket : nil
        }
    }

    /// Waits until the city has the share in that state; the share then.
    @discardableResult
    func untilShare(of above: String, is state: AssignmentState) async throws -> JSONValue {
        try await wait {
            let share = try await city.ticket(above).list("assignments").first
            return share?.text("state") == state.rawValue ? share : nil
        }
    }
}
