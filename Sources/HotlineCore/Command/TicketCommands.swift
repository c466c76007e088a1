package import WorkCalendar

/// 登记. The personal fields stay in the command: the event holds a summary and the reference of ``Facts``.
package struct Register: Codable, Hashable, Sendable {
    package var matter: Matter
    package var petitioner: Petitioner
    /// ZZ23-8b: name, id number and contact are needed for this matter.
    package var needsIdentity: Bool?
    /// ZZ23-9.6: the earlier ticket that this one repeats.
    package var relatedTo: TicketID?

    package init(
        matter: Matter, petitioner: Petitioner, needsIdentity: Bool? = nil, relatedTo: TicketID? = nil
    ) {
        self.matter = matter
        self.petitioner = petitioner
        self.needsIdentity = needsIdentity
        self.relatedTo = relatedTo
    }
}

/// The elements that a rule book may ask of a matter at intake.
package enum IntakeItem: String, Codable, Hashable, Sendable, CaseIterable {
    case title, content, place, occurredAt, phone

    /// The field's path in the request.
    package var field: String { self == .phone ? "petitioner.phone" : rawValue }
}

extension Register {
    /// Whether an element is given; who asks for anonymity need leave no telephone number (ZZ23-8a).
    package func has(_ item: IntakeItem) -> Bool {
        switch item {
        case .title: isFilled(matter.title)
        case .content: isFilled(matter.content)
        case .place: isFilled(matter.place)
        case .occurredAt: isFilled(matter.occurredAt)
        case .phone: petitioner.anonymous || isFilled(petitioner.personal.phone)
        }
    }
}

/// 受理.
package struct Accept: Codable, Hashable, Sendable {
    package var note: String?
    package init(note: String? = nil) { self.note = note }
}

/// 不予受理.
package struct Refuse: Codable, Hashable, Sendable {
    package var reason: String
    package var guidance: String

    package init(reason: String, guidance: String) {
        self.reason = reason
        self.guidance = guidance
    }
}

/// 转接 to another line.
package struct HandOver: Codable, Hashable, Sendable {
    package var to: String
    package var note: String?

    package init(to: String, note: String? = nil) {
        self.to = to
        self.note = note
    }
}

/// 直接答复.
package struct Answer: Codable, Hashable, Sendable {
    package var text: String
    package var knowledge: DirectAnswer.KnowledgeEntry?

    package init(text: String, knowledge: DirectAnswer.KnowledgeEntry? = nil) {
        self.text = text
        self.knowledge = knowledge
    }
}

/// 派单 to one or several units or nodes.
package struct Dispatch: Codable, Hashable, Sendable {
    /// One assignee and its part.
    package struct Share: Codable, Hashable, Sendable {
        package var assignee: Assignee
        package var role: AssignmentRole
        package var note: String?

        package init(assignee: Assignee, role: AssignmentRole = .sole, note: String? = nil) {
            self.assignee = assignee
            self.role = role
            self.note = note
        }

        /// Reads a share; without a role it is a sole one.
        package init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: CodingKeys.self)
            assignee = try container.decode(Assignee.self, forKey: .assignee)
            role = try container.decodeIfPresent(AssignmentRole.self, forKey: .role) ?? .sole
            note = try container.decodeIfPresent(String.self, forKey: .note)
        }
    }

    /// The assignees, at least one.
    package var shares: [Share]
    /// 疑难复杂事项: how its units were decided (ZZ23-15).
    package var settlement: Settlement?
    /// Why to none of the units that the rule book's principles name (ZZ23-11).
    package var reason: String?

    package init(_ shares: [Share], settlement: Settlement? = nil, reason: String? = nil) {
        self.shares = shares
        self.settlement = settlement
        self.reason = reason
    }

    private enum CodingKeys: String, CodingKey {
        case shares = "assignments"
        case settlement, reason
    }
}

/// 补充.
package struct AddSupplement: Codable, Hashable, Sendable {
    package var text: String
    package init(text: String) { self.text = text }
}

/// 撤回 by the petitioner through the hotline (ZZ23-22.3).
package struct Withdraw: Codable, Hashable, Sendable {
    package var reason: String
    package init(reason: String) { self.reason = reason }
}

/// 回访 (ZZ23-23).
package struct RecordRevisit: Codable, Hashable, Sendable {
    package var rating: Revisit.Rating
    package var wasTold: Bool?
    package var wasSolved: Bool?
    package var reason: String?
    package var exception: String?
    /// The earlier ticket whose duty-performed opinion stands (ZZ23-27).
    package var opinionOf: TicketID?
    package var callService: Revisit.Rating?

    package init(
        rating: Revisit.Rating, wasTold: Bool? = nil, wasSolved: Bool? = nil, reason: String? = nil,
        exception: String? = nil, opinionOf: TicketID? = nil, callService: Revisit.Rating? = nil
    ) {
        self.rating = rating
        self.wasTold = wasTold
        self.wasSolved = wasSolved
        self.reason = reason
        self.exception = exception
        self.opinionOf = opinionOf
        self.callService = callService
    }
}

