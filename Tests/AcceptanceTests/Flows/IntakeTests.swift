import HotlineCore
import Testing

@testable import HotlineCLI

/// What is taken in, and what is asked for.
@Suite(.timeLimit(.minutes(2))) struct IntakeTests {
    // proves: ZZ23-7, JY24-11
    @Test(arguments: [
        Channel.telephone, .internet, .mobile, .walkIn, .superior, .enterpriseLine, .stateCouncilSite,
        .nationalPlatform,
    ])
    func `The original channel and its number stay with the matter through all tiers`(channel: Channel) async throws {
        try await AcceptanceNetwork(topology: "shanxi").run { staged in
            let (city, county) = (try staged.stage.desk("140500"), try staged.stage.desk("140525"))
            var matter = MatterForm.plain()
            matter.channel = channel
            matter.externalNumber = "WX-2026-77"
            let ticket = try await city.register(matter)
            try await city.dispatch(ticket, to: county.assignee)
            let order = try await county.received(ticket, from: city)
            for document in [try await city.ticket(ticket), try await county.ticket(order)] {
                #expect(document.text("matter", "channel") == channel.rawValue)
                #expect(document.text("matter", "externalNumber") == "WX-2026-77")
            }
        }
    }

    // proves: JY24-11
    @Test func `Everything that a registration lacks is named at once`() async throws {
        try await AcceptanceNetwork(topology: "henan").run { staged in
            let zone = try staged.stage.desk("419001")
            let bare = MatterForm(kind: .help, title: "", content: "", place: "", petitioner: .init())
            let refusal = await #expect(throws: Failure.self) { try await zone.register(bare) }
            let fields = Set(refusal?.problem?.list("errors").map { $0.text("field") } ?? [])
            #expect(fields.isSuperset(of: ["title", "content", "place", "occurredAt", "petitioner.phone"]))
            #expect(try await zone.list("tickets").isEmpty)
        }
    }
}
