/// What a rule book rules. A node binds one book for each section that it works by.
package enum RuleBookSection: String, Codable, Hashable, Sendable, CaseIterable {
    /// 办理: intake, limits, returns, completion, revisit, supervision.
    case handling
    /// 考核: points and grades.
    case assessment
    /// 企业诉求: the ledger of enterprises' issues.
    case enterprise

    /// As operators read it.
    package var displayName: String {
        switch self {
        case .handling: "办理"
        case .assessment: "考核"
        case .enterprise: "企业诉求"
        }
    }
}
