/// Where a ticket stands.
package enum TicketState: String, Codable, Hashable, Sendable, CaseIterable {
    /// Taken down, not decided yet whether it is accepted.
    case registered
    /// Accepted, to be dispatched.
    case accepted
    case refused
    /// Handed to another line (110, 119, …).
    case transferred
    case answered
    /// At least one assignment is open.
    case handling
    /// Every assignment is completed; the hotline asks the petitioner.
    case revisiting
    case revisited
    /// An ordered ticket whose completion went up; waits for the assigner's word.
    case reported
    /// An ordered ticket whose return was approved above.
    case returned
    case withdrawn
    /// Nothing leads out of here (JY24-15: immutable).
    case archived

    package var displayName: String {
        switch self {
        case .registered: "待受理"
        case .accepted: "待派单"
        case .refused: "不予受理"
        case .transferred: "已转接"
        case .answered: "已直接答复"
        case .handling: "办理中"
        case .revisiting: "待回访"
        case .revisited: "已回访"
        case .reported: "已上报"
        case .returned: "已退回上级"
        case .withdrawn: "已撤回"
        case .archived: "已归档"
        }
    }
}
