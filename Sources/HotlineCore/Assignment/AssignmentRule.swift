/// The table of an assignment's life: in which states a command is allowed, on an assignment of this node's own and on
/// the order that this node received.
package struct AssignmentRule: Sendable {
    package var verb: Verb
    /// States of an own assignment.
    package var allowed: [AssignmentState]
    /// States of a received order; empty = the assigner's word, never ours.
    package var onOrder: [AssignmentState]
    /// Where it leads; empty = the share stays where it is, one that was not signed is signed by it.
    package var leadsTo: [AssignmentState]
    package var article: String?

    /// The whole table; one row a command.
    package static let table: [AssignmentRule] = [
        row(.sign, to: [.signed], [.dispatched], onOrder: [.dispatched], "济管办〔2024〕23号第十三条第一项"),
        row(.forward, to: [], [.dispatched, .signed, .deferred], onOrder: [], "泽政办发〔2020〕29号二（二）2"),
        row(.askReturn, to: [.returnAsked], [.dispatched, .signed], onOrder: [.dispatched, .signed],
            "泽政办函〔2023〕11号第十二条"),
        row(.approveReturn, to: [.returned], [.returnAsked], onOrder: [], "泽政办函〔2023〕11号第十三条"),
        row(.refuseReturn, to: [.signed], [.returnAsked], onOrder: [], "泽政办函〔2023〕11号第十四条"),
        row(.progress, to: [], [.dispatched, .signed, .deferred], onOrder: [.dispatched, .signed, .deferred],
            "济管办〔2024〕23号第十六条"),
        row(.contact, to: [], [.dispatched, .signed, .deferred], onOrder: [.dispatched, .signed, .deferred],
            "泽政办函〔2023〕11号第十九条"),
        row(.extend, to: [], [.dispatched, .signed], onOrder: [.dispatched, .signed], "泽政办函〔2023〕11号第十七条"),
        row(.approveExtension, to: [], [.signed, .returnAsked, .submitted], onOrder: [], "泽政办函〔2023〕11号第十七条"),
        row(.refuseExtension, to: [], [.signed, .returnAsked, .deferred, .submitted], onOrder: [],
            "泽政办函〔2023〕11号第十七条"),
        row(.defer, to: [], [.dispatched, .signed], onOrder: [.dispatched, .signed], "泽政办函〔2023〕11号第十八条"),
        row(.approveDeferral, to: [.deferred], [.signed], onOrder: [], "泽政办函〔2023〕11号第十八条"),
        row(.refuseDeferral, to: [], [.signed, .submitted], onOrder: [], "泽政办函〔2023〕11号第十八条"),
        row(.strikeOff, to: [.signed], [.deferred], onOrder: [.deferred], "泽政办函〔2023〕11号第十八条"),
        row(.complete, to: [.submitted, .completed], [.dispatched, .signed], onOrder: [.dispatched, .signed],
            "泽政办函〔2023〕11号第二十一条"),
        row(.approveCompletion, to: [.completed], [.submitted], onOrder: [], "泽政办函〔2023〕11号第二十八条"),
        row(.refuseCompletion, to: [.signed], [.submitted], onOrder: [], "泽政办函〔2023〕11号第二十八条"),
        row(.contest, to: [], [.completed], onOrder: [], "济管办〔2024〕23号第十四条第二项"),
        row(.decideContest, to: [], [.completed], onOrder: [], "济管办〔2024〕23号第十四条第二项"),
    ]

    /// The commands that are addressed to an assignment.
    package static let verbs = Set(table.map(\.verb))

    /// The row of a command; nil for commands that are not addressed to an assignment.
    package static func row(for verb: Verb) -> AssignmentRule? { table.first { $0.verb == verb } }

    /// Where the command leads from that state; empty where it is closed.
    package func targets(from state: AssignmentState) -> [AssignmentState] {
        guard allowed.contains(state) else { return [] }
        if leadsTo.isEmpty { return [state == .dispatched ? .signed : state] }
        return leadsTo
    }

    /// Why the command is closed in that state; nil where it is open.
    package func refusal(in state: AssignmentState, onOrder: Bool) -> Refusal? {
        let states = onOrder ? self.onOrder : allowed
        guard !states.contains(state) else { return nil }
        guard !states.isEmpty else {
            return Refusal(
                .boundByOrder, "\(verb.displayName)由派单的上级节点决定", article: article, cure: "等待上级节点的决定")
        }
        let code: Refusal.Code = state == .returnAsked ? .returnPending : .notNow
        let names = states.map(\.displayName).joined(separator: "、")
        return Refusal(
            code, "该派单\(state.displayName)，不能\(verb.displayName)", article: article,
            cure: "仅在\(names)时可以\(verb.displayName)")
    }

    private static func row(
        _ verb: Verb, to leadsTo: [AssignmentState], _ allowed: [AssignmentState], onOrder: [AssignmentState],
        _ article: String?
    ) -> AssignmentRule {
        AssignmentRule(verb: verb, allowed: allowed, onOrder: onOrder, leadsTo: leadsTo, article: article)
    }
}
