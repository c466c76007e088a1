import Testing

@testable import HotlineCLI

@Suite struct ProgramTests {
    @Test func withoutWordsTheProgramExplainsItself() async {
        let outcome = await hotline()
        #expect(outcome.code == .usage)
        #expect(outcome.output.contains("usage: hotline COMMAND"))
        #expect(await hotline("help").code == .ok)
        #expect(await hotline("--help").output == outcome.output)
    }

    @Test func everyCommandIsListedAndExplained() async {
        let overview = await hotline("help").output
        for command in HotlineProgram.commands {
            #expect(overview.contains("  \(command.name) "), "\(command.name) is not listed")
            let page = HelpPage.of(command)
            #expect(page.contains("usage: hotline \(command.name)"))
            #expect(!command.examples.isEmpty, "\(command.name) has no example")
            #expect(command.examples.allSatisfy { $0.line.contains("hotline \(command.name)") })
            let tooWide = page.split(separator: "\n").filter { String($0).displayWidth > 120 }
            #expect(tooWide.isEmpty, "\(command.name): \(tooWide)")
        }
    }

    @Test func optionNamesAreUniqueInACommand() {
        for command in HotlineProgram.commands {
            let names = command.allOptions.map(\.name)
            #expect(Set(names).count == names.count, "\(command.name)")
        }
    }

    @Test(arguments: ["wang\nli", "wang\tli", "wang\r\nli", " ", "wang\u{1B}[2J", String(repeating: "w", count: 201)])
    func aSignInNameStandsOnOneLine(person: String) async {
        let outcome = await hotline(
            "token", "create", "--config", "/nowhere", "--person", person, "--role", "operator")
        #expect(outcome.code == .usage && outcome.errors.contains("--person"))
    }

    @Test func helpOfACommandComesInThreeSpellings() async {
        let page = await hotline("ticket", "list", "--help").output
        #expect(page.hasPrefix("hotline ticket list – "))
        #expect(await hotline("help", "ticket", "list").output == page)
        #expect(await hotline("ticket", "list", "-h").output == page)
    }

    @Test func aGroupListsItsCommands() async {
        let outcome = await hotline("help", "dead-letters")
        #expect(outcome.code == .ok)
        #expect(outcome.output.contains("dead-letters requeue"))
        #expect(await hotline("dead-letters").code == .usage)
    }

    @Test(arguments: [
        (["stauts"], "hotline: unknown command 'stauts'\ncure: did you mean 'hotline status'?\n"),
        (["ticket", "shw"], "hotline: unknown command 'ticket shw'\ncure: did you mean 'hotline ticket show'?\n"),
        (["help", "xyzzy"], "hotline: unknown command 'xyzzy'\ncure: 'hotline help' lists the commands\n"),
    ])
    func unknownCommandsSuggest(words: [String], errors: String) async {
        let sink = RecordingSink()
        let program = HotlineProgram(terminal: Terminal(output: RecordingSink(), errors: sink), environment: [:])
        #expect(await program.run(words) == .usage)
        #expect(sink.text == errors)
    }

    @Test func failuresAreRecordsWhenAskedForJSON() async throws {
        let outcome = await hotline("ticket", "list", "--json")
        #expect(outcome.code == .usage)
        #expect(outcome.output.isEmpty)
        let cure = "give --node URL or set HOTLINE_NODE"
        #expect(
            outcome.errors
                == #"{"cause":"--node is missing","cure":"\#(cure)","details":[],"exitCode":2,"problem":null}"# + "\n")
    }

    @Test(arguments: ["ftp://x", "127.0.0.1:80", "http://", "http://a?b", "x"])
    func addressesAreChecked(address: String) async {
        let outcome = await hotline("status", "--node", address)
        #expect(outcome.code == .usage)
        #expect(outcome.errors.contains("--node must be an address such as"))
    }

    @Test(.timeLimit(.minutes(3))) func whereNobodyListensTheNodeIsUnreachable() async {
        let outcome = await hotline("status", "--node", "http://127.0.0.1:1")
        #expect(outcome.code == .unreachable)
        #expect(outcome.errors.contains("http://127.0.0.1:1"))
    }
}
