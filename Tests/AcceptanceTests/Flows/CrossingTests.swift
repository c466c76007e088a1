import Foundation
import HotlineCore
import TestSupport
import Testing

@testable import HotlineCLI

/// What the city decides and what the county reports while neither hears of the other (design section 5): the
/// assigner's decision stands, what comes after it is on record as late, nothing is doubled or lost.
@Suite(.timeLimit(.minutes(3))) struct CrossingTests {
    /// What the city does while the county completes, and where both stand afterwards.
    struct Pair: Sendable, CustomTestStringConvertible {
        var testDescription: String
        /// What the county asked for before.
        var asked: (@Sendable (TierPair, String) async throws -> Void)?
        var decide: @Sendable (TierPair, String) async throws -> Void
        /// The share at the city and the order at the county, in the end.
        var state: AssignmentState
        /// The county's completion came too late.
        var isLate = false
        /// The county's completion was written without an order that the city had sent before.
        var isCrossed = true
    }

    private static let extend: @Sendable (TierPair, String) async throws -> Void = { pair, below in
        try await pair.actUpward("dispatcher", "extend", below, [
            "until": "2026-09-11", "reason": "管网改造", "basis": "施工许可", "consent": "王局长", "petitionerTold": true,
        ])
    }
    private static let `defer`: @Sendable (TierPair, String) async throws -> Void = { pair, below in
        try await pair.actUpward("dispatcher", "defer", below, [
            "until": "2026-12-01", "reason": "资金未到位", "progress": "已立项", "measures": "争取资金", "plan": "分期",
            "responsible": "李镇长", "petitionerTold": true,
        ])
    }

    /// An action of the city on the ticket, or on its first share.
    private static func city(
        _ role: String, _ action: String, share: Bool = false, _ form: [String: JSONValue] = [:]
    ) -> @Sendable (TierPair, String) async throws -> Void {
        { pair, above in try await pair.city.act(role, action, above, share: share, form) }
    }

    static let pairs = [
        Pair(
            testDescription: "withdrawal", decide: city("operator", "withdraw", ["reason": "已修好"]),
            state: .withdrawn, isLate: true),
        Pair(
            testDescription: "supplement", decide: city("operator", "supplement", ["text": "又停了"]), state: .submitted),
        Pair(
            testDescription: "correction",
            decide: city("dispatcher", "correct", ["kind": "consultation", "reason": "实为咨询"]), state: .submitted),
        Pair(
            testDescription: "supervision",
            decide: { pair, above in
                try await pair.city.act("supervisor", "supervise", above, [
                    "means": "letter", "assignment": .string(above + ".1"), "text": "限期办结", "answerDue": "2026-09-09",
                ])
            }, state: .submitted, isCrossed: false),
        Pair(
            testDescription: "extension granted", asked: extend,
            decide: city("reviewer", "approve-extension", share: true, ["note": "同意"]), state: .submitted),
        Pair(
            testDescription: "extension refused", asked: extend,
            decide: city("reviewer", "refuse-extension", share: true, ["reasons": "理由不足"]), state: .submitted),
        Pair(
            testDescription: "deferral granted", asked: `defer`,
            decide: city("reviewer", "approve-deferral", share: true), state: .deferred, isLate: true),
        Pair(
            testDescription: "deferral refused", asked: `defer`,
            decide: city("reviewer", "refuse-deferral", share: true, ["reasons": "可以解决"]), state: .submitted),
    ]

    // proves: CARD-2, CARD-7
    @Test(arguments: pairs, [true, false])
    func `A decision of the city and a completion of the county cross`(pair: Pair, cityFirst: Bool) async throws {
        try await Self.run { tiers, above, below in
            if let asked = pair.asked { try await Self.ask(asked, tiers, above, below) }
            await tiers.cut()
            if cityFirst { try await pair.decide(tiers, above) }
            try await tiers.actUpward("reviewer", "complete", below, RegulatedNode.result)
            if !cityFirst { try await pair.decide(tiers, above) }
            try await tiers.mend()

            let share = try await tiers.wait {
                let ticket = try await tiers.city.ticket(above)
                let isHeard = ticket.list("late").isEmpty == !pair.isLate
                let share = ticket.list("assignments")[0]
                return isHeard && share.text("state") == pair.state.rawValue ? share : nil
            }
            if !pair.isLate { #expect(share.isTrue("completion", "crossed") == pair.isCrossed) }
            let ticket = try await tiers.wait {
                let ticket = try await tiers.county.ticket(below)
                return ticket.text("order", "state") == pair.state.rawValue ? ticket : nil
            }
            try await Self.expectAgreement(tiers, above, below, share)
            // Each message is on the record once: applied, or late at both ends.
            let heard = try await tiers.city.timeline(above).filter { $0.text("type") == "completion.submitted" }
            #expect(heard.count == (pair.isLate ? 0 : 1))
            let late = try await tiers.city.ticket(above).list("late").map { $0.text("message") }
            #expect(late == (pair.isLate ? ["completion.submitted"] : []))
            #expect(ticket.list("late").map { $0.text("why") }.count == (pair.isLate ? 1 : 0))
        }
    }

    /// Both hold the same limit, and the county holds all that the city decided.
    private static func expectAgreement(
        _ tiers: TierPair, _ above: String, _ below: String, _ share: JSONValue
    ) async throws {
        let (city, county) = try await tiers.wait { () -> (JSONValue, JSONValue)? in
            let (city, county) = (try await tiers.city.ticket(above), try await tiers.county.ticket(below))
            let received = county["order"]?["received"]
            return received == city.list("assignments")[0]["sent"] ? (city, county) : nil
        }
        #expect(county.text("order", "due") == share.text("handlingLimit", "due"))
        #expect(county.list("supplements").count == city.list("supplements").count)
        #expect(county.text("matter", "kind") == city.text("matter", "kind"))
        if !city.list("supervisions").isEmpty {
            try await tiers.wait { try await tiers.county.ticket(below).list("directives").first }
        }
    }

    // proves: CARD-2, ZZ23-14
    @Test(arguments: [true, false])
    func `A return that is asked for and a withdrawal cross`(cityFirst: Bool) async throws {
        try await Self.run { tiers, above, below in
            await tiers.cut()
            let withdraw = { _ = try await tiers.city.act("operator", "withdraw", above, ["reason": "已修好"]) }
            if cityFirst { try await withdraw() }
            try await tiers.actUpward("dispatcher", "return", below, [
                "reason": "notOurDuty", "explanation": "市管道路", "basis": "管养清单",
            ])
            if !cityFirst { try await withdraw() }
            try await tiers.mend()
            let late = try await tiers.wait { try await tiers.city.ticket(above).list("late").first }
            #expect(late.text("message") == "return.asked" && late.text("why") == "withdrawn")
            try await tiers.wait { try await tiers.county.ticket(below).text("state") == "withdrawn" ? true : nil }
            #expect(try await tiers.city.timeline(above).contains { $0.text("type") == "return.asked" } == false)
        }
    }

    // proves: ZZ20-2.2.4, ZZ23-20, CARD-2
    @Test func `A redo and the evidence of the first round cross: both are kept, and the redo is completed`()
        async throws
    {
        try await Self.run { tiers, above, below in
            try await tiers.actUpward("reviewer", "complete", below, RegulatedNode.result)
            try await tiers.untilShare(of: above, is: .submitted)
            try await tiers.city.act("reviewer", "approve-completion", above, share: true)
            try await tiers.wait {
                try await tiers.county.ticket(below).text("order", "state") == "completed" ? true : nil
            }
            await tiers.cut()
            try await tiers.city.act("reviewer", "revisit", above, RegulatedNode.unsatisfied)
            try await tiers.city.act("reviewer", "redo", above, ["reasons": "仍然停水"])
            let digest = try await tiers.county.attach("call.mp3", class: "contact", to: below, as: "operator")
            try await tiers.mend()
            let ordered = try await tiers.wait {
                let ticket = try await tiers.county.ticket(below)
                return ticket["order"]?["round"] == .integer(2) ? ticket : nil
            }
            #expect(ordered.list("late").map { $0.text("why") } == ["olderRound"])
            try await tiers.wait {
                try await tiers.city.ticket(above).list("attachments").first { $0.text("digest") == digest }
            }
            try await tiers.actUpward("reviewer", "complete", below, RegulatedNode.result)
            let share = try await tiers.untilShare(of: above, is: .submitted)
            #expect(share["round"] == .integer(2))
        }
    }

    /// A city and a county under Zezhou's rules with an order that the county signed.
    private static func run(_ body: (TierPair, _ above: String, _ below: String) async throws -> Void) async throws {
        try await TierPair.run(city: "zezhou-2023", county: "zezhou-2023", at: "2026-09-02T10:00:00+08:00") { tiers in
            let (above, below) = try await tiers.order()
            try await tiers.actUpward("dispatcher", "sign", below)
            try await tiers.untilShare(of: above, is: .signed)
            try await body(tiers, above, below)
        }
    }

    /// Asks, and waits until the city has heard it.
    private static func ask(
        _ asked: @Sendable (TierPair, String) async throws -> Void, _ tiers: TierPair, _ above: String, _ below: String
    ) async throws {
        try await asked(tiers, below)
        try await tiers.wait {
            let share = try await tiers.city.ticket(above).list("assignments")[0]
            return !share.list("extensions").isEmpty || share["deferral"] != nil ? true : nil
        }
    }
}
