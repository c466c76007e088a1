import Foundation
import TestSupport
import Testing

@testable import HotlineCLI

/// The script by which shells complete, really sourced.
@Suite struct CompletionTests {
    /// A shell that can be asked.
    private struct Shell: CustomTestStringConvertible {
        let name: String
        let path: String
        let preparation: String
        /// How the shell's own bridge for such scripts calls them.
        let bridge: String
        var testDescription: String { name }
    }

    private static let shells = [
        Shell(name: "bash", path: "/bin/bash", preparation: "", bridge: ""),
        Shell(
            name: "zsh", path: "/bin/zsh",
            preparation: "autoload -Uz compinit && compinit -u -D\n", bridge: "emulate ksh"),
    ]

    /// What the shell offers once these words are typed, the last of them begun.
    private func offers(_ shell: Shell, _ words: [String], in folder: String) async throws -> [String]? {
        guard FileManager.default.isExecutableFile(atPath: shell.path) else {
            print("SKIPPED: \(shell.path) is not installed; completion was not tried in it")
            return nil
        }
        let script = await hotline("completion", shell.name)
        #expect(script.code == .ok)
        let typed = words.map { "'\($0)'" }.joined(separator: " ")
        let text = shell.preparation + script.output + """
            \(shell.bridge)
            COMP_WORDS=(hotline \(typed)); COMP_CWORD=\(words.count); COMPREPLY=()
            _hotline || exit 1
            for word in "${COMPREPLY[@]}"; do printf '%s\\n' "$word" >&2; done
            exit 1

            """
        let file = folder + "/\(shell.name)"
        try text.write(toFile: file, atomically: true, encoding: .utf8)
        let enter = "cd \"$0\" && exec \"$@\""
        let outcome = try await SystemCommand.run(
            "/bin/sh", ["-c", enter, folder, shell.path] + (shell.name == "zsh" ? ["-f"] : []) + [file])
        // What it offers comes on the error stream; without any, the outcome tells the status instead.
        let reason = outcome.reason.hasPrefix(shell.path) || outcome.reason.hasPrefix("/bin/sh") ? "" : outcome.reason
        return reason.isEmpty ? [] : reason.split(separator: "; ").map(String.init)
    }

    private static let asked: [(words: [String], offered: [String])] = [
        (["stat"], ["status"]), (["ticket", "s"], ["show", "similar"]), (["help", "dead-letters", "d"], ["discard"]),
        (["ticket", "list", "--ki"], ["--kind"]), (["ticket", "list", "--kind", "c"], ["consultation", "complaint"]),
        (["ticket", "list", "--kind", "=", "s"], ["suggestion"]), (["ticket", "list", "--node", ""], []),
        (["ticket", "act", "20261121-0001-4", "approve-r"], ["approve-return"]),
        (["ticket", "act", "--token", "x", "20261121-0001-4", "str"], ["strike-off"]),
        (["token", "create", "--role", "aud"], ["auditor"]), (["status", "--color", "a"], ["auto", "always"]),
        (["calendar", "import", "ye"], ["years.json"]), (["serve", "--config", "ye"], ["years.json"]),
        (["serve", "--data", ""], []), (["completion", ""], ["bash", "zsh"]), (["up", "--folder", "da"], ["data"]),
    ]

    @Test(.timeLimit(.minutes(2)), arguments: shells)
    private func aShellOffersWhatMayFollow(shell: Shell) async throws {
        let folder = try TemporaryDirectory()
        try Data().write(to: URL(filePath: folder.path + "/years.json"))
        try FileManager.default.createDirectory(atPath: folder.path + "/data", withIntermediateDirectories: true)
        for (words, offered) in Self.asked {
            guard let offers = try await offers(shell, words, in: folder.path) else { return }
            #expect(offers.sorted() == offered.sorted(), "\(words)")
        }
    }

    @Test func everyCommandAndOptionStandsInTheScript() {
        let script = CompletionScript(HotlineProgram.commands).text(forZsh: false)
        for command in HotlineProgram.commands {
            let options = command.allOptions.map { "--\($0.name)" }.joined(separator: " ")
            #expect(script.contains("\"\(command.name)\") words=\"\(options)\" ;;"))
        }
        #expect(!script.contains("bashcompinit"))
        #expect(CompletionScript(HotlineProgram.commands).text(forZsh: true).hasPrefix("autoload -U +X bashcompinit"))
    }

    @Test func otherShellsAreRefused() async {
        #expect(await hotline("completion", "fish").code == .usage)
    }
}
