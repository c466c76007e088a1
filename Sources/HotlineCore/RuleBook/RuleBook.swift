package import WorkCalendar

/// 规则: one regulation's limits, reasons and terms, as data. Format version 2.
package struct RuleBook: Codable, Hashable, Sendable {
    /// The format this program reads.
    package static let format = 2

    /// The format's version; must be ``format``.
    package var format: Int
    package var id: String
    /// Counts up with each change of the file; a ticket keeps the one it was taken in under.
    package var version: Int
    package var title: String
    /// 文号 of the regulation.
    package var document: String
    /// What it rules; ``RuleBookSection/handling`` among it.
    package var sections: [RuleBookSection]
    package var validity: Validity
    package var intake: IntakeTerms
    package var limits: Limits
    package var returns: Returns
    /// 延期; nil = 未规定.
    package var extensions: ExtensionTerms?
    /// 挂账; nil = 未规定.
    package var deferrals: DeferralTerms?
    package var redo: RedoTerms
    package var revisit: RevisitTerms
    package var completion: CompletionTerms
    /// 履责意见; nil = 未规定.
    package var opinions: OpinionTerms?
    package var supervision: SupervisionTerms
    /// 到期前提醒; nil = 未规定.
    package var reminders: ReminderTerms?
    /// 大面积停水、停电等; nil = 未规定.
    package var outage: OutageTerms?
    /// 突发事件; nil = 未规定.
    package var emergency: EmergencyTerms?
    /// 转派原则; nil = 未规定.
    package var dispatch: DispatchTerms?
    /// 承办单位联络人员; nil = 未规定.
    package var contacts: ContactTerms?

    /// What a ticket keeps of it.
    package var reference: RuleBookReference { RuleBookReference(id: id, version: version) }

    /// When the regulation is in force.
    package struct Validity: Codable, Hashable, Sendable {
        package var from: Day
        /// The last day in force; nil = open.
        package var to: Day?
        package var article: String

        /// Whether the day lies in it.
        package func holds(_ day: Day) -> Bool { from <= day && to.map { day <= $0 } ?? true }
    }

    /// 登记要素 and 不予受理情形.
    package struct IntakeTerms: Codable, Hashable, Sendable {
        /// A ground on which a matter is not accepted (ZZ23-9, JY24-10).
        package struct Exclusion: Codable, Hashable, Sendable {
            package var code: String
            package var title: String
            /// What the petitioner is told.
            package var guidance: String
            /// The lines to which it is transferred at once; nil = none.
            package var transferTo: [String]?
            package var article: String
        }

        /// Elements that every registered matter needs.
        package var required: [IntakeItem]
        package var exclusions: [Exclusion]
        package var article: String
    }

    /// 时限; an absent one is 未规定.
    package struct Limits: Codable, Hashable, Sendable {
        /// 办理时限 by kind.
        package var handling: Handling
        /// 签收时限; nil = 未规定.
        package var sign: Term?
        /// 派单时限; nil = 未规定.
        package var dispatch: Term?
    }

    /// 办理时限, one for each kind of matter.
    package struct Handling: Codable, Hashable, Sendable {
        package var consultation: Term
        package var help: Term
        package var suggestion: Term
        package var complaint: Term
        package var report: Term

        /// The limit of a kind.
        package subscript(kind: MatterKind) -> Term {
            switch kind {
            case .consultation: consultation
            case .help: help
            case .suggestion: suggestion
            case .complaint: complaint
            case .report: report
            }
        }
    }

    /// A limit, what starts it, and the article that sets it.
    package struct Term: Codable, Hashable, Sendable {
        /// What a limit runs from.
        package enum Start: String, Codable, Hashable, Sendable {
            /// 收到: the dispatch reaches the assignee in the same moment.
            case dispatch
            /// 签收; unsigned, the end of the sign limit.
            case signing
            /// 登记
            case registration
            /// 办结审核通过
            case approval
            /// 现场踏勘 found it out (ZZ23-12.6)
            case finding
        }

        /// How it is counted.
        package var rule: LimitRule
        /// What it runs from.
        package var from: Start
        /// The article that sets it.
        package var article: String
        /// The reading chosen where the text is silent.
        package var reading: String?
    }

    /// 退回: who may hand back, why, and until when.
    package struct Returns: Codable, Hashable, Sendable {
        /// A ground for return with its article.
        package struct Reason: Codable, Hashable, Sendable {
            package var code: String
            package var title: String
            /// The return window does not bind it (ZZ23-12.1).
            package var unlimited: Bool
            /// What the request must hold beside reason and explanation.
            package var needs: [ReturnItem]?
            /// What the unit does once the window has passed.
            package var afterWindow: String?
            /// What an approved return leads to (ZZ23-13).
            package var leadsTo: Outcome
            package var article: String
        }

        /// The article on returns in general.
        package var article: String
        /// Nil = no window.
        package var window: Term?
        /// After the window: refused, or allowed and counted overdue (JY24-13.1b).
        package var afterWindow: AfterWindow
        package var reasons: [Reason]

        /// An extension asked for excludes the return (ZZ23-14.7); nil = no.
        package var excludedByExtension: Bool?
        /// A unit decided after a dispute cannot return (ZZ23-15, JY24-13.1).
        package var excludedBySettlement: Bool

        /// Where an approved return goes.
        package enum Outcome: String, Codable, Hashable, Sendable, CaseIterable {
            /// 再次转派
            case dispatch
            /// 退回县级热线: answered, refused or asked for more there
            case hotline
            /// 提交办结
            case completion
        }

        /// What a return asked after the window is.
        package enum AfterWindow: String, Codable, Hashable, Sendable { case refused, allowedOverdue }
    }

    /// 重办.
    package struct RedoTerms: Codable, Hashable, Sendable {
        /// How often a matter may be redone; nil = no bound.
        package var times: Int?
        /// A limit of its own from the redo order (ZZ23-25); nil where the next field sets it.
        package var limit: Term?
        /// Working days added to the kind's limit, counted from first receipt (JY24-14.1).
        package var kindLimitPlusWorkingDays: Int?
        package var mayBeReturned: Bool
        package var mayBeExtended: Bool
        /// The means of supervision by which it is ordered, by code; nil = none (YC19-7.4).
        package var supervision: String?
        package var article: String
    }

    /// 回访.
    package struct RevisitTerms: Codable, Hashable, Sendable {
        /// A case in which an unsatisfied rating brings no redo.
        package struct Exception: Codable, Hashable, Sendable {
            package var code: String
            package var title: String
        }

        /// Nil = 未规定.
        package var limit: Term?
        /// Satisfied only if told, solved and satisfied all hold (ZZ23-24).
        package var needsAllThree: Bool
        /// Unsatisfied, yet no redo.
        package var exceptions: [Exception]
        /// The article by which no answer is a rating too (JY24-14.1); nil = 满意 and 不满意 are all there is (ZZ23-24).
        package var unanswered: String?
        package var article: String
    }
}
