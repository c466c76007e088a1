package import WorkCalendar

extension RuleBook {
    /// 延期 (ZZ23-17, ZZ20-2.3.3d, JY24-13.3, YC19-7.3c).
    package struct ExtensionTerms: Codable, Hashable, Sendable {
        /// What makes it valid.
        package enum Effect: String, Codable, Hashable, Sendable {
            /// 经审核同意.
            case approval
            /// 备案: it holds as soon as it is filed.
            case filing
        }

        /// 延期时限, counted from the end of the handling limit.
        package struct Longest: Codable, Hashable, Sendable {
            /// Nil = as long as the kind's own limit.
            package var most: LimitRule?
            package var article: String
            /// The reading chosen where the text is silent.
            package var reading: String?
        }

        /// How often; nil = no bound.
        package var times: Int?
        /// How far it may reach beyond the end of the limit; nil = 未规定.
        package var longest: Longest?
        /// 一般: more or longer is possible with a reason and the person who decided, on record (JY24-13.3).
        package var exceptional: Bool
        /// Asked so many hours before the limit ends; nil = before it ends.
        package var hoursBeforeEnd: Int?
        /// Dispatched on one of so many last days of a month, none is given; nil = no such bar.
        package var barredLastDaysOfMonth: Int?
        package var barredForEmergencies: Bool
        package var takesEffect: Effect
        /// What the request must hold beside date and reason.
        package var needs: [ExtensionItem]
        package var article: String
        package var reading: String?
    }

    /// 挂账 (ZZ23-18).
    package struct DeferralTerms: Codable, Hashable, Sendable {
        /// The longest, in months from the request.
        package var months: Int
        package var article: String
    }

    /// 履责意见 (ZZ23-26, 27).
    package struct OpinionTerms: Codable, Hashable, Sendable {
        /// So long from its signing a first “unsatisfied” on the same matter is archived on it; nil = 未规定.
        package var validMonths: Int?
        /// Groups of units whose office seals it; nil = none (ZZ23-26).
        package var sealedGroups: [String]?
        package var article: String
        /// The article on its use for a later matter.
        package var standingArticle: String?
    }
}

/// What a rule book may ask of a return request.
package enum ReturnItem: String, Codable, Hashable, Sendable, CaseIterable {
    /// 依据
    case basis
    /// 适用知识点
    case knowledge
    /// 现场踏勘 and when it found
    case foundAt
    /// 现场照片, attached to the share before (ZZ23-12.6)
    case photos
}

/// What a rule book may ask of an extension request.
package enum ExtensionItem: String, Codable, Hashable, Sendable, CaseIterable {
    case basis, consent, petitionerTold
}
