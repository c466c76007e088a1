import Foundation
import HotlineCore
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
    @Test func `A county's return is refused by the city with reasons, and the county handles the matter`() async throws {
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

    // proves: JY24-13.3, YC19-7.3c
    @Test func `An extension is asked upward, judged by the upper rule book, and limits below follow`() async throws {
        let network = AcceptanceNetwork(topology: "shanxi", adapt: { file in
            for index in file.nodes.indices where file.nodes[index].code == "140500" {
                file.nodes[index].ruleBooks.handling = "jiyuan-2024"
            }
            for index in file.nodes.indices where file.nodes[index].code == "140525" {
                file.nodes[index].ruleBooks.handling = "yuncheng-2019"
            }
        })
        try await network.run { staged in
            let (city, county) = (try staged.stage.desk("140500"), try staged.stage.desk("140525"))
            let town = try county.unit("gaodu")
            var matter = MatterForm.plain("建议加装路灯")
            matter.kind = .suggestion
            let ticket = try await city.register(matter)
            try await city.dispatch(ticket, to: county.assignee)
            let order = try await county.received(ticket, from: city)
            try await county.dispatch(order, to: town.assignee)

            // Seven working days in Yuncheng's book, five in Jiyuan's: the upper limit bounds the lower one.
            let bounded = try await share(order, of: town.assignee, at: county)
            let due = try await county.ticket(order).text("order", "due")
            #expect(bounded.isTrue("handlingLimit", "boundByOrder") && bounded.text("handlingLimit", "due") == due)
            #expect(try await county.ticket(order).text("ruleBook", "id") == "yuncheng-2019")
            let until = try #require(Moment(due)).day + 1
            let ask: [String: JSONValue] = [
                "until": .string(until.description), "reason": "需现场勘测", "basis": "县规划", "consent": "李镇长",
                "petitionerTold": true,
            ]
            let own = try await county.assignment(of: order, to: town.assignee)
            let beyond = try await refusal {
                try await county.act(.extend, on: own, of: order, as: "gaodu", .object(ask))
            }
            #expect(beyond.code == "bound-by-order")

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

    // proves: ZZ23-18
    @Test func `A deferral is asked and granted through two tiers, struck off below, and completed`() async throws {
        try await AcceptanceNetwork(topology: "shanxi").run { staged in
            let stage = staged.stage
            let desks = (try stage.desk("140000"), try stage.desk("140500"), try stage.desk("140525"))
            let (province, city, county) = desks
            let town = try county.unit("gaodu")
            let ticket = try await province.register(.plain("村道硬化"))
            try await province.dispatch(ticket, to: city.assignee)
            let middle = try await city.received(ticket, from: province)
            try await city.dispatch(middle, to: county.assignee)
            let bottom = try await county.received(middle, from: city)
            try await county.dispatch(bottom, to: town.assignee)
            let ask: JSONValue = .object([
                "until": .string((Self.today + 120).description), "reason": "资金未到位", "progress": "已立项",
                "measures": "争取资金", "plan": "分期", "responsible": "李镇长", "petitionerTold": true,
            ])
            let own = try await county.assignment(of: bottom, to: town.assignee)
            let early = try await refusal {
                try await county.act(.defer, on: own, of: bottom, as: "gaodu", ask)
            }
            #expect(early.code == "bound-by-order")

            // County to city, city to province, and the word back down both steps.
            let toCity = try await order(bottom, at: county), toProvince = try await order(middle, at: city)
            try await county.act(.defer, on: toCity, of: bottom, as: "dispatcher", ask)
            try await city.wait(for: "the county's request") {
                try await city.ticket(middle).list("assignments").first?["deferral"] != nil ? true : nil
            }
            let bound = try await refusal {
                try await city.act(.approveDeferral, on: toCity, of: middle, as: "reviewer", [:])
            }
            #expect(bound.code == "bound-by-order")
            try await city.act(.defer, on: toProvince, of: middle, as: "dispatcher", ask)
            try await province.wait(for: "the city's request") {
                try await province.ticket(ticket).list("assignments").first?["deferral"] != nil ? true : nil
            }
            try await province.act(.approveDeferral, on: toProvince, of: ticket, as: "reviewer", [:])
            try await untilOrder(of: middle, at: city, is: .deferred)
            try await city.act(.approveDeferral, on: toCity, of: middle, as: "reviewer", [:])
            try await untilOrder(of: bottom, at: county, is: .deferred)
            try await county.act(.defer, on: own, of: bottom, as: "gaodu", ask)
            try await county.act(.approveDeferral, on: own, of: bottom, as: "reviewer", [:])

            // Struck off by the unit, it is struck off all the way up.
            try await county.act(.strikeOff, on: own, of: bottom, as: "gaodu", .object([
                "result": "已硬化", "petitionerSigned": "李四", "signedOn": .string(Self.today.description),
                "leader": "李镇长", "consent": "同意销号",
            ]))
            try await province.until(ticket, try city.assignee, is: .signed)
            let struck = try await share(ticket, of: try city.assignee, at: province)
            #expect(struck.text("deferral", "strikeOff", "petitionerSigned") == "李四")
            try await town.complete(bottom, .told)
            try await county.approveCompletion(of: bottom, from: town.assignee)
            try await city.until(middle, try county.assignee, is: .submitted)
            try await city.approveCompletion(of: middle, from: county.assignee)
            try await province.until(ticket, try city.assignee, is: .submitted)
            try await province.approveCompletion(of: ticket, from: city.assignee)
            try await stage.close(ticket, at: province, below: [(city, middle), (county, bottom)])
            try await staged.expectSettled()
        }
    }

    private func untilOrder(of ticket: TicketHandle, at desk: Desk, is state: AssignmentState) async throws {
        try await desk.wait(for: "the order of \(ticket.id) to be \(state.rawValue)") {
            try await desk.ticket(ticket).text("order", "state") == state.rawValue ? true : nil
        }
    }

    // proves: ZZ20-2.2.4, ZZ23-26
    @Test func `The city's first unsatisfied rating comes down as a redo, once, and the unit's opinion goes up`()
        async throws {
        try await AcceptanceNetwork(topology: "shanxi").run { staged in
            let stage = staged.stage
            let (city, county) = (try stage.desk("140500"), try stage.desk("140525"))
            let town = try county.unit("dayang")
            let ticket = try await city.register(.plain())
            try await city.dispatch(ticket, to: county.assignee)
            let order = try await county.received(ticket, from: city)
            try await stage.handle(order, at: county, by: town, .told)
            try await city.until(ticket, try county.assignee, is: .submitted)
            try await city.approveCompletion(of: ticket, from: county.assignee)
            try await city.revisitUnsatisfied(ticket, reason: "只修了一半")
            try await city.redo(ticket, reasons: "只修了一半")
            try await city.supplement(ticket, "诉求人补充：学校门口三盏")
            try await county.until(order, town.assignee, is: .dispatched)
            let again = try await share(order, of: town.assignee, at: county)
            let above = try await share(ticket, of: try county.assignee, at: city)
            #expect(again["round"] == .integer(2) && again.text("handlingLimit", "due") == above.text("handlingLimit", "due"))
            #expect(above.text("handlingLimit", "article").contains("第二十五条"))
            let limits = try await city.read("tickets", ticket.id, "limits").list("items")
            let days = limits.first { $0.text("name") == "redo" }?.list("days").filter { $0.isTrue("counted") }
            #expect(days?.count == 5)
            let back = try await refusal {
                try await town.askReturn(order, reason: "notOurDuty", explanation: "x", basis: "y")
            }
            #expect(back.code == "return-excluded")
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
            #expect(try await county.ticket(order).list("supplements").map { $0.text("text") } == ["诉求人补充：学校门口三盏"])
            try await city.revisitUnsatisfied(ticket, reason: "仍不满意")
            let second = try await refusal { try await city.redo(ticket, reasons: "仍不满意") }
            #expect(second.code == "redo-exhausted")
            try await city.archive(ticket)
            try await county.until(order, is: .archived)
            try await staged.expectSettled()
        }
    }

    // proves: JY24-29, ZZ23-31.3, ZZ20-3.2.16
    @Test func `Supervision goes down and is answered up, a spot check binds a county's own ticket, escalation goes up`()
        async throws {
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

            // A county's own ticket that no one above ordered.
            let own = try await county.register(.plain("县内事项"))
            try await city.untilMirror(of: own, is: .registered)
            try await city.administer("mirror", "tickets", own.id, "actions", "spot-check", body: ["text": "抽查：未答复诉求人"])
            let check = try await self.directive(to: own, at: county)
            #expect(check.text("directive", "kind") == "spotCheck")
            try await county.act(.answerDirective, on: own, as: "supervisor", [
                "directive": .string(check.text("directive", "id")), "text": "已答复",
            ])
            try await county.act(.escalate, on: own, as: "supervisor", ["reason": "乡镇拒不整改，请市督查室督办"])
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
