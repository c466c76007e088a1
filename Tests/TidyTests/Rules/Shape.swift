/// How long and how wide the code may be.
enum Shape {
    static let longestFunction = 40
    static let widestLine = 120
    static let longestFile = 500

    static let rules = [lineWidth, fileLength, functionLength]

    private static let lineWidth = Rule(
        "line-width", cure: "break the line: at most \(widestLine) characters, a Chinese one counting as one",
        offending: [Sample("a\n" + String(repeating: "b", count: 121), lines: [2])],
        clean: [Sample(String(repeating: "b", count: 120)), Sample(String(repeating: "中", count: 120))]
    ) { file in
        guard !file.path.hasSuffix(".md"), !file.path.hasPrefix("Sources/CConsole/") else { return [] }
        return (1...max(file.lineCount, 1)).filter {
            file.byteCount(ofLine: $0) > widestLine && file.line($0).count > widestLine
        }
    }

    private static let fileLength = Rule(
        "file-length", cure: "split it by ideas: at most \(longestFile) lines, and think again past 400",
        offending: [Sample(String(repeating: "a\n", count: 501), lines: [501])],
        clean: [Sample(String(repeating: "a\n", count: 500))]
    ) { file in
        file.isSwift && file.lineCount > longestFile ? [file.lineCount] : []
    }

    private static let functionLength = Rule(
        "function-length", cure: "split it: at most \(longestFunction) lines from func to its closing brace",
        offending: [
            Sample("struct A {\n func f() {\n" + String(repeating: "a()\n", count: 39) + "}\n}", lines: [2]),
            Sample("init(a: () -> Void = {}) throws {\n" + String(repeating: "a()\n", count: 39) + "}", lines: [1]),
            Sample("deinit {\n if b { }\n" + String(repeating: "\n", count: 40) + "}", lines: [1]),
        ],
        clean: [
            Sample("func f() {\n" + String(repeating: "a()\n", count: 38) + "}"),
            Sample("protocol P {\n func f() -> A\n}\nlet a = {\n" + String(repeating: "a()\n", count: 60) + "}"),
            Sample("func a() {\n self.init()\n}\n" + String(repeating: "let a = 1\n", count: 60) + "let b = A { }"),
        ]
    ) { file in
        file.isSwift ? FunctionLength.lines(in: file.tokens) : []
    }
}
