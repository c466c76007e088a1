/// What other targets may call says what it means.
enum Documentation {
    static let rules = [documented]

    /// Declarations whose meaning is that of the protocol they fulfil.
    private static let witnesses = [
        "description", "debugDescription", "errorDescription", "hash(", "encode(", "==", "<", "rawValue", "allCases",
        "customMirror", "testDescription",
    ]

    private static let documented = Rule(
        "documentation", cure: "say above it, after ///, what it means, its units and errors; a group of "
            + "properties, or overloads, may share a comment",
        offending: [
            Sample("package struct A {\n\n    package var b: Int\n}", lines: [1, 3]),
            Sample("/// A.\nstruct A {\n  package let b: Int\n  package func c() {}\n}", lines: [4]),
            Sample("/// A.\n\npackage func f() {}", lines: [3]),
            Sample("// A.\npublic let a = 1", lines: [2]),
            Sample("package init?(a: Int) {}\npackage init(\n  b: Int\n) throws {}", lines: [1, 2]),
        ],
        clean: [
            Sample("package import Foundation\npackage extension A {}\nstruct B {}"),
            Sample("/// A.\n@frozen\npackage struct A {\n  package init(b: Int) {}\n}"),
            Sample("  package var description: String { a }"),
            Sample("/// A.\npackage struct A: Sendable {\n  package let b: Int\n  package var c: Int\n}"),
            Sample("/// A.\npackage func a(b: Int) {}\n\npackage func a(c: Int) {}"),
            Sample("/// A.\npackage static let a = 1\npackage static let b = 1\npackage var c: Int { d }"),
            Sample("extension A: P {\n  package func b() {}\n}"),
            Sample("package func f() {}", at: "Tests/HotlineCoreTests/A.swift"),
        ]
    ) { file in
        guard file.isShippedSwift else { return [] }
        let lines = Set(file.linesOfCode(with: "package ") + file.linesOfCode(with: "public "))
        return lines.sorted().filter { number in
            needsDocumentation(number, in: file) && !file.isCommented(aboveLine: number, by: "///")
                && !sharesComment(number, in: file) && !isOverload(number, in: file)
                && !fulfilsProtocol(number, in: file)
        }
    }

    /// A stored property may share the comment above its group, or the type's own where it stands directly below that.
    private static func sharesComment(_ number: Int, in file: SourceText) -> Bool {
        guard isProperty(number, in: file) else { return false }
        var above = number - 1
        while above > 0, isProperty(above, in: file) {
            if file.isCommented(aboveLine: above, by: "///") { return true }
            above -= 1
        }
        let opening = file.codeLine(max(above, 1))
        return opening.hasSuffix("{") && ["struct ", "class ", "enum ", "actor "].contains(where: opening.contains)
    }

    private static func isProperty(_ number: Int, in file: SourceText) -> Bool {
        let words = file.codeLine(number).split(separator: " ")
        let isWhole = words.last != "{"
        return isWhole && words.contains { $0 == "let" || $0 == "var" }
    }

    /// A further overload means what the first one means.
    private static func isOverload(_ number: Int, in file: SourceText) -> Bool {
        guard let name = functionName(number, in: file) else { return false }
        return file.linesOfCode(with: "func \(name)").contains {
            $0 < number && functionName($0, in: file) == name && file.isCommented(aboveLine: $0, by: "///")
        }
    }

    private static func functionName(_ number: Int, in file: SourceText) -> Substring? {
        file.codeLine(number).firstMatch(of: /func (\w+)/)?.1
    }

    /// What an extension adds for a protocol's sake is documented at the protocol.
    private static func fulfilsProtocol(_ number: Int, in file: SourceText) -> Bool {
        let outermost = (1...number).last { line in
            file.codeLine(line).first.map { $0.isLetter || $0 == "@" } ?? false
        }
        let head = outermost.map(file.codeLine) ?? ""
        return outermost != number && head.contains("extension ") && head.contains(":")
    }

    private static func needsDocumentation(_ number: Int, in file: SourceText) -> Bool {
        var words = file.codeLine(number).split(separator: " ")
        words.removeAll { $0.hasPrefix("@") || ["static", "final", "mutating", "nonisolated", "override"].contains($0) }
        guard words.count > 1, words[0] == "package" || words[0] == "public" else { return false }
        if words[1] == "import" || words[1] == "extension" { return false }
        if words[1].hasPrefix("init") { return canFail(initializerAt: number, in: file) }
        guard ["var", "func", "let"].contains(words[1]), words.count > 2 else { return true }
        return !witnesses.contains { words[2].hasPrefix($0) }
    }

    /// An initialiser that only fills in what its type documents needs no words of its own; one that can fail does.
    private static func canFail(initializerAt number: Int, in file: SourceText) -> Bool {
        if file.codeLine(number).contains("init?") { return true }
        for line in number...min(number + 12, file.lineCount) {
            let code = file.codeLine(line)
            if code.contains("throws") { return true }
            if code.contains("{") { return false }
        }
        return false
    }
}
