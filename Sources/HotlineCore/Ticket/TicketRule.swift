/// The table of a ticket's life: in which states a command is allowed, for own tickets and for ordered ones.
///
/// It is total: what a row does not list is refused, with the reason worked out here. Further conditions of a command
/// (fields, open assignments, limits) stand with its effect in `Decide`.
package struct TicketRule: Sendable {
    /// How an order from above changes a row.
    package enum WhenOrdered: Sendable {
        /// As for own tickets.
        case same
        /// The node above decides; what to do instead.
        case forbidden(cure: String)
        /// Only once the order was returned or withdrawn.
        case onlyWhenOver(cure: String)
    }

    /// The command that the row is about.
    package var verb: Verb
    /// The states of an own ticket that allow it.
    package var allowed: [TicketState]
    /// Where it leads; empty = the ticket stays where it is.
    package var leadsTo: [TicketState]
    /// What an order from above makes of it.
    package var whenOrdered: WhenOrdered
    /// The article that the row rests on.
    package var article: String?

    /// The whole table; one row a command.
    package static let table: [TicketRule] = [
        row(.accept, to: [.accepted], [.registered], "泽政办函〔2023〕11号第七条"),
        row(.refuse, to: [.refused], [.registered, .accepted], "泽政办函〔2023〕11号第九条",
            .forbidden(cure: "上级派单不能直接不予受理，请申请退回")),
        row(.transfer, to: [.transferred], [.registered, .accepted], "泽政办函〔2023〕11号第九条第二项",
            .forbidden(cure: "上级派单不能直接转接，请申请退回")),
        row(.answer, to: [.answered, .reported], [.registered, .accepted], "泽政办函〔2023〕11号第十条第一项"),
        row(.dispatch, to: [.handling], [.registered, .accepted, .handling, .answered], "泽政办函〔2023〕11号第十条、第十一条"),
        row(.supplement, to: [], [.registered, .accepted, .handling, .revisiting, .reported], nil),
        row(.attach, to: [], TicketState.allCases.filter { $0 != .archived }, "泽政办函〔2023〕11号第二十条"),
        row(.correct, to: [], [.registered, .accepted, .handling], nil,
            .forbidden(cure: "请上级节点更正，或补充说明")),
        row(.supervise, to: [], [.registered, .accepted, .handling, .answered, .revisiting, .revisited, .reported],
            "泽政办函〔2023〕11号第三十一条"),
        row(.answerSupervision, to: [], [.registered, .accepted, .handling, .answered, .revisiting, .revisited,
            .reported, .withdrawn, .returned], "泽政办函〔2023〕11号第三十一条第三项"),
        row(.dismissProposal, to: [], [.registered, .accepted, .handling, .answered, .revisiting, .revisited, .reported,
            .withdrawn, .returned], "济管办〔2024〕23号第二十五条"),
        row(.withdraw, to: [.withdrawn], [.registered, .accepted, .handling], "泽政办函〔2023〕11号第二十二条第三项",
            .forbidden(cure: "请将撤回情况作为办理结果申请办结，由上级决定（第二十二条第四项）")),
        row(.revisit, to: [.revisited], [.revisiting, .answered], "泽政办函〔2023〕11号第二十三条",
            .forbidden(cure: "回访由受理热线进行，本级只接收评价和重办")),
        row(.redo, to: [.handling], [.revisited], "泽政办函〔2023〕11号第二十四条、第二十五条",
            .forbidden(cure: "重办由受理热线决定")),
        row(.archive, to: [.archived],
            [.refused, .transferred, .answered, .revisiting, .revisited, .returned, .withdrawn],
            "济管办〔2024〕23号第十五条", .onlyWhenOver(cure: "等待派单节点办结归档")),
        row(.link, to: [], TicketState.allCases.filter { $0 != .archived }, "泽政办函〔2023〕11号第九条第六项"),
    ]

    /// The row of a command; nil for commands that are addressed to assignments or come from other nodes.
    package static func row(for verb: Verb) -> TicketRule? { table.first { $0.verb == verb } }

    /// Why the command is closed for this ticket by the table; nil where it is open.
    package func refusal(for ticket: Ticket) -> Refusal? {
        if ticket.state == .archived { return .archived(verb) }
        if let order = ticket.order {
            switch whenOrdered {
            case .same: break
            case .forbidden(let cure):
                return .boundByOrder(verb, order, cure: cure)
            case .onlyWhenOver(let cure):
                if !order.state.isOver { return .boundByOrder(verb, order, cure: cure) }
            }
        }
        guard !allowed.contains(ticket.state) else { return nil }
        let states = allowed.map(\.displayName).joined(separator: "、")
        return Refusal(
            .notNow, "工单\(ticket.state.displayName)，不能\(verb.displayName)", article: article,
            cure: "仅在\(states)时可以\(verb.displayName)")
    }

    private static func row(
        _ verb: Verb, to leadsTo: [TicketState], _ allowed: [TicketState], _ article: String?,
        _ whenOrdered: WhenOrdered = .same
    ) -> TicketRule {
        TicketRule(verb: verb, allowed: allowed, leadsTo: leadsTo, whenOrdered: whenOrdered, article: article)
    }
}

extension Refusal {
    static func archived(_ verb: Verb) -> Refusal {
        Refusal(
            .archived, "工单已归档，不能\(verb.displayName)", article: "济管办〔2024〕23号第十五条",
            cure: "归档内容不可更改；新情况请另行登记并关联")
    }

    static func boundByOrder(_ verb: Verb, _ order: ReceivedOrder, cure: String) -> Refusal {
        Refusal(.boundByOrder, "工单由\(order.assigner)派单，本级不能\(verb.displayName)", cure: cure)
    }
}