/// 重办 (ZZ23-24): goes to the same assignees.
package struct OrderRedo: Codable, Hashable, Sendable {
    package var reasons: String
    package init(reasons: String) { self.reasons = reasons }
}

/// 归档.
package struct Archive: Codable, Hashable, Sendable {
    package var category: String?
    package var note: String?
    /// ZZ23-23: the petitioner wants no revisit; lets a matter be archived that waits for one.
    package var noRevisitWanted: Bool?

    package init(category: String? = nil, note: String? = nil, noRevisitWanted: Bool? = nil) {
        self.category = category
        self.note = note
        self.noRevisitWanted = noRevisitWanted
    }
}

/// 关联: the matter repeats an earlier one (ZZ23-9.6).
package struct LinkMatter: Codable, Hashable, Sendable {
    /// A ticket of the earlier matter, of this node or a mirror.
    package var relatedTo: TicketID
    package init(relatedTo: TicketID) { self.relatedTo = relatedTo }
}

/// 更正 what was taken down wrongly; nil = as it is.
package struct Correct: Codable, Hashable, Sendable {
    package var kind: MatterKind?
    package var emergency: Bool?
    package var massOutage: Bool?
    package var title: String?
    package var content: String?
    package var place: String?
    package var occurredAt: String?
    package var category: String?
    package var reason: String

    package init(
        kind: MatterKind? = nil, emergency: Bool? = nil, massOutage: Bool? = nil, title: String? = nil,
        content: String? = nil, place: String? = nil, occurredAt: String? = nil, category: String? = nil, reason: String
    ) {
        self.kind = kind
        self.emergency = emergency
        self.massOutage = massOutage
        self.title = title
        self.content = content
        self.place = place
        self.occurredAt = occurredAt
        self.category = category
        self.reason = reason
    }

    /// The matter with the corrections made.
    func corrected(_ matter: Matter) -> Matter {
        var matter = matter
        matter.kind = kind ?? matter.kind
        matter.emergency = emergency ?? matter.emergency
        matter.massOutage = massOutage ?? matter.massOutage
        matter.title = title ?? matter.title
        matter.content = content ?? matter.content
        matter.place = place ?? matter.place
        matter.occurredAt = occurredAt ?? matter.occurredAt
        matter.category = category ?? matter.category
        return matter
    }
}

/// 督办 of an own ticket (ZZ23-31).
package struct Supervise: Codable, Hashable, Sendable {
    /// The means' code in the rule book.
    package var means: String
    package var assignment: AssignmentID?
    package var text: String
    /// The leader who approved it, where the means takes one.
    package var approvedBy: String?
    /// The trigger of the proposal that this takes up.
    package var trigger: String?
    /// When the answer is due; nil = as the rule book says.
    package var answerDue: Day?

    package init(
        means: String, assignment: AssignmentID? = nil, text: String, approvedBy: String? = nil,
        trigger: String? = nil, answerDue: Day? = nil
    ) {
        self.means = means
        self.assignment = assignment
        self.text = text
        self.approvedBy = approvedBy
        self.trigger = trigger
        self.answerDue = answerDue
    }
}

/// 督办反馈 on an own ticket's supervision.
package struct AnswerSupervision: Codable, Hashable, Sendable {
    package var supervision: String
    package var text: String
    package var signedBy: String?

    package init(supervision: String, text: String, signedBy: String? = nil) {
        self.supervision = supervision
        self.text = text
        self.signedBy = signedBy
    }
}

/// Puts a proposed supervision aside.
package struct DismissProposal: Codable, Hashable, Sendable {
    package var trigger: String
    package var reason: String

    package init(trigger: String, reason: String) {
        self.trigger = trigger
        self.reason = reason
    }
}

/// 答复督办.
package struct AnswerDirective: Codable, Hashable, Sendable {
    package var directive: String
    package var text: String

    package init(directive: String, text: String) {
        self.directive = directive
        self.text = text
    }
}

/// 提级督办: asks the node above to supervise.
package struct Escalate: Codable, Hashable, Sendable {
    package var reason: String
    package init(reason: String) { self.reason = reason }
}

/// Lets the parked messages of an assignment go on without the one that never came.
package struct SkipOrdinal: Codable, Hashable, Sendable {
    package var assignment: AssignmentID
    package var ordinal: Int
    package var reason: String

    package init(assignment: AssignmentID, ordinal: Int, reason: String) {
        self.assignment = assignment
        self.ordinal = ordinal
        self.reason = reason
    }
}

/// A state of one of our own tickets that a mirror holds and we lost in a restore.
package struct Recover: Codable, Hashable, Sendable {
    package var ticket: Ticket
    package var from: NodeCode

    package init(ticket: Ticket, from: NodeCode) {
        self.ticket = ticket
        self.from = from
    }
}
