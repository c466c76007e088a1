import Node
import Testing
import WorkCalendar

@testable import HotlineCLI

@Suite struct ArgumentParserTests {
    private static let limit = Option<PositiveCount>("limit", "N", "how many")
    private static let node = Option<String>("node", "URL", "where", environment: "HOTLINE_NODE")
    private static let field = Option<FieldAssignment>("field", "NAME=VALUE", "a field", repeats: true)
    private static let overdue = Flag("overdue", "only late ones")
    private static let id = Positional("TICKET", "id or number")
    private static let other = Positional("OTHER", "another", isOptional: true)

    private func parse(_ words: String..., environment: [String: String] = [:]) throws(Failure) -> Arguments {
        let options: [any OptionDeclaration] = [Self.limit, Self.node, Self.field, Self.overdue, Flag.help]
        var parser = ArgumentParser(options: options, positionals: [Self.id, Self.other])
        return try parser.parse(words, environment: environment)
    }

    @Test func optionsAndPositionalsMayMix() throws {
        let arguments = try parse("--limit", "5", "T1", "--field=a=b=c", "--overdue", "--field", "d=", "T2")
        #expect(try arguments.value(Self.limit)?.value == 5)
        #expect(try arguments.values(Self.field).map(\.name) == ["a", "d"])
        #expect(try arguments.values(Self.field).map(\.value) == ["b=c", ""])
        #expect(arguments.has(Self.overdue))
        #expect(try arguments.required(Self.id) == "T1")
        #expect(arguments.optional(Self.other) == "T2")
    }

    @Test func twoDashesEndOptions() throws {
        let arguments = try parse("--", "--overdue", "-x")
        #expect(!arguments.has(Self.overdue))
        #expect(try arguments.required(Self.id) == "--overdue")
        #expect(arguments.optional(Self.other) == "-x")
    }

    @Test func environmentStandsInAndTheOptionWins() throws {
        let environment = ["HOTLINE_NODE": "http://a"]
        #expect(try parse("T", environment: environment).value(Self.node) == "http://a")
        #expect(try parse("T", "--node", "http://b", environment: environment).value(Self.node) == "http://b")
        #expect(try parse("T", environment: ["HOTLINE_NODE": ""]).value(Self.node) == nil)
    }

    @Test func aMissingRequiredOptionNamesItsVariable() throws {
        let arguments = try parse("T")
        let failure = #expect(throws: Failure.self) { try arguments.required(Self.node) }
        #expect(failure?.cure == "give --node URL or set HOTLINE_NODE")
    }

    @Test func negativeNumbersAreValues() throws {
        #expect(try parse("-5").required(Self.id) == "-5")
    }

    @Test(arguments: [
        (["T", "--limt", "5"], "unknown option --limt", "did you mean --limit?"),
        (["T", "--zzzzzz"], "unknown option --zzzzzz", "see --help for the options of this command"),
        (["T", "-l"], "unknown option '-l'", "options are written in full, as in --json"),
        (["T", "--overdue=yes"], "--overdue takes no value", nil),
        (["T", "--limit"], "--limit needs a value", "write --limit N, or --limit=N if the value starts with dashes"),
        (["T", "--limit", "--overdue"], "--limit needs a value",
         "write --limit N, or --limit=N if the value starts with dashes"),
        (["T", "--limit", "1", "--limit", "2"], "--limit is given twice", nil),
        (["T", "U", "V"], "unexpected argument 'V'", "see --help for what it takes"),
        ([], "missing TICKET", "see --help for an example"),
    ] as [([String], String, String?)])
    func mistakesAreNamed(words: [String], cause: String, cure: String?) {
        let options: [any OptionDeclaration] = [Self.limit, Self.overdue, Flag.help]
        var parser = ArgumentParser(options: options, positionals: [Self.id, Self.other])
        let failure = #expect(throws: Failure.self) { try parser.parse(words, environment: [:]) }
        #expect(failure == .usage(cause, cure: cure))
    }

    @Test(arguments: ["0", "-1", "x", "1.5", ""])
    func countsMustBePositive(word: String) throws {
        let arguments = try parse("T", "--limit=\(word)")
        let failure = #expect(throws: Failure.self) { try arguments.value(Self.limit) }
        #expect(failure?.cause == "--limit must be a whole number above 0, not '\(word)'")
    }

    @Test func helpNeedsNoPositionals() throws {
        #expect(try parse("--help").has(.help))
        #expect(try parse("-h").has(.help))
    }

    @Test(arguments: [
        ("2026-11-21", true), ("2026-02-30", false), ("2026-1-1", false), ("21.11.2026", false), ("2026-11-21T", false),
    ])
    func daysAreCalendarDays(word: String, isDay: Bool) {
        #expect((Day(argument: word) != nil) == isDay)
    }

    @Test(arguments: [
        ("stauts", "status"), ("tikcet", "ticket"), ("dead", "dead-letters"), ("xylophone", nil), ("", nil),
    ] as [(String, String?)])
    func theNearestNameIsFound(typed: String, meant: String?) {
        #expect(NearestName.of(typed, among: ["ticket", "status", "dead-letters", "outbox"]) == meant)
    }
}
