/// What leads a ticket from one state to another beside the commands of ``TicketRule``: its shares, the node above.
package struct TicketMove: Sendable {
    /// The states that it leads from, and where to.
    package var from: [TicketState]
    package var to: TicketState
    /// The change that brings it about.
    package var change: String
    /// What happened, as operators read it.
    package var title: String
    package var article: String?

    /// The whole table; checked by random walks, as the rules are.
    package static let table: [TicketMove] = [
        move([.registered], .accepted, "ticket.accepted", "对上级派单反馈，视为受理", "泽政办函〔2023〕11号第七条"),
        move([.handling], .revisiting, "ticket.handled", "全部派单办结", "泽政办函〔2023〕11号第二十八条"),
        move([.handling], .accepted, "return.approved", "退回经同意，无人在办", "泽政办函〔2023〕11号第十三条"),
        move([.handling], .accepted, "completion.approved", "其余派单办结，退回的待再次派单",
            "泽政办函〔2023〕11号第十三条"),
        move([.handling], .accepted, "completion.submitted", "会办完成，退回的待再次派单",
            "泽政办函〔2023〕11号第十三条"),
        move([.accepted, .handling], .reported, "order.reported", "结果上报",
            "济管办〔2024〕23号第十三条第四项"),
        move([.registered, .accepted], .returned, "order.return.approved", "上级同意退回",
            "泽政办函〔2023〕11号第十三条"),
        move([.reported], .handling, "order.completion.refused", "上级不同意办结", "泽政办函〔2023〕11号第二十八条"),
        move([.reported], .accepted, "order.completion.refused", "上级不同意办结，待派单",
            "泽政办函〔2023〕11号第二十八条"),
        move([.reported], .handling, "order.redo.received", "上级要求重办", "泽政办函〔2023〕11号第二十五条"),
        move([.reported], .accepted, "order.redo.received", "上级要求重办，待派单", "泽政办函〔2023〕11号第二十五条"),
        move([.reported], .handling, "order.deferral.approved", "上级列入挂账", "泽政办函〔2023〕11号第十八条"),
        move([.reported], .accepted, "order.deferral.approved", "上级列入挂账，待派单", "泽政办函〔2023〕11号第十八条"),
        move([.registered, .accepted, .handling, .reported], .withdrawn, "ticket.withdrawn", "上级撤回",
            "泽政办函〔2023〕11号第二十二条第三项"),
        move([.reported], .archived, "ticket.archived", "上级归档", "济管办〔2024〕23号第十五条"),
    ]

    private static func move(
        _ from: [TicketState], _ to: TicketState, _ change: String, _ title: String, _ article: String?
    ) -> TicketMove {
        TicketMove(from: from, to: to, change: change, title: title, article: article)
    }
}
