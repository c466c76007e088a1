import Testing
import Topology

@testable import HotlineCLI

@Suite(.timeLimit(.minutes(2))) struct VersionTests {
    // proves: CARD-1
    @Test func `The program's version is the one that its nodes tell`() async throws {
        let spoken = try await hotline("--version", "--json")
        #expect(spoken.code == 0)
        let record = try #require(spoken.records.first)
        #expect(try await hotline("version").output == "hotline \(record.text("version"))\n")
        try await AcceptanceNetwork(topology: "shanxi", way: .processes).run { staged in
            for member in staged.network.plan.members {
                let discovery = try await URLSessionClient.send("GET", member.address + "/.well-known/hotline-node")
                #expect(discovery.body?.text("software") == record.text("name"))
            }
        }
    }
}
