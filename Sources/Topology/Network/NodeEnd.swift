package import Platform

/// The end of a node that nobody asked for.
package struct NodeEnd: Sendable, Equatable {
    /// How it came about.
    package enum Cause: Sendable, Equatable {
        /// The node's process ended so.
        case process(ChildProcess.ExitStatus)
        /// The node could not be started again, for this reason.
        case start(reason: String)
    }

    /// The node's code.
    package var node: String
    /// How it came about.
    package var cause: Cause
    /// The last lines of the node's log.
    package var log: [String]

    package init(node: String, cause: Cause, log: [String]) {
        self.node = node
        self.cause = cause
        self.log = log
    }

    /// A start that failed; the error's further lines are the node's last words.
    init(node: String, failedStart error: NetworkError) {
        let lines = error.description.split(separator: "\n").map(String.init)
        self.init(node: node, cause: .start(reason: lines[0]), log: Array(lines.dropFirst()))
    }
}
