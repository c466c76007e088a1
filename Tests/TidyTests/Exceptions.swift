/// A place where a rule does not apply, and why. One that excuses nothing is reported.
struct Exception: Sendable {
    /// The rule's name.
    let rule: String
    /// A file, or a folder with a slash at its end.
    let path: String
    /// Why the rule is wrong there.
    let reason: String

    func excuses(_ finding: Finding) -> Bool {
        finding.rule == rule && (path.hasSuffix("/") ? finding.path.hasPrefix(path) : finding.path == path)
    }

    static let all: [Exception] = [
        Exception(
            rule: "unfinished", path: "Tests/TidyTests/", reason: "the rule's own words and samples"),
        Exception(
            rule: "machine-path", path: "Tests/TidyTests/", reason: "the rule's own words and samples"),
    ]
}
