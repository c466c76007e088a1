import Foundation
import HTTPWire
import HotlineCore
import Node
import PeerTransport
import Testing
import Topology

@testable import HotlineCLI

/// A matter of a petitioner who asks for confidentiality, on its way through the tiers. The accepting hotline's people
/// and its units type the petitioner's name and numbers wherever a text can be typed.
struct SecretMatter {
    let staged: StagedNetwork
    let person: SecretPerson
    let accepting: Desk
    private(set) var ticket: TicketHandle

    /// Registers it at that desk.
    init(_ staged: StagedNetwork, _ person: SecretPerson, at accepting: Desk) async throws {
        self.staged = staged
        self.person = person
        self.accepting = accepting
        let form: JSONValue = [
            "kind": "help", "channel": "telephone", "title": .string("噪声扰民 \(person.line)"),
            "content": .string(person.text("内容")), "place": .string("广场东侧 \(person.name)"),
            "occurredAt": .string("昨夜 \(person.phone)"), "externalNumber": .string(person.phone),
            "category": .string("噪声 \(person.name)"),
            "petitioner": [
                "name": .string(person.name), "phone": .string(person.phone), "idNumber": .string(person.idNumber),
                "confidential": true,
            ],
        ]
        let answer = try await staged.client(at: accepting, as: "operator").value(.post(["tickets"], body: form))
        ticket = try TicketHandle(answer, at: accepting.code)
    }

    /// Handled by the accepting node's own units: returned, dispatched anew, refused once, redone, supervised, raised.
    func runAtHome(_ first: UnitDesk, _ second: UnitDesk, to upper: Desk?) async throws {
        try await accepting.supplement(ticket, person.text("补充"))
        try await dispatch(to: first.assignee)
        try await first.sign(ticket)
        try await first.progress(ticket, person.text("进度"))
        try await onShare(of: first.assignee, .askReturn, first.unit.rawValue, [
            "reason": "notOurDuty", "explanation": .string(person.text("退回")), "basis": .string(person.line),
            "knowledge": ["id": .string(person.phone), "title": .string(person.name)],
        ])
        try await onShare(of: first.assignee, .approveReturn, "dispatcher", ["note": .string(person.line)])
        try await dispatch(to: second.assignee)
        let dispatched = try #require(try await accepting.ticket(ticket).list("assignments").last).text("dispatchedAt")
        try await onShare(of: second.assignee, .progress, "operator", [
            "text": .string(person.text("补录")), "occurredAt": .string(dispatched),
            "channel": .string("来电 \(person.phone)"), "reportedBy": .string(person.name),
        ])
        try await supervise(second.assignee)
        try await attach()
        if upper != nil {
            try await accepting.act(.escalate, on: ticket, as: "supervisor", ["reason": .string(person.text("提级"))])
        }
        try await second.contact(ticket, person.text("联系"))
        var named = result
        named.items[person.name] = "满意"
        let refused = await #expect(throws: Failure.self) { try await second.complete(ticket, named) }
        #expect(refused?.problem?.list("errors").first?.text("field") == "items")
        try await complete(second.assignee) { try await second.complete(ticket, result) }
        try await redo()
        try await second.sign(ticket)
        try await complete(second.assignee) { try await second.complete(ticket, result) }
        try await close()
    }

    /// Ordered down to a node, which asks for a return in vain and hands in twice.
    func runBelow(_ lower: Desk, by unit: UnitDesk) async throws {
        try await dispatch(to: lower.assignee)
        let order = try await lower.received(ticket, from: accepting)
        try await accepting.supplement(ticket, person.text("补充"))
        try await supervise(try lower.assignee)
        try await lower.askReturnUpward(order, reason: "notOurDuty", explanation: "市管", basis: "清单")
        try await accepting.until(ticket, try lower.assignee, is: .returnAsked)
        try await onShare(
            of: lower.assignee, .refuseReturn, "dispatcher", ["reasons": .string(person.text("不同意退回"))])
        try await lower.wait(for: "the refusal") {
            let state = try await lower.ticket(order).text("order", "state")
            return ["dispatched", "signed"].contains(state) ? true : nil
        }
        try await lower.dispatch(order, to: unit.assignee)
        try await unit.sign(order)
        try await handIn(order, from: lower, by: unit)
        try await redo()
        try await lower.until(order, unit.assignee, is: .dispatched)
        try await unit.sign(order)
        try await handIn(order, from: lower, by: unit)
        try await close()
    }

    /// The lower node's result goes up; it is asked for once more, with reasons, then approved.
    private func handIn(_ order: TicketHandle, from lower: Desk, by unit: UnitDesk) async throws {
        try await unit.complete(order, .told)
        try await lower.approveCompletion(of: order, from: unit.assignee)
        try await accepting.until(ticket, try lower.assignee, is: .submitted)
        try await accepting.approveCompletion(of: ticket, from: lower.assignee)
        try await accepting.until(ticket, is: .revisiting)
    }

    private var result: ResultForm {
        ResultForm(
            handling: person.text("办理"), result: person.text("结果"), reply: .init(content: person.text("回复")),
            items: ["petitionerSatisfied": "satisfied"])
    }

    private func dispatch(to assignee: Assignee) async throws {
        try await accepting.dispatch(ticket, to: assignee, note: person.text("派单"))
    }

    private func onShare(
        of assignee: Assignee, _ verb: Verb, _ account: String, _ form: JSONValue
    ) async throws {
        let share = try await accepting.assignment(of: ticket, to: assignee)
        try await accepting.act(verb, on: share, of: ticket, as: account, form)
    }

    private func supervise(_ assignee: Assignee) async throws {
        let share = try await accepting.assignment(of: ticket, to: assignee)
        try await accepting.act(.supervise, on: ticket, as: "supervisor", [
            "means": "letter", "assignment": .string(share), "text": .string(person.text("督办")),
            "trigger": "spotCheck", "answerDue": "2030-03-06",
        ])
    }

    private func attach() async throws {
        let name = URLQueryItem(name: "name", value: "\(person.line).txt")
        let query = [name, URLQueryItem(name: "class", value: "identity")]
        let answer = try await staged.send(
            .post, ["tickets", ticket.id, "attachments"], query, at: accepting, as: "operator",
            body: Array(person.text("身份证明").utf8))
        #expect(answer.status == 201, "\(String(decoding: answer.body, as: UTF8.self))")
    }

    /// Refused once with reasons, handed in again, approved.
    private func complete(_ assignee: Assignee, _ handIn: () async throws -> Void) async throws {
        try await handIn()
        try await onShare(of: assignee, .refuseCompletion, "reviewer", ["reasons": .string(person.text("不同意办结"))])
        try await handIn()
        try await onShare(of: assignee, .approveCompletion, "reviewer", ["note": .string(person.line)])
    }

    private func redo() async throws {
        try await accepting.revisitUnsatisfied(ticket, reason: person.text("不满意"))
        try await accepting.redo(ticket, reasons: person.text("重办"))
    }

    private func close() async throws {
        try await accepting.revisitSatisfied(ticket)
        try await accepting.act(.archive, on: ticket, as: "reviewer", ["note": .string(person.text("归档"))])
    }
}
