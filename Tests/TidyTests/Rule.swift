/// One rule of how the code reads, as a function over texts, with samples that prove that it can fail and can pass.
struct Rule: Sendable, CustomStringConvertible {
    /// What a finding calls it, such as `function-length`.
    let name: String

    /// What to do instead.
    let cure: String

    /// Samples that break the rule, each with the lines on which it must be found.
    let offending: [Sample]

    /// Samples that keep it.
    let clean: [Sample]

    /// Finds where the files break the rule.
    let check: @Sendable ([SourceText]) -> [Finding]

    var description: String { name }

    /// A rule that looks at each file alone and returns the offending lines.
    init(
        _ name: String, cure: String, offending: [Sample], clean: [Sample],
        lines: @escaping @Sendable (SourceText) -> [Int]
    ) {
        self.init(name, cure: cure, offending: offending, clean: clean) { files in
            files.flatMap { file in lines(file).map { Finding(rule: name, path: file.path, line: $0, cure: cure) } }
        }
    }

    /// A rule that looks at all files together.
    init(
        _ name: String, cure: String, offending: [Sample], clean: [Sample],
        check: @escaping @Sendable ([SourceText]) -> [Finding]
    ) {
        self.name = name
        self.cure = cure
        self.offending = offending
        self.clean = clean
        self.check = check
    }
}

/// A small text at a path that a rule is tried on.
struct Sample: Sendable {
    let path: String
    let text: String
    let lines: [Int]

    /// `lines` are those on which the rule must be found broken; none for a clean sample.
    init(_ text: String, at path: String = "Sources/HotlineCore/Sample.swift", lines: [Int] = []) {
        self.path = path
        self.text = text
        self.lines = lines
    }

    var source: SourceText { SourceText(path: path, text: text) }
}

/// One place where a rule is broken.
struct Finding: Comparable, CustomStringConvertible {
    let rule: String
    let path: String
    let line: Int
    let cure: String

    var description: String { "\(path):\(line): \(rule): \(cure)" }

    static func < (left: Finding, right: Finding) -> Bool {
        (left.path, left.line, left.rule) < (right.path, right.line, right.rule)
    }
}

extension Rule {
    /// Every rule that the repository is held to.
    static let all: [Rule] =
        Imports.rules + Determinism.rules + BannedCalls.rules + Shape.rules + Promises.rules + Documentation.rules
}
