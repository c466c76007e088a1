package import WorkCalendar

/// 挂账 (ZZ23-18): a justified matter that cannot be solved now, kept on the books with its plan.
package struct Deferral: Codable, Hashable, Sendable {
    /// 解决时限: the last day.
    package var until: Day
    /// Why it cannot be solved now.
    package var reason: String
    /// 办理进度 and 解决措施, as told to the hotline and the petitioner.
    package var progress: String
    package var measures: String
    /// 推进方案 and who is responsible for it.
    package var plan: String
    package var responsible: String
    package var petitionerTold: Bool?
    package var askedAt: Moment
    package var decision: Decision?
    /// 销号.
    package var strikeOff: StrikeOff?

    /// Waits for the assigner's word.
    package var isPending: Bool { decision == nil }
}

/// 销号: the petitioner's signature and the leader's “同意销号” (ZZ23-18).
package struct StrikeOff: Codable, Hashable, Sendable {
    /// What was done in the end.
    package var result: String
    /// The petitioner signed (群众签字认可): who, and on which day.
    package var petitionerSigned: String
    package var signedOn: Day
    /// 主要责任人 who signed “同意销号” in the ledger.
    package var leader: String
    package var consent: String

    /// The words that the leader signs.
    package static let consentWords = "同意销号"

    package init(result: String, petitionerSigned: String, signedOn: Day, leader: String, consent: String) {
        self.result = result
        self.petitionerSigned = petitionerSigned
        self.signedOn = signedOn
        self.leader = leader
        self.consent = consent
    }
}
