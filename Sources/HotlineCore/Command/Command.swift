/// Everything that can be asked of a ticket: by a person through the API, by a node through the inbox, or by rule.
package enum Command: Hashable, Sendable {
    // Commands that make a ticket.
    case register(Register)
    /// A node above dispatched a matter to this node.
    case receiveOrder(OrderMessage)

    // Commands on a ticket of this node.
    case accept(Accept)
    case refuse(Refuse)
    case transfer(HandOver)
    case answer(Answer)
    case dispatch(Dispatch)
    case supplement(AddSupplement)
    case attach(Attach)
    case withdraw(Withdraw)
    case revisit(RecordRevisit)
    case redo(OrderRedo)
    case archive(Archive)
    /// An earlier matter was found that this one repeats.
    case link(LinkMatter)
    case correct(Correct)
    case supervise(Supervise)
    case answerSupervision(AnswerSupervision)
    case dismissProposal(DismissProposal)
    /// On one of the ticket's assignments, or on the order that made the ticket.
    case assignment(AssignmentID, AssignmentCommand)

    // What other nodes say.
    /// A further order of the assigner above.
    case instruction(OrderMessage)
    /// A report of an assignee node below.
    case report(ReportMessage)
    case directive(Directive)
    /// An answer from below, for the record where this node owns the ticket.
    case answerDirective(AnswerDirective)
    /// Asks the level above to supervise.
    case escalate(Escalate)
    /// An operator gives up on a message that never came.
    case skipOrdinal(SkipOrdinal)
    /// A mirror's newer state after a restore.
    case recover(Recover)
    /// Something became due by the clock.
    case timer(TicketTimer)
}

/// Commands on one assignment. Addressed to the received order's id, those of the assignee report or ask upward.
package enum AssignmentCommand: Hashable, Sendable {
    case sign(Sign)
    case askReturn(AskReturn)
    case approveReturn(ApproveReturn)
    case refuseReturn(Disapprove)
    case progress(Progress)
    case contact(Contact)
    case forward(Forward)
    case complete(Complete)
    case approveCompletion(Approve)
    case refuseCompletion(Disapprove)
    case extend(AskExtension)
    case approveExtension(Approve)
    case refuseExtension(Disapprove)
    case `defer`(AskDeferral)
    case approveDeferral(Approve)
    case refuseDeferral(Disapprove)
    case strikeOff(StrikeOff)
    case contest(ContestRating)
    case decideContest(DecideContest)
}

extension Command {
    /// The kind of command, for tables and refusals.
    package var verb: Verb {
        switch self {
        case .register: .register
        case .receiveOrder: .receiveOrder
        case .accept: .accept
        case .refuse: .refuse
        case .transfer: .transfer
        case .answer: .answer
        case .dispatch: .dispatch
        case .supplement: .supplement
        case .attach: .attach
        case .withdraw: .withdraw
        case .revisit: .revisit
        case .redo: .redo
        case .archive: .archive
        case .link: .link
        case .correct: .correct
        case .supervise: .supervise
        case .answerSupervision: .answerSupervision
        case .dismissProposal: .dismissProposal
        case .assignment(_, let command): command.verb
        case .instruction: .instruction
        case .report: .report
        case .directive: .directive
        case .answerDirective: .answerDirective
        case .escalate: .escalate
        case .skipOrdinal: .skipOrdinal
        case .recover: .recover
        case .timer: .timer
        }
    }
}

extension AssignmentCommand {
    /// The kind of command, for tables and refusals.
    package var verb: Verb {
        switch self {
        case .sign: .sign
        case .askReturn: .askReturn
        case .approveReturn: .approveReturn
        case .refuseReturn: .refuseReturn
        case .progress: .progress
        case .contact: .contact
        case .forward: .forward
        case .complete: .complete
        case .approveCompletion: .approveCompletion
        case .refuseCompletion: .refuseCompletion
        case .extend: .extend
        case .approveExtension: .approveExtension
        case .refuseExtension: .refuseExtension
        case .defer: .defer
        case .approveDeferral: .approveDeferral
        case .refuseDeferral: .refuseDeferral
        case .strikeOff: .strikeOff
        case .contest: .contest
        case .decideContest: .decideContest
        }
    }
}

/// The commands without their fields; the raw value is the action's name in the API where it has one.
package enum Verb: String, Codable, Hashable, Sendable, CaseIterable {
    case register, accept, refuse, transfer, answer, dispatch, supplement, attach, withdraw, revisit, redo, archive
    case correct, link, supervise
    case answerSupervision = "answer-supervision"
    case dismissProposal = "dismiss-proposal"
    case sign
    case askReturn = "return"
    case approveReturn = "approve-return"
    case refuseReturn = "refuse-return"
    case forward, progress, contact, complete
    case approveCompletion = "approve-completion"
    case refuseCompletion = "refuse-completion"
    case extend
    case approveExtension = "approve-extension"
    case refuseExtension = "refuse-extension"
    case `defer`
    case approveDeferral = "approve-deferral"
    case refuseDeferral = "refuse-deferral"
    case strikeOff = "strike-off"
    case contest
    case decideContest = "decide-contest"
    case receiveOrder = "receive-order"
    case instruction, report, directive
    case answerDirective = "answer-directive"
    case escalate
    case skipOrdinal = "skip-ordinal"
    case recover
    case timer

    /// Addressed to an assignment rather than to the ticket.
    package var isOnAssignment: Bool { AssignmentRule.verbs.contains(self) }

    /// As operators read it.
    package var displayName: String {
        switch self {
        case .register: "登记"
        case .accept: "受理"
        case .refuse: "不予受理"
        case .transfer: "转接"
        case .answer: "直接答复"
        case .dispatch: "派单"
        case .supplement: "补充"
        case .attach: "添加附件"
        case .withdraw: "撤回"
        case .revisit: "回访"
        case .redo: "重办"
        case .archive: "归档"
        case .link: "关联"
        case .sign: "签收"
        case .askReturn: "申请退回"
        case .approveReturn: "同意退回"
        case .refuseReturn: "不同意退回"
        case .progress: "反馈进度"
        case .contact: "联系诉求人"
        case .forward: "交办科室"
        case .complete: "申请办结"
        case .approveCompletion: "同意办结"
        case .refuseCompletion: "不同意办结"
        case .extend: "申请延期"
        case .approveExtension: "同意延期"
        case .refuseExtension: "不同意延期"
        case .defer: "申请挂账"
        case .approveDeferral: "同意挂账"
        case .refuseDeferral: "不同意挂账"
        case .strikeOff: "销号"
        case .contest: "评价异议"
        case .decideContest: "甄别评价异议"
        case .correct: "更正"
        case .supervise: "督办"
        case .answerSupervision: "反馈督办"
        case .dismissProposal: "不予督办"
        case .receiveOrder: "接收上级派单"
        case .instruction: "上级指令"
        case .report: "下级反馈"
        case .directive: "上级督办"
        case .answerDirective: "答复督办"
        case .escalate: "提级督办"
        case .skipOrdinal: "跳过缺失消息"
        case .recover: "恢复"
        case .timer: "计时"
        }
    }
}
