import Foundation
import HotlineCore
import Node
import Testing
import Topology

@testable import HotlineCLI

/// Two machines with one identity: a copy of a node's data folder runs beside the node itself, as after a machine that
/// was taken for dead comes back beside its replacement.
@Suite(.timeLimit(.minutes(3))) struct TwinTests {
    // proves: CARD-2, CARD-7
    @Test func `Of two machines with one identity the older is refused, and all hear of it`() async throws {
        let network = try AcceptanceNetwork(
            topology: "shanxi", way: .processes, client: PersistentClient.maker())
        try await network.run { staged in
            let (city, county) = (try staged.stage.desk("140500"), try staged.stage.desk("140525"))
            let kept = try await county.register(.plain("两台机器之前"))
            try await city.untilMirror(of: kept, is: .registered)
            try await city.catchUp(with: county)
            let twin = try await Twin(of: county, in: staged)

            let original = try await county.register(.plain("原机器登记"))
            try await city.untilMirror(of: original, is: .registered)
            // The copy's feed is not what the city has heard: the copy takes a new generation.
            let other = try await twin.register("复制的机器登记")
            try await city.look(for: "the copy's own matter") {
                try await city.list("mirror", "tickets").contains { $0.text("title") == "复制的机器登记" } ? true : nil
            }
            // The machine that goes on in the older generation is refused, and knows.
            let late = try await county.register(.plain("原机器又登记"))
            for desk in [city, county] { _ = try await desk.alarm("two-incarnations") }
            try await county.look(for: "the link to rest") {
                let link = try await county.read("status").list("peers").first
                return link?.text("state") == "suspended" ? true : nil
            }
            #expect(try await city.mirror(of: late) == nil)
            #expect(!(try await twin.alarms()).isEmpty, "the copy hides that it found itself restored")
            #expect(try await twin.generation() == 2)
            #expect(other != late.id && other != original.id)
            await twin.stop()
        }
    }
}

/// A second machine on a copy of a node's data.
private struct Twin {
    private let program: RunningProgram
    private let address: String
    private let tokens: [String: String]

    /// Copies the node's data while it is stopped for a moment, and starts both.
    init(of desk: Desk, in staged: StagedNetwork) async throws {
        let member = try #require(staged.network.plan.member(desk.code))
        var configuration = member.configuration
        configuration.dataFolder += ".twin"
        configuration.listen.port = try #require(Ports.free(1).first)
        try await staged.network.stop(desk.code)
        try FileManager.default.copyItem(atPath: member.configuration.dataFolder, toPath: configuration.dataFolder)
        try await staged.restart(desk)
        let file = staged.network.plan.folder + "/twin.json"
        try configuration.save(to: file)
        program = try RunningProgram(["serve", "--config", file, "--json"])
        address = try await program.record("ready").text("address")
        tokens = member.tokens
    }

    private func client(_ account: String) -> NodeClient { URLSessionClient.client(address, token: tokens[account]) }

    func register(_ title: String) async throws -> String {
        try await client("operator").value(.post(["tickets"], body: MatterForm.plain(title).form)).text("id")
    }

    func alarms() async throws -> [String] {
        try await client("admin").value(.get(["alarms"])).list("items").map { $0.text("kind") }
    }

    func generation() async throws -> Int? {
        try await client("admin").value(.get(["status"])).value(at: ["node", "generation"])?.integer
    }

    func stop() async {
        program.interrupt()
        _ = try? await program.end()
    }
}
