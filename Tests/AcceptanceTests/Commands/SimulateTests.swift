import Foundation
import Testing

@testable import HotlineCLI

/// `hotline simulate` as people call it.
@Suite(.timeLimit(.minutes(5))) struct SimulateTests {
    // proves: CARD-2, CARD-3
    @Test func `A world is made from its command line, checked, and made again by it`() async throws {
        let words = ["simulate", "--seed", "3", "--nodes", "3", "--days", "1", "--faults", "all", "--matters", "300"]
        let first = try await RunningProgram(words).end()
        let kinds = "lost,doubled,delayed,partition,crash,restore,clock"
        let line = words.joined(separator: " ").replacing("all", with: kinds)
        #expect(first.code == 0 && first.output.contains("clean: hotline \(line)\n"), "\(first)")
        let second = try await RunningProgram(words + ["--json"]).end()
        let world = try #require(second.records.first)
        #expect(second.code == 0 && second.records.count == 2)
        #expect(first.output.contains("trace \(world.text("trace"))\n"), "the same world, event by event")
        #expect(world["nodes"]?.integer == 3 && world["matters"]?.integer ?? 0 > 0)
        #expect(world["clean"] == .bool(true) && world["findings"]?.array == [])
    }

    // proves: ZZ23-8a
    @Test func `A broken build fails, and says how to see it again`() async throws {
        let world = ["--seed", "1", "--nodes", "3", "--days", "2", "--matters", "400"]
        let outcome = try await RunningProgram(["simulate"] + world + ["--mutation", "border-skipped"]).end()
        #expect(outcome.code == 1)
        #expect(outcome.output.contains("✗ secrecy: ") && outcome.output.contains("the smallest that fails so:"))
        #expect(outcome.output.contains("--mutation border-skipped\n") && outcome.output.contains("1 FAILED"))
    }

    @Test(arguments: [["--nodes", "1"], ["--faults", "rain"], ["--mutation", "none"], ["--seed=-1"]])
    func `What cannot be simulated is refused before anything is done`(words: [String]) async throws {
        let outcome = try await RunningProgram(["simulate"] + words).end()
        #expect(outcome.code == 2 && outcome.errors.contains("must be"), "\(outcome)")
    }
}
