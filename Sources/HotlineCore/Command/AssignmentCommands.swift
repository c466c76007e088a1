package import WorkCalendar

/// 签收.
package struct Sign: Codable, Hashable, Sendable {
    package init() {}
}

/// 申请退回 (ZZ23-12, JY24-13.1b).
package struct AskReturn: Codable, Hashable, Sendable {
    package var reason: String
    package var explanation: String
    package var basis: String?
    package var suggestion: String?
    package var knowledge: DirectAnswer.KnowledgeEntry?
    /// When the visit to the place found it out (ZZ23-12.6).
    package var foundAt: Moment?

    package init(
        reason: String, explanation: String, basis: String? = nil, suggestion: String? = nil,
        knowledge: DirectAnswer.KnowledgeEntry? = nil, foundAt: Moment? = nil
    ) {
        self.reason = reason
        self.explanation = explanation
        self.basis = basis
        self.suggestion = suggestion
        self.knowledge = knowledge
        self.foundAt = foundAt
    }
}

/// 同意.
package struct Approve: Codable, Hashable, Sendable {
    package var note: String?
    package init(note: String? = nil) { self.note = note }
}

/// 同意退回, and where the matter goes from there (ZZ23-13).
package struct ApproveReturn: Codable, Hashable, Sendable {
    package var note: String?
    /// Nil = as the rule book says for the reason.
    package var outcome: RuleBook.Returns.Outcome?

    package init(note: String? = nil, outcome: RuleBook.Returns.Outcome? = nil) {
        self.note = note
        self.outcome = outcome
    }
}

/// 不同意, with reasons (ZZ23-28a).
package struct Disapprove: Codable, Hashable, Sendable {
    package var reasons: String
    package init(reasons: String) { self.reasons = reasons }
}

/// 反馈进度.
package struct Progress: Codable, Hashable, Sendable {
    package var text: String
    package var elsewhere: ReportedElsewhere?

    package init(text: String, elsewhere: ReportedElsewhere? = nil) {
        self.text = text
        self.elsewhere = elsewhere
    }
}

/// 联系诉求人: an attempt, successful or not (ZZ23-21.2).
package struct Contact: Codable, Hashable, Sendable {
    package var means: String
    package var reached: Bool
    package var note: String?
    package var elsewhere: ReportedElsewhere?

    package init(means: String, reached: Bool, note: String? = nil, elsewhere: ReportedElsewhere? = nil) {
        self.means = means
        self.reached = reached
        self.note = note
        self.elsewhere = elsewhere
    }
}

/// 交办科室 within the unit (ZZ20-2.2.2).
package struct Forward: Codable, Hashable, Sendable {
    package var section: String
    package var person: String?
    /// What the section is told of the facts; nil = the matter's title.
    package var note: String?

    package init(section: String, person: String? = nil, note: String? = nil) {
        self.section = section
        self.person = person
        self.note = note
    }
}

/// 申请办结 (ZZ23-21).
package struct Complete: Codable, Hashable, Sendable {
    package var form: CompletionForm
    package init(form: CompletionForm) { self.form = form }
}

/// 申请延期 (ZZ23-17).
package struct AskExtension: Codable, Hashable, Sendable {
    /// 承诺办结日期.
    package var until: Day
    package var reason: String
    package var basis: String?
    /// The unit's leader who consented (YC19-7.3c).
    package var consent: String?
    /// The petitioner was told the reason and the new date.
    package var petitionerTold: Bool?

    package init(
        until: Day, reason: String, basis: String? = nil, consent: String? = nil, petitionerTold: Bool? = nil
    ) {
        self.until = until
        self.reason = reason
        self.basis = basis
        self.consent = consent
        self.petitionerTold = petitionerTold
    }
}

/// 申请挂账 (ZZ23-18).
package struct AskDeferral: Codable, Hashable, Sendable {
    package var until: Day
    package var reason: String
    package var progress: String
    package var measures: String
    package var plan: String
    package var responsible: String
    package var petitionerTold: Bool?

    package init(
        until: Day, reason: String, progress: String, measures: String, plan: String, responsible: String,
        petitionerTold: Bool? = nil
    ) {
        self.until = until
        self.reason = reason
        self.progress = progress
        self.measures = measures
        self.plan = plan
        self.responsible = responsible
        self.petitionerTold = petitionerTold
    }
}

/// 对评价提出异议 (JY24-14.2).
package struct ContestRating: Codable, Hashable, Sendable {
    package var reasons: String
    package init(reasons: String) { self.reasons = reasons }
}

/// 甄别评价异议: upheld, the rating is screened out of the rate.
package struct DecideContest: Codable, Hashable, Sendable {
    package var upheld: Bool
    package var reasons: String

    package init(upheld: Bool, reasons: String) {
        self.upheld = upheld
        self.reasons = reasons
    }
}
