import Foundation

/// What is promised, hidden or tied to one machine.
enum Promises {
    static let rules = unfinished + [unproven] + machinePaths

    private static let unfinished = ["TODO", "FIXME", "XXX"].map { word in
        Rule(
            "unfinished", cure: "do it now, or take it to an issue",
            offending: [Sample("// \(word): later", lines: [1])],
            clean: [Sample("let template = \"tXXXXXX\"\nlet todo = 1")]
        ) { file in
            file.linesOfText(with: word)
        }
    }

    private static let unproven = Rule(
        "unproven", cure: "say directly above why it is safe",
        offending: [
            Sample("final class A: @unchecked Sendable {}", lines: [1]),
            Sample("/// proof\n\nnonisolated(unsafe) var a = 1", lines: [3]),
            Sample("let a = 1\n@usableFromInline\nnonisolated(unsafe) var a = 1", lines: [3]),
        ],
        clean: [
            Sample("// Only the loop's thread touches it.\n@available(*, deprecated)\nnonisolated(unsafe) var a = 1"),
            Sample("/// Immutable after init.\nfinal class A: @unchecked Sendable {}"),
        ]
    ) { file in
        guard file.isSwift else { return [] }
        let lines = file.linesOfCode(with: "@unchecked") + file.linesOfCode(with: "nonisolated(unsafe)")
        return lines.filter { !file.isCommented(aboveLine: $0, by: "//") }
    }

    private static let machinePaths = ["/work/", "/home/", "/Users/", "/root/", "/opt/swift/"].map { folder in
        Rule(
            "machine-path", cure: "find it from #filePath, the environment or an option",
            offending: [Sample("let a = \"\(folder)x\"", lines: [1])],
            clean: [Sample("let a = \"Sources\(folder)x\"")]
        ) { file in
            file.linesOfText(with: folder)
        }
    }
}

extension SourceText {
    /// Whether a comment that begins with `mark` stands directly above a line, attributes between them left aside.
    func isCommented(aboveLine number: Int, by mark: String) -> Bool {
        var above = number - 1
        while above > 0 {
            let text = line(above).trimmingCharacters(in: .whitespaces)
            if text.hasPrefix(mark) || (text.hasSuffix("*/") && text.hasPrefix("*")) { return true }
            guard text.hasPrefix("@") || text.hasPrefix("#if") else { return false }
            above -= 1
        }
        return false
    }
}
