import HotlineCore
import Testing

@testable import HotlineCLI

/// Several units at one matter.
@Suite(.timeLimit(.minutes(2))) struct ShareTests {
    // proves: ZZ23-10.3
    @Test func `Several units have independent assignments, and the matter waits for all of them`() async throws {
        try await AcceptanceNetwork(topology: "shanxi").run { staged in
            let county = try staged.stage.desk("140525")
            let (water, health) = (try county.unit("shuiwuju"), try county.unit("weijianju"))
            let ticket = try await county.register(.plain("水井水质浑浊"))
            try await county.dispatch(ticket, to: water.assignee, health.assignee)
            try await water.complete(ticket, .told)
            try await county.approveCompletion(of: ticket, from: water.assignee)
            #expect(try await county.ticket(ticket).text("state") == TicketState.handling.rawValue)
            try await health.complete(ticket, .told)
            try await county.approveCompletion(of: ticket, from: health.assignee)
            #expect(try await county.ticket(ticket).text("state") == TicketState.revisiting.rawValue)
        }
    }

    // proves: ZZ23-10.4, JY24-13.4
    @Test func `The lead finishes after those who assist it, and once it has told the petitioner`() async throws {
        try await AcceptanceNetwork(topology: "shanxi").run { staged in
            let county = try staged.stage.desk("140525")
            let (lead, assisting) = (try county.unit("beishidian"), try county.unit("yingjiju"))
            let ticket = try await county.register(.plain("企业夜间排放"))
            try await county.dispatch(ticket, lead: lead.assignee, assisting: assisting.assignee)

            let early = await #expect(throws: Failure.self) { try await lead.complete(ticket, .told) }
            #expect(early?.exitCode == .refused)
            try await assisting.complete(ticket, ResultForm(handling: "现场检查。", result: "出具检查意见。"))
            let silent = await #expect(throws: Failure.self) {
                try await lead.complete(ticket, ResultForm(handling: "整改。", result: "已整改。"))
            }
            let missing = silent?.problem?.list("errors").map { $0.text("field") } ?? []
            #expect(missing == ["reply.at", "reply.means", "reply.content"])
            try await lead.complete(ticket, .told)
            try await county.approveCompletion(of: ticket, from: lead.assignee)
            let result = try await county.until(ticket, is: .revisiting)
            #expect(result.text("result", "reply", "content") == "电话告知结果。")
        }
    }
}
