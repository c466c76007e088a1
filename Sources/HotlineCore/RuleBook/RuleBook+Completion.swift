extension RuleBook {
    /// 办结申请 (ZZ23-19 to ZZ23-22).
    package struct CompletionTerms: Codable, Hashable, Sendable {
        /// The form's items in the order in which people fill them in.
        package var form: [Item]
        /// Why a petitioner is not told the result, by code (ZZ23-19).
        package var exemptions: [Exemption]
        /// What “cannot reach” takes; nil = 未规定.
        package var unreachable: Unreachable?
        /// Grounds on which an unfinished matter may be submitted (ZZ23-22.1, 22.2).
        package var unfinished: [Unfinished]
        package var article: String

        /// One item of the form.
        package struct Item: Codable, Hashable, Sendable {
            /// How to ask for it.
            package enum Kind: String, Codable, Hashable, Sendable { case text, flag, day, moment, choice }

            /// One of the values of a choice.
            package struct Choice: Codable, Hashable, Sendable {
                package var value: String
                package var title: String
            }

            /// What makes the item unnecessary: another item that is filled in, or has one of these values.
            package struct Waiver: Codable, Hashable, Sendable {
                package var item: String
                package var values: [String]?
            }

            /// Its name in the form: one of ``CompletionForm``'s own, else a member of `items`.
            package var name: String
            package var title: String
            package var type: Kind
            package var required: Bool
            /// The kinds of matter that have it; nil = all.
            package var kinds: [MatterKind]?
            /// Only emergencies (突发) have it.
            package var emergency: Bool?
            package var choices: [Choice]?
            package var unless: Waiver?
            package var article: String

            /// Part of the reply to the petitioner: not asked of an assisting assignee, nor where the hotline answers.
            package var isReply: Bool { name.hasPrefix("reply.") }

            /// Whether the form of such a matter has it.
            package func concerns(_ matter: Matter) -> Bool {
                (kinds?.contains(matter.kind) ?? true) && (matter.emergency || emergency != true)
            }
        }

        /// 不需要回复的类型.
        package struct Exemption: Codable, Hashable, Sendable {
            package var code: String
            package var title: String
            /// Stands only after the attempts of ``Unreachable``.
            package var unreachable: Bool?
            /// No revisit follows: the petitioner took the matter back (ZZ23-23).
            package var endsRevisit: Bool?
        }

        /// 无法联系: attempts on one day, so far apart (ZZ23-21.2).
        package struct Unreachable: Codable, Hashable, Sendable {
            package var attempts: Int
            package var minutesApart: Int
            package var article: String
        }

        /// A ground for submitting what is not finished.
        package struct Unfinished: Codable, Hashable, Sendable {
            package var code: String
            package var title: String
            /// An extension was granted before.
            package var afterExtension: Bool
            /// What the form must hold beside the usual items.
            package var needs: [String]
            package var article: String
        }
    }
}
