/// 标记: what a line of a list tells of a ticket at a glance, and what lists are filtered by.
package enum TicketMark: String, Codable, Hashable, Sendable, CaseIterable {
    /// A share was sent back.
    case returned
    /// More time was granted.
    case extended
    /// Ordered to be done again.
    case redone
    /// Supervised by the hotline or from above.
    case supervised
    /// Repeats an earlier matter.
    case `repeat`
    case confidential
    case emergency
    /// 大面积停水、停电、停气、停热及环境污染.
    case massOutage
    /// Kept on the books (挂账).
    case deferred
    /// A limit passed at some time (逾期标记).
    case passed
    /// A request for more time waits for its decision.
    case extensionAsked
    /// A request to keep it on the books waits for its decision.
    case deferralAsked
    /// A proposed supervision waits for a person.
    case proposed
    /// A supervision from above waits for its answer.
    case directive

    /// As operators read it.
    package var displayName: String {
        switch self {
        case .returned: "退回"
        case .extended: "延期"
        case .redone: "重办"
        case .supervised: "督办"
        case .repeat: "重复"
        case .confidential: "保密"
        case .emergency: "突发"
        case .massOutage: "大面积停供"
        case .deferred: "挂账"
        case .passed: "曾逾期"
        case .extensionAsked: "申请延期"
        case .deferralAsked: "申请挂账"
        case .proposed: "建议督办"
        case .directive: "上级督办待复"
        }
    }

    /// Where it stands in stored numbers: never to be changed.
    fileprivate var bit: Int {
        switch self {
        case .returned: 0
        case .extended: 1
        case .redone: 2
        case .supervised: 3
        case .repeat: 4
        case .confidential: 5
        case .emergency: 6
        case .massOutage: 7
        case .deferred: 8
        case .passed: 9
        case .extensionAsked: 10
        case .deferralAsked: 11
        case .proposed: 12
        case .directive: 13
        }
    }
}

/// What lists find a ticket by, in one number: its marks, the states of its shares, its last rating. A list of a
/// million tickets is filtered by it without reading one of them.
package struct TicketTraits: OptionSet, Hashable, Sendable {
    package let rawValue: Int64

    package init(rawValue: Int64) { self.rawValue = rawValue }

    package init(_ mark: TicketMark) { self.init(rawValue: 1 << mark.bit) }

    /// A share stands so.
    package init(_ state: AssignmentState) { self.init(rawValue: 1 << (16 + state.bit)) }

    /// The petitioner's last rating.
    package init(_ rating: Revisit.Rating) { self.init(rawValue: 1 << (32 + rating.bit)) }

    /// The marks among them, in their order.
    package var marks: [TicketMark] { TicketMark.allCases.filter { contains(TicketTraits($0)) } }
}

extension AssignmentState {
    /// Where it stands in stored numbers: never to be changed.
    fileprivate var bit: Int {
        switch self {
        case .dispatched: 0
        case .signed: 1
        case .returnAsked: 2
        case .returned: 3
        case .deferred: 4
        case .submitted: 5
        case .completed: 6
        case .withdrawn: 7
        case .closed: 8
        }
    }
}

extension Revisit.Rating {
    /// Where it stands in stored numbers: never to be changed.
    fileprivate var bit: Int {
        switch self {
        case .satisfied: 0
        case .unsatisfied: 1
        case .unanswered: 2
        }
    }
}

extension Ticket {
    /// What lists find it by.
    package var traits: TicketTraits {
        var traits = TicketTraits()
        for mark in TicketMark.allCases where has(mark) { traits.insert(TicketTraits(mark)) }
        for assignment in assignments { traits.insert(TicketTraits(assignment.state)) }
        if let last = revisits.last { traits.insert(TicketTraits(last.rating)) }
        return traits
    }

    private func has(_ mark: TicketMark) -> Bool {
        switch mark {
        case .returned: state == .returned || assignments.contains { $0.state == .returned }
        case .extended: assignments.contains { $0.extensions.approved > 0 }
        case .redone: assignments.contains { $0.round > 1 }
        case .supervised: !supervisions.isEmpty || !directives.isEmpty
        case .repeat: relatedTo != nil
        case .confidential: petitioner.confidential
        case .emergency: matter.emergency
        case .massOutage: matter.massOutage == true
        case .deferred: assignments.contains { $0.state == .deferred }
        case .passed: !overdue.isEmpty
        case .extensionAsked: openAssignments.contains { $0.extensions.pending != nil }
        case .deferralAsked: openAssignments.contains { $0.deferral?.isPending == true }
        case .proposed: proposals.contains { $0.settledAt == nil }
        case .directive: directives.contains { $0.answer == nil }
        }
    }
}
