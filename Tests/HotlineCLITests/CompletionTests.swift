import Testing

@testable import HotlineCLI

@Suite struct CompletionTests {
    @Test(arguments: ["bash", "zsh"]) func aScriptOffersCommandsAndOptions(shell: String) async {
        let outcome = await hotline("completion", shell)
        #expect(outcome.code == .ok)
        #expect(outcome.output.contains("bashcompinit") == (shell == "zsh"))
        #expect(outcome.output.contains(#""ticket") words="list show register act similar link" ;;"#))
        #expect(outcome.output.contains(#""dead-letters discard"*) words="--reason --all --peer --node"#))
    }

    @Test func otherShellsAreRefused() async {
        #expect(await hotline("completion", "fish").code == .usage)
    }
}
