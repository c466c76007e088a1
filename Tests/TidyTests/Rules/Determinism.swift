/// The same input gives the same output in the targets that the simulator drives.
enum Determinism {
    static let pureTargets = ["HotlineCore", "SyncProtocol", "NodeCore", "WorkCalendar", "Simulation"]

    private static let sources: [(word: String, cure: String)] = [
        ("Date()", "take the moment as a parameter"),
        ("Date.now", "take the moment as a parameter"),
        ("ContinuousClock", "take the moment as a parameter"),
        ("SuspendingClock", "take the moment as a parameter"),
        ("clock_gettime", "take the moment as a parameter"),
        ("UUID()", "take the identifier as a parameter"),
        ("SystemRandomNumberGenerator", "take the random source as a parameter"),
        (".random(", "take the random source as a parameter"),
        (".randomElement(", "take the random source as a parameter"),
        (".shuffled(", "take the random source as a parameter"),
        (".shuffle(", "take the random source as a parameter"),
        (".hashValue", "use a digest: Swift's hashes differ from run to run"),
        ("Hasher()", "use a digest: Swift's hashes differ from run to run"),
        ("Task.sleep", "return the moment at which to wake"),
        ("Task {", "return what to do as a value"),
        ("DispatchQueue", "leave threads to the shell"),
        ("Thread", "leave threads to the shell"),
    ]

    static let rules = sources.map { source in
        let broken = "let b = Int\(source.word.hasPrefix(".") ? "" : "? = ")\(source.word)"
        return Rule(
            "determinism \(source.word)", cure: source.cure,
            offending: [Sample("let a = 1\n\(broken)", lines: [2])],
            clean: [
                Sample("// \(source.word)\nlet a = \"\(source.word)\"\n"),
                Sample(broken, at: "Sources/Node/A.swift"),
            ]
        ) { file in
            isPure(file) ? file.linesOfCode(with: source.word, isWord: !source.word.hasPrefix(".")) : []
        }
    } + [implicitNow, unsortedIteration]

    private static func isPure(_ file: SourceText) -> Bool {
        file.isShippedSwift && pureTargets.contains(file.target ?? "")
    }

    /// `.now` with nothing before its dot is a clock's; `facts.now` is a moment that was handed in.
    private static let implicitNow = Rule(
        "determinism .now", cure: "take the moment as a parameter",
        offending: [Sample("f(at: .now)\nlet a: Date = .now", lines: [1, 2])],
        clean: [Sample("f(at: facts.now)\nlet a = now\nf(.nowhere)"), Sample("f(at: .now)", at: "Sources/Node/A.swift")]
    ) { file in
        isPure(file) ? file.linesOfCode(with: ".now") : []
    }

    private static let unsortedIteration = Rule(
        UnsortedIteration.name, cure: UnsortedIteration.cure,
        offending: [
            Sample("struct A {\n var m: [Int: String] = [:]\n func f() {\n  for (k, v) in m {}\n }\n}", lines: [4]),
            Sample("var m: [Int: [String]]\nfor k in self.m.keys {}\nfor v in a.m.values where v {}", lines: [2, 3]),
            Sample("let s: Set<Int>\nfor x in s {}", lines: [2]),
            Sample("func f(m: [String: Int]) {\n for x in m {}\n}", lines: [2]),
            Sample("var m = [Int: String]()\nfor x in m {}", lines: [2]),
        ],
        clean: [
            Sample("var m: [Int: String]\nfor k in m.keys.sorted() {}\nfor x in m.sorted(by: f) {}"),
            Sample("var a: [Int]\nfor x in a {}\nfor x in [1: 2] {}"),
            Sample("var m: [Int: String]\nfor x in m {}", at: "Sources/Node/A.swift"),
        ]
    ) { (files: [SourceText]) in
        Dictionary(grouping: files.filter(isPure), by: \.target).values.flatMap(UnsortedIteration.findings)
    }
}
