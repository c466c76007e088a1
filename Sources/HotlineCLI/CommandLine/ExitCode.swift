/// How a command ended, as scripts see it. The numbers are a contract: they never change their meaning.
package enum ExitCode: Int32, Sendable, CaseIterable {
    /// What was asked for was done, and is so.
    case ok = 0
    /// The program worked, but the thing asked for is not so: a check failed, two nodes differ, a ticket is not there.
    case notSo = 1
    /// The command line itself is wrong; nothing was tried.
    case usage = 2
    /// No node answered at the address given.
    case unreachable = 3
    /// The node answered, and refused: no right to it, not allowed in this state, invalid fields.
    case refused = 4
    /// The program or the machine failed: a file that cannot be written, a child process that died.
    case failed = 5

    /// The line that `hotline help` prints for this code.
    var meaning: String {
        switch self {
        case .ok: "done, and it is so"
        case .notSo: "what was asked about is not so, or a check failed"
        case .usage: "the command line is wrong; nothing was done"
        case .unreachable: "the node cannot be reached"
        case .refused: "the node refused"
        case .failed: "the program or the machine failed"
        }
    }
}
