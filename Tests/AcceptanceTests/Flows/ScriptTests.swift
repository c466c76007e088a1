import Testing

@testable import HotlineCLI

/// The matters of the demonstration, played by clients that we did not write, node beside node in one process.
@Suite(.timeLimit(.minutes(2))) struct ScriptTests {
    // proves: CARD-4, ZZ23-10.4, JY24-13.4, ZZ23-8a
    @Test(arguments: MatterScripts.playable(at: ["140000", "140500", "140525"]).map { ScriptName(script: $0) })
    func `A matter of the Shanxi network ends as it should, and all nodes agree`(name: ScriptName) async throws {
        try await play(name.script, in: "shanxi")
    }

    // proves: JY24-6.3, JY24-6.4, JY24-7.4
    @Test(arguments: MatterScripts.playable(at: ["410000", "419001", "419001-12366", "419001-12305"]).map {
        ScriptName(script: $0)
    })
    func `A matter of the Henan network ends as it should, and all nodes agree`(name: ScriptName) async throws {
        try await play(name.script, in: "henan")
    }

    private func play(_ script: any MatterScript, in topology: String) async throws {
        try await AcceptanceNetwork(topology: topology, cuts: script.cuts.map { [$0] } ?? []).run { staged in
            let ticket = try await script.run(on: staged.stage)
            try await staged.stage.ledger.settle(ticket.root, within: Desk.patience)
            try await staged.expectSettled()
        }
    }
}

/// A script as the argument of a test, shown by its title.
struct ScriptName: Sendable, CustomTestStringConvertible {
    let script: any MatterScript
    var testDescription: String { script.title }
}
