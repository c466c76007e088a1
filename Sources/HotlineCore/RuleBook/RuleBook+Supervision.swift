extension RuleBook {
    /// 督办: its means, and what gives rise to them (ZZ23-31, JY24-25 to 29, YC19-7.3d, ZZ20-2.3.5).
    package struct SupervisionTerms: Codable, Hashable, Sendable {
        package var means: [Means]
        package var triggers: [Trigger]
        package var article: String

        /// 督办方式.
        package struct Means: Codable, Hashable, Sendable {
            /// What it is, for what follows from it.
            package enum Kind: String, Codable, Hashable, Sendable {
                /// 提醒、催办
                case reminder
                /// 约谈
                case interview
                /// 督办函、督办单、催办通知书
                case letter
                /// 专题协调
                case coordination
                /// 通报
                case notice
                /// 提级督办: goes to the level above
                case escalation
            }

            /// Its name in commands and tickets, as operators read it, and what it is.
            package var code: String
            package var title: String
            package var kind: Kind
            /// When its answer is due; nil = none is asked.
            package var answer: Term?
            /// 主要负责人审核签字.
            package var signedByHead: Bool
            /// The leader whose approval it takes; nil = none.
            package var approvedBy: String?
            package var article: String
        }

        /// 督办情形 that the system can know; a person confirms what it proposes (JY24-29).
        package struct Trigger: Codable, Hashable, Sendable {
            /// What is counted or seen.
            package enum When: String, Codable, Hashable, Sendable {
                /// The handling limit passed, with no reason reported.
                case overdue
                /// `count` reminders were sent, the limit passed by more than `workingDays`, no reason was reported.
                case remindersUnheeded
                /// Redone more than `count` times.
                case redone
                /// The same matter came more than `count` times.
                case repeated
                /// Unsatisfied again after the redo.
                case unsatisfiedAfterRedo
                /// Not signed in time.
                case signedLate
                /// A supervision's answer is late.
                case unanswered
                /// The platform above or a spot check found it wanting.
                case spotCheck
                /// Progress or first feedback is late (JY24-16a).
                case feedbackLate
            }

            /// Its name in proposals, as operators read it, what is counted or seen, and from which number on.
            package var code: String
            package var title: String
            package var when: When
            package var count: Int?
            package var workingDays: Int?
            /// The means it proposes, by code.
            package var means: String
            package var article: String
        }

        /// The means of that code.
        package func means(_ code: String) -> Means? { means.first { $0.code == code } }
    }
}
