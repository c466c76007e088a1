/// Calls that have something better in this project.
enum BannedCalls {
    /// One call, where it is banned, and what to write instead.
    private struct Ban {
        let call: String
        let instead: String
        var isBanned: @Sendable (SourceText) -> Bool = { $0.isSwift }
    }

    private static let bans = [
        Ban(call: "try!", instead: "handle the error, or say with try and preconditionFailure why there is none"),
        Ban(call: "as!", instead: "use as? and say what happens otherwise"),
        Ban(call: "print(", instead: "log through Platform's structured log; only the command line prints") {
            $0.isShippedSwift && !["HotlineCLI", "hotline"].contains($0.target)
        },
        Ban(call: "ISO8601DateFormatter", instead: "use Date.ISO8601FormatStyle: a hundred times as fast"),
        Ban(call: "JSONSerialization", instead: "use JSONEncoder and JSONDecoder: eight times as fast") {
            $0.isShippedSwift
        },
        Ban(call: "Process()", instead: "use Platform's child processes: these miss signals and deaths"),
        Ban(call: "Foundation.Process", instead: "use Platform's child processes: these miss signals and deaths"),
        Ban(call: "URLSession", instead: "use PeerTransport's client: this one aborts when a peer dies mid-head") {
            $0.isShippedSwift && !$0.path.hasPrefix("Sources/PeerTransport/FoundationTransport")
        },
        Ban(call: "sleep(", instead: "wait for the thing itself, with a time limit"),
        Ban(call: "usleep(", instead: "wait for the thing itself, with a time limit"),
        Ban(call: "nanosleep(", instead: "wait for the thing itself, with a time limit"),
        Ban(call: "Task.sleep", instead: "wait for a signal of the code under test, with .timeLimit") {
            $0.path.hasPrefix("Tests/")
        },
    ]

    static let rules = bans.map { ban in
        Rule(
            "banned \(ban.call)", cure: ban.instead,
            offending: [
                Sample("let a = 1\nlet b = \(ban.call) c)", at: offendingPath(ban), lines: [2]),
                Sample("if x { (\(ban.call) }", at: offendingPath(ban), lines: [1]),
            ],
            clean: [
                Sample("// \(ban.call)\nlet a = \"\(ban.call)\"", at: offendingPath(ban)),
                Sample("let a = another\(ban.call)", at: offendingPath(ban)),
            ]
        ) { file in
            ban.isBanned(file) ? file.linesOfCode(with: ban.call) : []
        }
    }

    /// Where the samples stand: somewhere that the ban holds.
    private static func offendingPath(_ ban: Ban) -> String {
        let paths = ["Sources/Node/Sample.swift", "Tests/NodeTests/Sample.swift"]
        return paths.first { ban.isBanned(SourceText(path: $0, text: "")) } ?? ""
    }
}
