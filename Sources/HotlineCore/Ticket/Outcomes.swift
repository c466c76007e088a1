package import WorkCalendar

/// 不予受理 with its reason of the rule book and the guidance given (ZZ23-9, JY24-10).
package struct IntakeRefusal: Codable, Hashable, Sendable {
    package var reason: String
    package var guidance: String

    package init(reason: String, guidance: String) {
        self.reason = reason
        self.guidance = guidance
    }
}

/// 转接 to a line that is competent, such as 110.
package struct Transfer: Codable, Hashable, Sendable {
    package var to: String
    package var note: String?

    package init(to: String, note: String? = nil) {
        self.to = to
        self.note = note
    }
}

/// 直接答复 and the knowledge entry that was used (ZZ23-10.1).
package struct DirectAnswer: Codable, Hashable, Sendable {
    /// An entry of the knowledge base, named by id and title.
    package struct KnowledgeEntry: Codable, Hashable, Sendable {
        package var id: String
        package var title: String
        /// When it was published; one younger than the ticket is no ground for a return (ZZ23-14.6).
        package var publishedOn: Day?

        package init(id: String, title: String, publishedOn: Day? = nil) {
            self.id = id
            self.title = title
            self.publishedOn = publishedOn
        }
    }

    /// What the petitioner was told.
    package var text: String
    /// The entry that was used, where one was.
    package var knowledge: KnowledgeEntry?

    package init(text: String, knowledge: KnowledgeEntry? = nil) {
        self.text = text
        self.knowledge = knowledge
    }
}

/// 回访: how the petitioner rated the handling (ZZ23-23).
package struct Revisit: Codable, Hashable, Sendable {
    /// 评价.
    package enum Rating: String, Codable, Hashable, Sendable, CaseIterable {
        /// 满意
        case satisfied
        /// 不满意
        case unsatisfied
        /// 未作评价 (JY24-14.1: taken as basically satisfied)
        case unanswered
    }

    /// 1 = the rating of the first handling, 2 = after the redo.
    package var round: Int
    package var rating: Rating
    /// 是否告知处置结果
    package var wasTold: Bool?
    /// 是否依法依规合理解决
    package var wasSolved: Bool?
    /// Why unsatisfied.
    package var reason: String?
    /// The exception of the rule book that keeps an unsatisfied matter from redo (ZZ23-24).
    package var exception: String?
    /// The earlier ticket whose duty-performed opinion stands for this one too (ZZ23-27).
    package var opinionOf: TicketID?
    /// 话务服务评价
    package var callService: Rating?
    package var at: Moment
    package var by: Actor
}

/// 更正 of what was taken down wrongly: what stood there before.
package struct Correction: Codable, Hashable, Sendable {
    package var before: Matter
    package var reason: String
    package var at: Moment
    package var by: Actor
}

/// 撤回 by the petitioner (ZZ23-22.3) or, for an ordered ticket, by the assigner.
package struct Withdrawal: Codable, Hashable, Sendable {
    package var reason: String
    package var at: Moment
    /// The node above that withdrew it.
    package var fromAbove: Bool

    package init(reason: String, at: Moment, fromAbove: Bool) {
        self.reason = reason
        self.at = at
        self.fromAbove = fromAbove
    }
}

/// 归档 (JY24-15), by class.
package struct Archiving: Codable, Hashable, Sendable {
    package var category: String?
    package var note: String?
    package var at: Moment

    package init(category: String? = nil, note: String? = nil, at: Moment) {
        self.category = category
        self.note = note
        self.at = at
    }
}

/// A message that arrived after the matter had moved on: on record, without effect.
package struct LateMessage: Codable, Hashable, Sendable {
    /// Which way the message went, seen from this node.
    package enum Direction: String, Codable, Hashable, Sendable {
        /// It came to this node.
        case received
        /// It was sent from here and crossed a decision from above.
        case sent
    }

    /// The assignment it spoke of.
    package var assignment: AssignmentID
    /// Whether it came or went.
    package var direction: Direction
    /// Its place in the assignment and direction, and the round it spoke of.
    package var ordinal: Int
    package var round: Int
    /// The message's name, `completion.submitted`.
    package var message: String
    package var why: Lateness
    package var at: Moment
}

/// Why a message was late.
package enum Lateness: String, Codable, Hashable, Sendable, CaseIterable {
    case olderRound, withdrawn, returned, completed, closed, superseded
    /// An operator had given it up, and the assignment went on without it.
    case skipped
    /// The ticket had no room for it; its text stays on the sender's timeline.
    case full

    /// As operators read it.
    package var displayName: String {
        switch self {
        case .olderRound: "属于以前的办理轮次"
        case .withdrawn: "派单已撤回"
        case .returned: "派单已退回"
        case .completed: "派单已办结"
        case .closed: "工单已归档"
        case .superseded: "已有在后的决定"
        case .skipped: "等待时已被跳过"
        case .full: "工单内容已满，未记入"
        }
    }
}

/// What was found after a restore: the state taken back, and the one that lost.
package struct Recovery: Codable, Hashable, Sendable {
    package var from: NodeCode
    package var generation: Int64
    package var revision: Int64
    /// The revision, state and digest-worthy summary of the losing variant, where there was one.
    package var lost: LostVariant?
    package var at: Moment

    /// Our own state that the mirror's replaced.
    package struct LostVariant: Codable, Hashable, Sendable {
        package var generation: Int64
        package var revision: Int64
        package var state: TicketState
        package var changedAt: Moment

        /// What is kept of a state that lost.
        package init(_ ticket: Ticket) {
            generation = ticket.generation
            revision = ticket.revision
            state = ticket.state
            changedAt = ticket.changedAt
        }
    }
}
