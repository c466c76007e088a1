package import WorkCalendar

extension RuleBook {
    /// 专职人员、联络人员: whom each unit names, and until when a change is filed.
    package struct ContactTerms: Codable, Hashable, Sendable {
        /// The posts that each unit fills.
        package var posts: [ContactPost]
        /// 备案时限, from the change of people; nil = 未规定.
        package var filing: LimitRule?
        package var article: String
    }
}

/// A post of a unit's contacts.
package enum ContactPost: String, Codable, Hashable, Sendable, CaseIterable {
    /// A岗, or the one full-time person where a regulation knows one.
    case first = "A"
    /// B岗: stands in.
    case second = "B"
}
