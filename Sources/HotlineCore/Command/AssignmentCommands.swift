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

    package init(
        reason: String, explanation: String, basis: String? = nil, suggestion: String? = nil,
        knowledge: DirectAnswer.KnowledgeEntry? = nil
    ) {
        self.reason = reason
        self.explanation = explanation
        self.basis = basis
        self.suggestion = suggestion
        self.knowledge = knowledge
    }
}

/// 同意.
package struct Approve: Codable, Hashable, Sendable {
    package var note: String?
    package init(note: String? = nil) { self.note = note }
}

/// 不同意, with reasons (ZZ23-28a).
package struct Disapprove: Codable, Hashable, Sendable {
    package var reasons: String
    package init(reasons: String) { self.reasons = reasons }
}

/// 反馈进度.
package struct Progress: Codable, Hashable, Sendable {
    package var text: String
    package init(text: String) { self.text = text }
}

/// 联系诉求人: an attempt, successful or not (ZZ23-21.2).
package struct Contact: Codable, Hashable, Sendable {
    package var means: String
    package var reached: Bool
    package var note: String?

    package init(means: String, reached: Bool, note: String? = nil) {
        self.means = means
        self.reached = reached
        self.note = note
    }
}

/// 申请办结 (ZZ23-21).
package struct Complete: Codable, Hashable, Sendable {
    package var form: CompletionForm
    package init(form: CompletionForm) { self.form = form }
}
