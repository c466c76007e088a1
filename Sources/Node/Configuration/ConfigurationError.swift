/// One thing wrong in a configuration file: where, what, and what to do about it.
package struct ConfigurationProblem: Sendable, Equatable, CustomStringConvertible {
    /// Where in the text the value stands; `nil` when the problem is about the file as a whole.
    package let place: TextPlace?

    /// Where in the document, such as `nodes[2].units[5].id`; empty for the whole file.
    package let path: String

    /// What is wrong.
    package let cause: String

    /// What mends it.
    package let cure: String

    /// Names one problem.
    package init(at place: TextPlace? = nil, path: String, cause: String, cure: String) {
        self.place = place
        self.path = path
        self.cause = cause
        self.cure = cure
    }

    package var description: String {
        let location = [place.map { "line \($0.line), column \($0.column)" }, path.isEmpty ? nil : path]
        let head = location.compactMap(\.self).joined(separator: ", ")
        return head.isEmpty ? "\(cause); \(cure)" : "\(head): \(cause); \(cure)"
    }
}

/// A line and a column (in characters) of a text, both counted from 1.
package struct TextPlace: Sendable, Equatable {
    /// The line, counted from 1.
    package let line: Int

    /// The character in its line, counted from 1.
    package let column: Int
}

/// A configuration or topology file that cannot be used, with everything that is wrong in it: nobody should have to
/// start a program once for each mistake.
package struct ConfigurationError: Error, Sendable, Equatable, CustomStringConvertible {
    /// The file as it was named by the caller.
    package let file: String

    /// All problems found, in the order of the file; never empty.
    package let problems: [ConfigurationProblem]

    /// Gathers the problems of one file.
    package init(file: String, problems: [ConfigurationProblem]) {
        self.file = file
        self.problems = problems
    }

    package var description: String {
        problems.map { "\(file): \($0)" }.joined(separator: "\n")
    }
}
