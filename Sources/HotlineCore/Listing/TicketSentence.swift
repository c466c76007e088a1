/// 工单状态说明: where a ticket stands in one sentence, with each share: “市级已转办 · 甲单位待签收 · 乙单位办理中”.
package struct TicketSentence: Hashable, Sendable {
    /// One share as the sentence names it.
    package struct Share: Hashable, Sendable {
        package var name: String
        package var state: AssignmentState

        package init(name: String, state: AssignmentState) {
            self.name = name
            self.state = state
        }
    }

    /// Shares beyond this many are counted, not named.
    private static let mostNamed = 4

    private let parts: [String]

    /// - Parameters:
    ///   - state: the ticket's state; another version's, as it came.
    ///   - assigner: the node above that ordered it.
    package init(state: String, assigner: NodeCode?, shares: [Share]) {
        let state = TicketState(rawValue: state)?.displayName ?? state
        let order = assigner.map { "\($0.tierName)已转办" }
        let open = shares.filter(\.state.isOpen)
        let named = open.prefix(Self.mostNamed).map { $0.name + $0.state.displayName }
        let rest = open.count > named.count ? ["另有 \(open.count - named.count) 家在办"] : []
        parts = [order].compactMap(\.self) + (open.isEmpty ? [state] : named + rest)
    }

    /// The sentence.
    package var text: String { parts.joined(separator: " · ") }
}

extension NodeCode {
    /// 层级, by the code of GB/T 2260: `140000` a province, `140500` a city, `140525` a county; `419001` is a
    /// county-level city under its province; a suffix is a sub-centre's.
    package var tierName: String {
        let digits = rawValue.prefix(6)
        if rawValue.utf8.count > 6 { return "分中心" }
        if digits.hasSuffix("0000") { return "省级" }
        return digits.hasSuffix("00") || digits.dropFirst(2).hasPrefix("90") ? "市级" : "县级"
    }
}
