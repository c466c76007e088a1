import Foundation
import HotlineCore
import Node
import Platform
import Testing
import Topology
import WorkCalendar

@testable import HotlineCLI

/// What the regulations give an assignee, asked and decided across tiers.
@Suite(.timeLimit(.minutes(2))) struct TierTests {
    private static var today: Day { Moment(milliseconds: SystemClock().wallMilliseconds).day }

    /// What completes a help matter at a unit.
    private static func told(_ more: [String: JSONValue] = [:]) -> JSONValue {
        .object(RegulatedNode.result.merging(more) { $1 })
    }

    /// An order's own identifier, which its assignee acts on to speak upward.
    private func order(_ ticket: TicketHandle, at desk: Desk) async throws -> String {
        try await desk.ticket(ticket).text("order", "assignment")
    }

    private func refusal(_ body: () async throws -> Void) async throws -> Refused {
        let failure = await #expect(throws: Failure.self) { try await body() }
        return Refused(problem: try #require(failure?.problem))
    }

    /// The newest assignment to that assignee.
    private func share(_ ticket: TicketHandle, of assignee: Assignee, at desk: Desk) async throws -> JSONValue {
        try #require(try await desk.ticket(ticket).list("assignments").last { Desk.isAssigned($0, to: assignee) })
    }

    // proves: ZZ23-14, CARD-4
    @Test func `A county's return is refused by the city, and the county handles the matter`() async throws {
        try await AcceptanceNetwork(topology: "shanxi").run { staged in
            let stage = staged.stage
            let (city, county) = (try stage.desk("140500"), try stage.desk("140525"))
            let ticket = try await city.register(.plain())
            try await city.dispatch(ticket, to: county.assignee)
            let order = try await county.received(ticket, from: city)
            try await county.askReturnUpward(
                order, reason: "notOurDuty", explanation: "市管道路", basis: "管养清单")
            try await city.until(ticket, try county.assignee, is: .returnAsked)
            let above = try await city.assignment(of: ticket, to: county.assignee)
            try await city.act(.refuseReturn, on: above, of: ticket, as: "reviewer", ["reasons": "该路段2025年已移交县管"])
            try await county.wait(for: "the city's refusal") {
                let now = try await county.ticket(order)
                return now.text("order", "state") == "signed" ? true : nil
            }
            let refused = try #require(try await staged.timeline(of: order, at: county).last {
                $0.text("type") == "order.return.refused"
            })
            #expect(refused.text("data", "text") == "该路段2025年已移交县管")
            try await stage.handle(order, at: county, by: try county.unit("gaodu"), .told)
            try await city.until(ticket, try county.assignee, is: .submitted)
            try await city.approveCompletion(of: ticket, from: county.assignee)
            try await stage.close(ticket, at: city, below: [(county, order)])
            try await staged.expectSettled()
        }
    }

    /// Jiyuan's rule book at the city and Yuncheng's at the county below it.
    private static let differing = AcceptanceNetwork(topology: "shanxi", adapt: { file in
        let books = ["140500": "jiyuan-2024", "140525": "yuncheng-2019"]
        for index in file.nodes.indices {
            guard let book = books[file.nodes[index].code] else { continue }
            file.nodes[index].ruleBooks.handling = book
        }
    })

    /// A suggestion has seven working days in Yuncheng's book and five in Jiyuan's.
    private func suggestion(from city: Desk, to town: UnitDesk) async throws -> (TicketHandle, TicketHandle) {
        var matter = MatterForm.plain("建议加装路灯")
        matter.kind = .suggestion
        let ticket = try await city.register(matter)
        try await city.dispatch(ticket, to: town.desk.assignee)
        let order = try await town.desk.received(ticket, from: city)
        try await town.desk.dispatch(order, to: town.assignee)
        // Jiyuan's limit counts from signing, and is told then.
        let signed = try await city.until(ticket, try town.desk.assignee, is: .signed)
        try await town.desk.wait(for: "the limit from signing") {
            let due = try await town.desk.ticket(order).text("order", "due")
            return due == signed.text("handlingLimit", "due") ? true : nil
        }
        return (ticket, order)
    }

    private static func moreTime(until day: Day) -> [String: JSONValue] {
        [
            "until": .string(day.description), "reason": "需现场勘测", "basis": "县规划", "consent": "李镇长",
            "petitionerTold": true,
        ]
    }

    // proves: JY24-13.2, YC19-7.3
    @Test func `A county under another rule book is bound by the city's earlier limit`() async throws {
        try await Self.differing.run { staged in
            let (city, county) = (try staged.stage.desk("140500"), try staged.stage.desk("140525"))
            let town = try county.unit("gaodu")
            let (_, order) = try await suggestion(from: city, to: town)
            let bounded = try await share(order, of: town.assignee, at: county)
            let due = try await county.ticket(order).text("order", "due")
            #expect(bounded.isTrue("handlingLimit", "boundByOrder") && bounded.text("handlingLimit", "due") == due)
            #expect(try await county.ticket(order).text("ruleBook", "id") == "yuncheng-2019")
            #expect(try await city.read("tickets", order.root).text("ruleBook", "id") == "jiyuan-2024")
            // What Yuncheng would grant on filing goes beyond the order: it is asked upward first.
            let ask = Self.moreTime(until: try #require(Moment(due)).day + 1)
            let own = try await county.assignment(of: order, to: town.assignee)
            let beyond = try await refusal {
                try await county.act(.extend, on: own, of: order, as: "gaodu", .object(ask))
            }
            #expect(beyond.code == "bound-by-order")
        }
    }

    // proves: JY24-13.3, YC19-7.3c
    @Test func `An extension is asked upward, judged by the upper rule book, and limits follow`() async throws {
        try await Self.differing.run { staged in
            let (city, county) = (try staged.stage.desk("140500"), try staged.stage.desk("140525"))
            let town = try county.unit("gaodu")
            let (ticket, order) = try await suggestion(from: city, to: town)
            let until = try #require(Moment(try await county.ticket(order).text("order", "due"))).day + 1
            let ask = Self.moreTime(until: until)
            // Jiyuan wants the petitioner told; the system sees it, and says so below.
            let upward = try await self.order(order, at: county)
            try await county.act(.extend, on: upward, of: order, as: "dispatcher", .object(
                ask.merging(["petitionerTold": false]) { $1 }))
            try await county.wait(for: "the city's refusal") {
                try await county.ticket(order).list("order", "extensions").first?["decision"]?["approved"] == false
                    ? true : nil
            }
            try await county.act(.extend, on: upward, of: order, as: "dispatcher", .object(ask))
            let above = try await city.assignment(of: ticket, to: county.assignee)
            try await city.wait(for: "the county's request") {
                try await city.ticket(ticket).list("assignments").first?.list("extensions").count == 2 ? true : nil
            }
            try await city.act(.approveExtension, on: above, of: ticket, as: "reviewer", ["note": "同意"])
            let granted = try await city.ticket(ticket).list("assignments").first?.text("handlingLimit", "due")
            #expect(granted == until.end.description)
            try await county.wait(for: "the limit of the share below to follow") {
                try await share(order, of: town.assignee, at: county).text("handlingLimit", "due") == granted
                    ? true : nil
            }
            #expect(try await county.ticket(order).text("order", "due") == granted)
            try await staged.expectSettled()
        }
    }

    /// Province, city and county, and one matter on its way down to a town.
    private struct Chain {
        let stage: Stage
        let (province, city, county): (Desk, Desk, Desk)
        let town: UnitDesk
        let (top, middle, bottom): (TicketHandle, TicketHandle, TicketHandle)
        /// What the city and the county were ordered, and the town's share.
        let (toCity, toCounty, own): (String, String, String)

        init(_ stage: Stage) async throws {
            self.stage = stage
            province = try stage.desk("140000")
            city = try stage.desk("140500")
            county = try stage.desk("140525")
            town = try county.unit("gaodu")
            top = try await province.register(.plain("村道硬化"))
            try await province.dispatch(top, to: city.assignee)
            middle = try await city.received(top, from: province)
            try await city.dispatch(middle, to: county.assignee)
            bottom = try await county.received(middle, from: city)
            try await county.dispatch(bottom, to: town.assignee)
            toCity = try await province.assignment(of: top, to: city.assignee)
            toCounty = try await city.assignment(of: middle, to: county.assignee)
            own = try await county.assignment(of: bottom, to: town.assignee)
        }

        /// The town's result is approved at every tier, and the petitioner is satisfied.
        func complete() async throws {
            try await town.complete(bottom, .told)
            try await county.approveCompletion(of: bottom, from: town.assignee)
            try await city.until(middle, try county.assignee, is: .submitted)
            try await city.approveCompletion(of: middle, from: county.assignee)
            try await province.until(top, try city.assignee, is: .submitted)
            try await province.approveCompletion(of: top, from: city.assignee)
            try await stage.close(top, at: province, below: [(city, middle), (county, bottom)])
        }
    }

    private static let deferral: JSONValue = [
        "until": .string((today + 120).description), "reason": "资金未到位", "progress": "已立项", "measures": "争取资金",
        "plan": "分期", "responsible": "李镇长", "petitionerTold": true,
    ]

    // proves: ZZ23-18
    @Test func `A deferral is asked and granted through two tiers, struck off below, and completed`() async throws {
        try await AcceptanceNetwork(topology: "shanxi").run { staged in
            let chain = try await Chain(staged.stage)
            let (county, bottom) = (chain.county, chain.bottom)
            let early = try await refusal {
                try await county.act(.defer, on: chain.own, of: bottom, as: "gaodu", Self.deferral)
            }
            #expect(early.code == "bound-by-order")
            try await deferUpward(chain)
            try await county.act(.defer, on: chain.own, of: bottom, as: "gaodu", Self.deferral)
            try await county.act(.approveDeferral, on: chain.own, of: bottom, as: "reviewer", [:])

            // Struck off by the unit, it is struck off all the way up.
            try await county.act(.strikeOff, on: chain.own, of: bottom, as: "gaodu", [
                "result": "已硬化", "petitionerSigned": "李四", "signedOn": .string(Self.today.description),
                "leader": "李镇长", "consent": "同意销号",
            ])
            try await chain.province.until(chain.top, try chain.city.assignee, is: .signed)
            let struck = try await share(chain.top, of: try chain.city.assignee, at: chain.province)
            #expect(struck.text("deferral", "strikeOff", "petitionerSigned") == "李四")
            try await chain.complete()
            try await staged.expectSettled()
        }
    }

    /// County to city, city to province, and the word back down both steps.
    private func deferUpward(_ chain: Chain) async throws {
        let (province, city, county) = (chain.province, chain.city, chain.county)
        try await county.act(.defer, on: chain.toCounty, of: chain.bottom, as: "dispatcher", Self.deferral)
        try await city.wait(for: "the county's request") {
            try await city.ticket(chain.middle).list("assignments").first?["deferral"] != nil ? true : nil
        }
        let bound = try await refusal {
            try await city.act(.approveDeferral, on: chain.toCounty, of: chain.middle, as: "reviewer", [:])
        }
        #expect(bound.code == "bound-by-order")
        try await city.act(.defer, on: chain.toCity, of: chain.middle, as: "dispatcher", Self.deferral)
        try await province.wait(for: "the city's request") {
            try await province.ticket(chain.top).list("assignments").first?["deferral"] != nil ? true : nil
        }
        try await province.act(.approveDeferral, on: chain.toCity, of: chain.top, as: "reviewer", [:])
        try await untilOrder(of: chain.middle, at: city, is: .deferred)
        try await city.act(.approveDeferral, on: chain.toCounty, of: chain.middle, as: "reviewer", [:])
        try await untilOrder(of: chain.bottom, at: county, is: .deferred)
    }

    private func untilOrder(of ticket: TicketHandle, at desk: Desk, is state: AssignmentState) async throws {
        try await desk.wait(for: "the order of \(ticket.id) to be \(state.rawValue)") {
            try await desk.ticket(ticket).text("order", "state") == state.rawValue ? true : nil
        }
    }

    /// A matter of the city that the town has handled once, and the petitioner is not satisfied with.
    private func unsatisfied(_ stage: Stage, _ town: UnitDesk) async throws -> (TicketHandle, TicketHandle) {
        let (city, county) = (try stage.desk("140500"), town.desk)
        let ticket = try await city.register(.plain())
        try await city.dispatch(ticket, to: county.assignee)
        let order = try await county.received(ticket, from: city)
        try await stage.handle(order, at: county, by: town, .told)
        try await city.until(ticket, try county.assignee, is: .submitted)
        try await city.approveCompletion(of: ticket, from: county.assignee)
        try await city.revisitUnsatisfied(ticket, reason: "只修了一半")
        try await city.redo(ticket, reasons: "只修了一半")
        try await county.until(order, town.assignee, is: .dispatched)
        return (ticket, order)
    }

    // proves: ZZ20-2.2.4
    @Test func `The city's unsatisfied rating comes down as a redo of five working days`() async throws {
        try await AcceptanceNetwork(topology: "shanxi").run { staged in
            let (city, county) = (try staged.stage.desk("140500"), try staged.stage.desk("140525"))
            let town = try county.unit("dayang")
            let (ticket, order) = try await unsatisfied(staged.stage, town)
            let again = try await share(order, of: town.assignee, at: county)
            let above = try await share(ticket, of: try county.assignee, at: city)
            #expect(again["round"] == .integer(2))
            #expect(again.text("handlingLimit", "due") == above.text("handlingLimit", "due"))
            #expect(above.text("handlingLimit", "article").contains("第二十五条"))
            let limits = try await city.read("tickets", ticket.id, "limits").list("items")
            let days = limits.first { $0.text("name") == "redo" }?.list("days").filter { $0.isTrue("counted") }
            #expect(days?.count == 5)
            let back = try await refusal {
                try await town.askReturn(order, reason: "notOurDuty", explanation: "x", basis: "y")
            }
            #expect(back.code == "return-excluded")
            try await city.supplement(ticket, "诉求人补充：学校门口三盏")
            try await county.wait(for: "the supplement") {
                let texts = try await county.ticket(order).list("supplements").map { $0.text("text") }
                return texts == ["诉求人补充：学校门口三盏"] ? true : nil
            }
        }
    }

    // proves: ZZ20-2.2.4, ZZ23-26
    @Test func `The unit's opinion on a redo goes up to the city, which redoes a matter once`() async throws {
        try await AcceptanceNetwork(topology: "shanxi").run { staged in
            let (city, county) = (try staged.stage.desk("140500"), try staged.stage.desk("140525"))
            let town = try county.unit("dayang")
            let (ticket, order) = try await unsatisfied(staged.stage, town)
            let own = try await county.assignment(of: order, to: town.assignee)
            let opinion: JSONValue = [
                "statement": "路灯产权属国家电网，镇政府已穷尽手段", "approvedBy": "镇长", "copiedTo": "县纪委监委",
                "signedOn": .string(Self.today.description), "sealedBy": "大阳镇党政办",
            ]
            try await county.act(.complete, on: own, of: order, as: "dayang", Self.told(["opinion": opinion]))
            try await county.approveCompletion(of: order, from: town.assignee)
            try await city.until(ticket, try county.assignee, is: .submitted)
            try await city.approveCompletion(of: ticket, from: county.assignee)
            #expect(try await city.ticket(ticket).text("result", "opinion", "approvedBy") == "镇长")
            try await city.revisitUnsatisfied(ticket, reason: "仍不满意")
            let second = try await refusal { try await city.redo(ticket, reasons: "仍不满意") }
            #expect(second.code == "redo-exhausted")
            try await city.archive(ticket)
            try await county.until(order, is: .archived)
            try await staged.expectSettled()
        }
    }

    // proves: JY24-29, ZZ23-31.3
    @Test func `Supervision goes down to the node that handles the matter, and is answered up`() async throws {
        try await AcceptanceNetwork(topology: "shanxi").run { staged in
            let (city, county) = (try staged.stage.desk("140500"), try staged.stage.desk("140525"))
            let ticket = try await city.register(.plain())
            try await city.dispatch(ticket, to: county.assignee)
            let order = try await county.received(ticket, from: city)
            try await county.signOrder(order)
            try await city.until(ticket, try county.assignee, is: .signed)
            let above = try await city.assignment(of: ticket, to: county.assignee)
            try await city.act(.supervise, on: ticket, as: "supervisor", [
                "means": "letter", "assignment": .string(above), "text": "请三日内办结",
                "answerDue": .string((Self.today + 3).description),
            ])
            let directive = try await directive(to: order, at: county)
            #expect(directive.text("directive", "text") == "请三日内办结")
            #expect(directive.text("directive", "answerDue") == (Self.today + 3).end.description)
            try await county.act(.answerDirective, on: order, as: "supervisor", [
                "directive": .string(directive.text("directive", "id")), "text": "已责成高都镇明日办结",
            ])
            try await city.wait(for: "the county's answer") {
                let answer = try await city.ticket(ticket).list("supervisions").first?["answer"]
                return answer?.text("text") == "已责成高都镇明日办结" ? true : nil
            }
        }
    }

    // proves: ZZ20-3.2.16, JY24-29, ZZ23-31.4
    @Test func `A spot check binds a county's own ticket; its answer and an escalation go up`() async throws {
        try await AcceptanceNetwork(topology: "shanxi").run { staged in
            let (city, county) = (try staged.stage.desk("140500"), try staged.stage.desk("140525"))
            let own = try await county.register(.plain("县内事项"))
            try await city.untilMirror(of: own, is: .registered)
            try await city.administer("mirror", "tickets", own.id, "actions", "spot-check", body: ["text": "抽查：未答复诉求人"])
            let check = try await self.directive(to: own, at: county)
            #expect(check.text("directive", "kind") == "spotCheck")
            try await county.act(.answerDirective, on: own, as: "supervisor", [
                "directive": .string(check.text("directive", "id")), "text": "已答复",
            ])
            // 提级督办 is one of the county's means, and goes to the level above.
            try await county.act(.supervise, on: own, as: "supervisor", [
                "means": "escalation", "text": "乡镇拒不整改，请市督查室督办",
            ])
            try await city.wait(for: "the answer and the escalation") {
                try await city.read("escalations", query: [URLQueryItem(name: "rootId", value: own.id)])
                    .list("items").count == 2 ? true : nil
            }
            let raised = try await city.read("escalations", query: [URLQueryItem(name: "rootId", value: own.id)])
                .list("items")
            #expect(Set(raised.map { $0.text("kind") }) == ["answer", "escalation"])
            #expect(raised.allSatisfy { $0.text("from") == "140525" && $0.text("actor", "person") == "supervisor" })
            #expect(raised.first { $0.text("kind") == "escalation" }?.text("text") == "乡镇拒不整改，请市督查室督办")
        }
    }

    private func directive(to ticket: TicketHandle, at desk: Desk) async throws -> JSONValue {
        try await desk.wait(for: "a directive on \(ticket.id)") {
            try await desk.ticket(ticket).list("directives").first
        }
    }

    // proves: ZZ23-40, CARD-4
    @Test func `What came by another channel below keeps its true time and person on its way up`() async throws {
        try await AcceptanceNetwork(topology: "shanxi").run { staged in
            let (city, county) = (try staged.stage.desk("140500"), try staged.stage.desk("140525"))
            let town = try county.unit("gaodu")
            let ticket = try await city.register(.plain())
            try await city.dispatch(ticket, to: county.assignee)
            let order = try await county.received(ticket, from: city)
            try await county.dispatch(order, to: town.assignee)
            let own = try await county.assignment(of: order, to: town.assignee)
            let dispatched = try await share(order, of: town.assignee, at: county).text("dispatchedAt")
            try await county.act(.progress, on: own, of: order, as: "operator", [
                "text": "已到现场", "occurredAt": .string(dispatched), "channel": "电话", "reportedBy": "高都镇王五",
            ])
            let note = try await city.wait(for: "the progress at the city") {
                try await city.ticket(ticket).list("assignments").first?.list("progress").first
            }
            #expect(note.text("elsewhere", "occurredAt") == dispatched)
            #expect(note.text("elsewhere", "reportedBy") == "高都镇王五")
        }
    }
}
