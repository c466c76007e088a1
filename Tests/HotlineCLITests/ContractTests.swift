import Foundation
import Testing

@testable import HotlineCLI

/// The written contract of `--json`, of the exit codes and of the help pages against the commands themselves.
@Suite struct ContractTests {
    private static let contract: String = {
        let sources = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "Sources/HotlineCLI/HotlineCLI.docc/JSONOutput.md")
        return (try? String(contentsOf: sources, encoding: .utf8)) ?? ""
    }()

    /// The first column of the table of commands.
    private static let named: Set<String> = Set(
        contract.split(separator: "\n").filter { $0.hasPrefix("| `") }.flatMap { line in
            (line.split(separator: "|").first ?? "").split(separator: "`").filter { $0.contains(where: \.isLetter) }
                .map(String.init)
        })

    @Test func everyCommandStandsInTheContract() {
        for command in HotlineProgram.commands {
            #expect(Self.named.contains(command.name), "\(command.name) is missing in JSONOutput.md")
        }
    }

    @Test func everyExitCodeStandsInTheContract() async {
        let help = await hotline("help").output
        for code in ExitCode.allCases {
            #expect(Self.contract.contains("\n| \(code.rawValue) | "), "\(code)")
            #expect(help.contains("  \(code.rawValue)  \(code.meaning)\n"), "\(code)")
        }
    }

    /// Every key that the program itself prints is written down; what a node answers is passed on whole.
    @Test(arguments: [
        ["version"], ["completion", "bash"], ["keygen"], ["rule-book", "list"],
        [
            "deadline", "--rule-book", "zezhou-2023", "--kind", "complaint", "--from", "2026-09-18T16:00+08:00",
            "--explain",
        ],
        ["rule-book", "check", "jiyuan-2024"], ["token", "create"],
    ]) func theKeysOfLocalCommandsStandInTheContract(words: [String]) async throws {
        let output = RecordingSink()
        let terminal = Terminal(output: output, errors: RecordingSink())
        let code = await HotlineProgram(terminal: terminal, environment: [:]).run(words + ["--json"])
        #expect(code == .ok)
        try expectContract(output.text, words)
    }

    /// Commands whose lines are made here from what a node answers.
    private static let client: [(words: [String], answers: [String: String])] = [
        (["ticket", "show", "T"], [
            "GET /api/v1/tickets/T": #"{"id":"T"}"#, "GET /api/v1/tickets/T/timeline": #"{"items":[],"next":null}"#,
            "GET /api/v1/tickets/T/limits": #"{"items":[]}"#,
            "GET /api/v1/tickets/T/timeline?limit=1000": #"{"items":[],"next":null}"#,
        ]),
        (["peer", "list"], [
            "GET /api/v1/keys": #"{"own":{"id":"a","key":"b"},"peers":[]}"#,
            "GET /api/v1/peers":
                #"{"items":[{"code":"1","clock":{"offsetSeconds":2,"beyondTolerance":false,"at":"x"}}]}"#,
        ]),
        (["outbox", "replay", "1", "--stream", "feed"], [
            "POST /api/v1/peers/1/actions/replay": #"{"first":1,"peer":"1","replayed":3,"stream":"feed"}"#,
        ]),
        (["outbox", "retry", "1"], ["POST /api/v1/peers/1/actions/retry": #"{"code":"1"}"#]),
        (["dead-letters", "discard", "7", "--reason", "x"], [
            "POST /api/v1/dead-letters/7/actions/discard": #"{"id":"7"}"#,
        ]),
        (["reconcile"], ["POST /api/v1/reconciliation": #"{"days":[],"equal":true}"#]),
    ]

    @Test(arguments: client.indices) func theKeysOfClientCommandsStandInTheContract(index: Int) async throws {
        let (words, answers) = Self.client[index]
        let node = try FakeNode(answers.mapValues { .ok($0) })
        let output = RecordingSink()
        let program = HotlineProgram(
            terminal: Terminal(output: output, errors: RecordingSink()),
            environment: ["HOTLINE_NODE": node.address, "HOTLINE_TOKEN": "t0ken"])
        let code = await program.run(words + ["--json"])
        #expect(code == .ok, "\(words)")
        try expectContract(output.text, words)
    }

    private func expectContract(_ text: String, _ words: [String]) throws {
        #expect(!text.isEmpty, "\(words)")
        for line in text.split(separator: "\n") {
            for key in Self.keys(try JSONValue(parsing: Data(line.utf8))) {
                #expect(Self.contract.contains("\"\(key)\""), "\(words.joined(separator: " ")): \(key)")
            }
        }
    }

    private static func keys(_ value: JSONValue) -> [String] {
        switch value {
        case .object(let members): members.keys.sorted() + members.keys.sorted().flatMap { keys(members[$0] ?? .null) }
        case .array(let elements): elements.flatMap(keys)
        default: []
        }
    }

    /// What the help pages show is a command line that the program takes.
    @Test func everyExampleIsACommandLine() throws {
        for command in HotlineProgram.commands {
            for example in command.examples {
                let words = Self.words(of: example.line, after: "hotline \(command.name)")
                var parser = ArgumentParser(options: command.allOptions, positionals: command.positionals)
                #expect(throws: Never.self, "\(example.line)") {
                    try parser.parse(words, environment: [:])
                }
            }
        }
    }

    /// The words of a line as a shell would part them, up to a pipe, a redirection or a comment.
    private static func words(of line: String, after beginning: String) -> [String] {
        guard let start = line.range(of: beginning)?.upperBound else { return [] }
        var words: [String] = []
        var word: String?
        var quote: Character?
        for character in line[start...] {
            if let open = quote {
                if character == open { quote = nil } else { word = (word ?? "") + String(character) }
            } else if character == "'" || character == "\"" {
                quote = character
                word = word ?? ""
            } else if "|<>;)#".contains(character), word == nil || character == ")" {
                break
            } else if character == " " {
                if let whole = word { words.append(whole) }
                word = nil
            } else {
                word = (word ?? "") + String(character)
            }
        }
        return words + (word.map { [$0] } ?? [])
    }

    @Test(arguments: [
        (["version"], false), (["version", "--color", "always"], true), (["version", "--color=never"], false),
        (["version", "--color", "auto"], false),
    ]) func colourIsWhatWasAskedFor(words: [String], expected: Bool) {
        let terminal = Terminal(output: RecordingSink(), errors: RecordingSink())
        #expect(terminal.colouring(.asked(in: words)).colour == expected)
        let coloured = Terminal(output: RecordingSink(), errors: RecordingSink(), colour: true)
        let isOff = words.last == "--color=never"
        #expect(coloured.colouring(.asked(in: words)).colour == !isOff)
    }

    @Test func aColourThatIsNoneIsRefused() async {
        let outcome = await hotline("version", "--color", "blue")
        #expect(outcome.code == .usage && outcome.errors.contains("--color must be auto, always or never"))
    }

    @Test func mistypedOptionsSuggest() async {
        let outcome = await hotline("ticket", "list", "--overdu")
        #expect(outcome.code == .usage && outcome.errors.contains("did you mean --overdue?"))
    }
}
