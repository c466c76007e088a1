package import WorkCalendar

/// 履责意见 (ZZ23-26, ZZ20-2.2.4): all lawful means are exhausted; given with the completion of a redo.
package struct DutyOpinion: Codable, Hashable, Sendable {
    /// How the unit did its duty by law.
    package var statement: String
    /// 主要领导或分管领导 who approved it.
    package var approvedBy: String
    /// 签发之日.
    package var signedOn: Day
    /// The discipline body that received its copy.
    package var copiedTo: String
    /// 办公室审核盖章: the office that sealed it, for town and department matters.
    package var sealedBy: String?

    package init(statement: String, approvedBy: String, signedOn: Day, copiedTo: String, sealedBy: String? = nil) {
        self.statement = statement
        self.approvedBy = approvedBy
        self.signedOn = signedOn
        self.copiedTo = copiedTo
        self.sealedBy = sealedBy
    }
}

extension DutyOpinion {
    /// The members that are empty, by name.
    func missing(sealed: Bool) -> [String] {
        let texts = [
            ("statement", statement), ("approvedBy", approvedBy), ("copiedTo", copiedTo),
            ("sealedBy", sealed ? sealedBy : "-"),
        ]
        return texts.filter { !isFilled($0.1) }.map(\.0)
    }
}
