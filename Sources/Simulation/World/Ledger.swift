import HotlineCore
import Storage

/// What the world knows from outside, to hold it against what the nodes say in the end.
struct Ledger {
    /// Matters whose registration was answered, by the node that did: never to be lost.
    var accepted: [NodeCode: [TicketID]] = [:]
    /// Those of them that a restore took away before any node above had them: a person was told.
    var lost: Set<TicketID> = []
    /// Nodes whose database was put back.
    var restored: Set<NodeCode> = []
    /// The newest state of each mirror, by node.
    var mirrors: [Int: [TicketID: State]] = [:]
    /// What was seen on the way that must never be.
    private(set) var findings: [Finding] = []

    /// How far a ticket has come.
    struct State: Comparable {
        var generation: Int64
        var revision: Int64

        static func < (left: State, right: State) -> Bool {
            (left.generation, left.revision) < (right.generation, right.revision)
        }
    }

    /// As many findings as anybody reads.
    private static let mostFindings = 50

    mutating func add(_ check: Finding.Check, _ detail: String) {
        guard findings.count < Self.mostFindings else { return }
        findings.append(Finding(check: check, detail: detail))
    }
}
