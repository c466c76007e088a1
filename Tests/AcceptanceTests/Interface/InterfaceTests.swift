import Foundation
import Platform
import TestSupport
import Testing
import Topology

@testable import HotlineCLI

/// A running node held against its own `/openapi.json`, by tools that others wrote.
@Suite struct InterfaceTests {
    /// Short here; `Tests/api` by itself asks longer.
    @Test(.timeLimit(.minutes(5))) func theNodeDoesWhatItsDocumentSays() async throws {
        let script = AcceptanceNetwork.repository.appending(path: "Tests/api")
        let program = "HOTLINE=" + (try BuiltProgram.hotline().path)
        // What failed stands on the standard output; all of it is wanted.
        let outcome = try await SystemCommand.run(
            "/bin/sh", ["-c", "exec \"$@\" >&2", "sh", "/usr/bin/env", program, script.path, "--seconds", "20"])
        // The script says so itself where the tools cannot be installed, and succeeds.
        if outcome.reason.contains("SKIPPED") { print(outcome.reason) }
        #expect(outcome.isSuccess, "\(outcome.reason)")
    }
}
