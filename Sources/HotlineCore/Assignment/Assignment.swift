package import WorkCalendar

/// Who handles a share: a unit of this node or a peer node below. The only difference is who answers.
package enum Assignee: Hashable, Sendable {
    case unit(UnitID)
    case node(NodeCode)

    /// The peer node, where it is one.
    package var node: NodeCode? {
        if case .node(let code) = self { code } else { nil }
    }

    /// The unit, where it is one.
    package var unit: UnitID? {
        if case .unit(let id) = self { id } else { nil }
    }
}

extension Assignee: Codable {
    private enum CodingKeys: String, CodingKey { case unit, node }

    /// Reads `{"unit": …}` or `{"node": …}`.
    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        if let unit = try container.decodeIfPresent(UnitID.self, forKey: .unit) {
            self = .unit(unit)
        } else {
            self = .node(try container.decode(NodeCode.self, forKey: .node))
        }
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        switch self {
        case .unit(let unit): try container.encode(unit, forKey: .unit)
        case .node(let node): try container.encode(node, forKey: .node)
        }
    }
}

/// 主办、会办: the assignee's part in the matter (ZZ23-10.3, 10.4).
package enum AssignmentRole: String, Codable, Hashable, Sendable, CaseIterable {
    case sole, lead, assisting

    /// As operators read it.
    package var displayName: String {
        switch self {
        case .sole: "承办"
        case .lead: "主办"
        case .assisting: "会办"
        }
    }
}

/// Where an assignment stands, seen by assigner and assignee alike.
package enum AssignmentState: String, Codable, Hashable, Sendable, CaseIterable {
    case dispatched, signed, returnAsked, returned
    /// 挂账 (ZZ23-18): signed, and kept on the books until it is struck off.
    case deferred
    case submitted, completed, withdrawn
    /// The assigner archived the whole matter.
    case closed

    /// Somebody still has to act on it.
    package var isOpen: Bool {
        switch self {
        case .dispatched, .signed, .returnAsked, .deferred, .submitted: true
        case .returned, .completed, .withdrawn, .closed: false
        }
    }

    /// Nothing will follow on it; a completed one can still be redone.
    package var isOver: Bool {
        switch self {
        case .returned, .withdrawn, .closed: true
        case .dispatched, .signed, .returnAsked, .deferred, .submitted, .completed: false
        }
    }

    /// As operators read it.
    package var displayName: String {
        switch self {
        case .dispatched: "待签收"
        case .signed: "办理中"
        case .returnAsked: "退回待审核"
        case .returned: "已退回"
        case .deferred: "挂账"
        case .submitted: "办结待审核"
        case .completed: "已办结"
        case .withdrawn: "已撤回"
        case .closed: "已归档"
        }
    }
}

/// 派单 as its assigner sees it: one unit's or one peer node's share of the ticket.
package struct Assignment: Codable, Hashable, Sendable {
    package var id: AssignmentID
    package var assignee: Assignee
    package var role: AssignmentRole
    /// 1, after a redo 2, …
    package var round: Int
    package var state: AssignmentState
    package var dispatchedAt: Moment
    /// What the dispatcher wrote to the assignee.
    package var note: String?
    package var signLimit: Limit?
    package var handlingLimit: Limit?
    package var signedAt: Moment?
    package var signedLate: Bool
    /// When the assignee first received the matter, in round 1: a redo may count from here (JY24-14.1).
    package var firstReceivedAt: Moment?
    /// The lower node's own ticket, once it signed.
    package var below: SignedBelow?
    package var returnRequest: ReturnRequest?
    /// 延期申请 of this round, in order.
    @Listed package var extensions: [ExtensionRequest]
    package var deferral: Deferral?
    /// The unit was decided after a dispute: it cannot return the share (ZZ23-15).
    package var settlement: Settlement?
    /// A returned share for which a new dispatch was made.
    package var replaced: Bool
    /// 交办科室 within the unit, in order.
    @Listed package var forwards: [Forwarding]
    package var progress: [ProgressNote]
    package var contacts: [ContactAttempt]
    package var completion: Completion?
    package var completedAt: Moment?
    /// ZZ23-16b: completed, and approved after the limit.
    package var completedLate: Bool
    /// Ordinal of the last order sent to the assignee node; 0 for units.
    package var sent: Int
    /// Highest contiguous ordinal of its reports that was applied.
    package var received: Int
    /// Ordinals up to there that an operator gave up, in order; nil where none was.
    package var skipped: [Int]?

    /// The last day of the time that was granted on it, by deferral or extension; nil where none was.
    var grantedUntil: Day? {
        if let deferral, deferral.decision?.approved == true { return deferral.until }
        return extensions.last { $0.decision?.approved == true }?.until
    }
}

/// 退回申请.
package struct ReturnRequest: Codable, Hashable, Sendable {
    /// The reason's code in the rule book (ZZ23-12).
    package var reason: String
    /// 理由
    package var explanation: String
    /// 依据
    package var basis: String?
    /// 转办建议 (JY24-13.1b).
    package var suggestion: String?
    /// The knowledge entry that answers the matter (ZZ23-12.2).
    package var knowledge: DirectAnswer.KnowledgeEntry?
    /// When the visit to the place found it out (ZZ23-12.6).
    package var foundAt: Moment?
    package var askedAt: Moment
    /// Asked after the window, where that counts as overdue instead of being refused (JY24-13.1b).
    package var late: Bool
    package var decision: Decision?
    /// Where the approved return went (ZZ23-13).
    package var outcome: RuleBook.Returns.Outcome?
}

/// 疑难复杂事项 whose unit was decided after opinions were sought (ZZ23-15, JY24-13.1).
package struct Settlement: Codable, Hashable, Sendable {
    /// Who decided.
    package var decidedBy: String
    /// 征求意见: of the business department, the establishment office, the justice bureau.
    package var opinions: [Opinion]

    /// One authority's view.
    package struct Opinion: Codable, Hashable, Sendable {
        package var by: String
        package var text: String

        package init(by: String, text: String) {
            self.by = by
            self.text = text
        }
    }

    package init(decidedBy: String, opinions: [Opinion] = []) {
        self.decidedBy = decidedBy
        self.opinions = opinions
    }
}

/// An assigner's word on a request.
package struct Decision: Codable, Hashable, Sendable {
    package var approved: Bool
    /// Reasons of a refusal; required there.
    package var reasons: String?
    package var by: Actor
    package var at: Moment
}

/// 办理进度.
package struct ProgressNote: Codable, Hashable, Sendable {
    package var text: String
    package var at: Moment
    package var by: Actor
    /// Where it came by another channel and was taken down afterwards.
    package var elsewhere: ReportedElsewhere?
}

/// An attempt to reach the petitioner (ZZ23-21.2).
package struct ContactAttempt: Codable, Hashable, Sendable {
    package var means: String
    package var reached: Bool
    package var note: String?
    package var at: Moment
    package var by: Actor
    /// Where it came by another channel and was taken down afterwards.
    package var elsewhere: ReportedElsewhere?

    /// When it was made, whenever it was taken down.
    package var madeAt: Moment { elsewhere?.occurredAt ?? at }
}

/// 办结申请 and what was decided on it.
package struct Completion: Codable, Hashable, Sendable {
    package var form: CompletionForm
    package var submittedAt: Moment
    package var by: Actor
    /// The assignee had not seen the assigner's last order (a supplement, say) when it submitted.
    package var crossed: Bool
    package var decision: Decision?
}
