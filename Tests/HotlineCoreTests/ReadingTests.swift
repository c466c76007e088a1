import Foundation
import HotlineCore
import Testing
import WorkCalendar

@Suite struct ReadingTests {
    private func read(_ verb: Verb, _ body: String, on assignment: String? = nil) throws -> Command {
        let network = try Network()
        let actor = Actor(person: "x", role: .admin, node: Network.county)
        return try Command.read(
            verb, on: assignment.flatMap(AssignmentID.init(rawValue:)), body: Data(body.utf8),
            network.context(Network.county, actor))
    }

    @Test func readsForms() throws {
        #expect(try read(.accept, "") == .accept(Accept()))
        #expect(try read(.refuse, #"{"reason":"x","guidance":"y"}"#) == .refuse(Refuse(reason: "x", guidance: "y")))
        let dispatch = try read(.dispatch, #"{"assignments":[{"assignee":{"unit":"water"}}]}"#)
        #expect(dispatch == .dispatch(Dispatch([.init(assignee: .unit(Network.unit("water")))])))
        let id = try #require(AssignmentID(rawValue: "140525-1-1.1"))
        let complete = try read(.complete, #"{"form":{"result":"已办","unknown":1}}"#, on: "140525-1-1.1")
        #expect(complete == .assignment(id, .complete(Complete(form: CompletionForm(result: "已办")))))
    }

    @Test(arguments: [
        (Verb.refuse, "{}", ["reason", "guidance"]), (.askReturn, "{}", ["reason", "explanation"]),
        (.complete, "", ["form"]), (.contact, #"{"note":"x"}"#, ["means", "reached"]),
    ])
    func namesAllThatIsMissing(verb: Verb, body: String, missing: [String]) {
        let refusal = #expect(throws: Refusal.self) { try read(verb, body, on: "140525-1-1.1") }
        #expect(refusal?.code == .missingFields && refusal?.missing == missing)
    }

    @Test(arguments: [
        (Verb.accept, "[]"), (.accept, "{"), (.supplement, #"{"text":1}"#), (.receiveOrder, "{}"),
        (.dispatch, #"{"assignments":[{"assignee":{"node":"中"}}]}"#), (.revisit, #"{"rating":"great"}"#),
    ])
    func whatCannotBe(verb: Verb, body: String) {
        let refusal = #expect(throws: Refusal.self) { try read(verb, body) }
        #expect(refusal?.code == .invalidField)
    }
}
