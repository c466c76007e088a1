package import WorkCalendar

/// 延期申请 (ZZ23-17, ZZ20-2.3.3d, JY24-13.3, YC19-7.3c) and what was decided on it.
package struct ExtensionRequest: Codable, Hashable, Sendable {
    /// 承诺办结日期: the new last day.
    package var until: Day
    /// 延期理由.
    package var reason: String
    /// 延期依据.
    package var basis: String?
    /// The unit's leader who consented (YC19-7.3c).
    package var consent: String?
    /// The petitioner was told the reason and the new date.
    package var petitionerTold: Bool?
    package var askedAt: Moment
    /// What the rule book allows as a rule only, and this request goes beyond (一般, JY24-13.3).
    package var beyondRule: String?
    package var decision: Decision?

    /// Waits for the assigner's word.
    package var isPending: Bool { decision == nil }
    /// The assigner agreed.
    package var isApproved: Bool { decision?.approved ?? false }
}

extension [ExtensionRequest] {
    /// How many were granted.
    package var approved: Int { count(where: \.isApproved) }
    /// Puts the decision on the one that waits for it, where one does.
    mutating func decide(_ decision: Decision) {
        if pending != nil { self[count - 1].decision = decision }
    }

    /// The one that waits for its decision.
    package var pending: ExtensionRequest? { last.flatMap { $0.isPending ? $0 : nil } }
}
