import HotlineCore
import NodeCore
import WorkCalendar

/// Somebody at a desk: what comes to their mind about a ticket. The core says what of it may be done.
struct Clerk {
    let core: NodeCore

    /// Whether anything is still to be done about a ticket here.
    static func isOpen(_ ticket: Ticket) -> Bool {
        switch ticket.state {
        case .archived: false
        case .reported: ticket.order?.state.isOver ?? false
        default: true
        }
    }

    /// Commands in the order in which they are tried.
    func thoughts(on ticket: Ticket, _ dice: inout Dice) -> [Command] {
        var commands: [Command] = []
        if dice.below(20) == 0 { commands.append(whim(ticket, &dice)) }
        if let order = ticket.order, !order.state.isOver { commands += answers(to: order, ticket, &dice) }
        switch ticket.state {
        case .registered: commands += [.accept(Accept())]
        case .accepted: commands += [dispatch(&dice)]
        case .handling: commands += ticket.openAssignments.flatMap { step(on: $0, &dice) }
        case .revisiting: commands += [revisit(&dice)]
        case .revisited: commands += [.redo(OrderRedo(reasons: "诉求人不满意")), .archive(Archive())]
        case .refused, .transferred, .answered, .returned, .withdrawn: commands += [.archive(Archive())]
        case .reported, .archived: break
        }
        return commands
    }

    /// What nobody had to do.
    private func whim(_ ticket: Ticket, _ dice: inout Dice) -> Command {
        switch dice.below(4) {
        case 0: .supplement(AddSupplement(text: "诉求人又来电补充"))
        case 1: .withdraw(Withdraw(reason: "诉求人要求撤回"))
        case 2: dispatch(&dice)
        default: .archive(Archive())
        }
    }

    /// Towards the node above that ordered the ticket.
    private func answers(to order: ReceivedOrder, _ ticket: Ticket, _ dice: inout Dice) -> [Command] {
        func report(_ command: AssignmentCommand) -> Command { .assignment(order.assignment, command) }
        switch order.state {
        case .dispatched where dice.below(15) == 0: return [report(Self.askReturn), report(.sign(Sign()))]
        case .dispatched: return [report(.sign(Sign()))]
        case .signed where !ticket.assignments.isEmpty && ticket.openAssignments.isEmpty:
            return [report(.complete(Complete(form: Self.form)))]
        case .signed where dice.below(10) == 0: return [report(.progress(Progress(text: "正在办理")))]
        default: return []
        }
    }

    private func dispatch(_ dice: inout Dice) -> Command {
        let units = Shape.units.keys.sorted()
        let lower = core.settings.lowerNodes
        var shares: [Dispatch.Share] = []
        if dice.below(3) > 0, let node = dice.one(of: lower) {
            shares.append(Dispatch.Share(assignee: .node(node)))
        } else if let unit = dice.one(of: units) {
            shares.append(Dispatch.Share(assignee: .unit(unit)))
        }
        return .dispatch(Dispatch(shares))
    }

    /// On a share: as its unit, or as the hotline that gave it.
    private func step(on assignment: Assignment, _ dice: inout Dice) -> [Command] {
        func act(_ command: AssignmentCommand) -> Command { .assignment(assignment.id, command) }
        switch assignment.state {
        case .submitted:
            return [act(dice.below(8) == 0 ? Self.refuseCompletion : .approveCompletion(Approve()))]
        case .returnAsked:
            return [act(dice.below(2) == 0 ? .approveReturn(ApproveReturn()) : Self.refuseReturn)]
        case .dispatched where assignment.assignee.unit != nil:
            return dice.below(15) == 0 ? [act(Self.askReturn), act(.sign(Sign()))] : [act(.sign(Sign()))]
        case .signed where assignment.assignee.unit != nil:
            return [act(.complete(Complete(form: Self.form)))]
        default: return []
        }
    }

    private func revisit(_ dice: inout Dice) -> Command {
        let isSatisfied = dice.below(6) > 0
        return .revisit(RecordRevisit(
            rating: isSatisfied ? .satisfied : .unsatisfied, wasTold: true, wasSolved: isSatisfied,
            reason: isSatisfied ? nil : "问题仍在"))
    }

    private static let askReturn = AssignmentCommand.askReturn(
        AskReturn(reason: "outsideScope", explanation: "不属于本级", basis: "职责清单"))

    private static let refuseCompletion = AssignmentCommand.refuseCompletion(Disapprove(reasons: "材料不全"))
    private static let refuseReturn = AssignmentCommand.refuseReturn(Disapprove(reasons: "属于职责范围"))

    private static let form = CompletionForm(
        handling: "现场处理", result: "已解决", handledAt: WorldOptions.start,
        reply: CompletionForm.Reply(at: WorldOptions.start, means: "电话", content: "已告知"))
}
