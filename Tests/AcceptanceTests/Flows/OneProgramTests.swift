import Node
import Testing
import Topology

@testable import HotlineCLI

/// One program for every tier, started from topology files.
@Suite(.timeLimit(.minutes(3))) struct OneProgramTests {
    // proves: CARD-1, CARD-5
    @Test(arguments: ["shanxi", "henan"], AcceptanceNetwork.Way.allCases)
    func `Every node of a topology file is the same program with another configuration`(
        topology: String, way: AcceptanceNetwork.Way
    ) async throws {
        try await AcceptanceNetwork(topology: topology, way: way).run { staged in
            var software: Set<String> = []
            for member in staged.network.plan.members {
                let ready = try await URLSessionClient.send("GET", member.address + "/readyz")
                #expect(ready.status == 200)
                let discovery = try await URLSessionClient.send("GET", member.address + "/.well-known/hotline-node")
                #expect(discovery.body?.text("code") == member.code)
                #expect(discovery.body?.text("tier") == member.configuration.tier.rawValue)
                software.insert(discovery.body?.text("software") ?? "")
            }
            #expect(software.count == 1)
        }
    }
}
