/// Who may take which command: a table role × command.
package enum Authority {
    /// The roles that may take a command.
    package static func roles(for verb: Verb) -> Set<Role> { table[verb] ?? [] }

    /// Whether a role may take a command.
    package static func admits(_ role: Role, _ verb: Verb) -> Bool { roles(for: verb).contains(role) }

    private static let table = Dictionary(uniqueKeysWithValues: Verb.allCases.map { ($0, granted($0)) })

    private static func granted(_ verb: Verb) -> Set<Role> {
        switch verb {
        // A neighbouring system hands matters over by a token of its own (JY24-20c).
        case .register: [.operator, .dispatcher, .reviewer, .admin, .system]
        case .supplement, .withdraw, .link: [.operator, .dispatcher, .reviewer, .admin]
        case .attach: [.unit, .operator, .dispatcher, .reviewer, .supervisor, .admin]
        case .accept, .refuse, .transfer, .answer: [.operator, .dispatcher, .admin]
        case .dispatch: [.dispatcher, .admin]
        case .revisit, .redo, .archive: [.reviewer, .admin]
        case .approveReturn, .refuseReturn: [.dispatcher, .reviewer, .admin]
        case .approveCompletion, .refuseCompletion: [.reviewer, .admin]
        // A unit on its own assignments; the hotline on an order from above, and for a unit that cannot reach the
        // system (ZZ23-40).
        case .sign, .forward, .askReturn, .progress, .contact, .complete:
            [.unit, .operator, .dispatcher, .reviewer, .admin]
        case .extend, .defer, .strikeOff, .contest: [.unit, .operator, .dispatcher, .reviewer, .admin]
        case .approveExtension, .refuseExtension, .approveDeferral, .refuseDeferral: [.dispatcher, .reviewer, .admin]
        case .decideContest: [.reviewer, .supervisor, .admin]
        case .correct: [.operator, .dispatcher, .reviewer, .admin]
        case .supervise, .dismissProposal: [.supervisor, .admin]
        case .answerSupervision: [.unit, .supervisor, .dispatcher, .admin, .peer]
        case .receiveOrder, .instruction, .report, .directive: [.peer]
        case .answerDirective, .escalate: [.supervisor, .reviewer, .admin]
        case .skipOrdinal: [.admin]
        case .recover, .timer: [.system]
        }
    }

    /// Why an actor may not take a command at all; nil where the role may.
    package static func refusal(_ actor: Actor, _ verb: Verb) -> Refusal? {
        let roles = roles(for: verb)
        guard !roles.contains(actor.role) else { return nil }
        let names = Role.allCases.filter(roles.contains).map(\.displayName).joined(separator: "、")
        return Refusal(
            .notAuthorised, "\(actor.role.displayName)不能\(verb.displayName)", cure: "由\(names)办理")
    }

    /// Why an actor may not act on an assignment of this node's own.
    package static func refusal(_ actor: Actor, _ verb: Verb, on assignment: Assignment) -> Refusal? {
        guard assigneeVerbs.contains(verb) else { return nil }
        switch assignment.assignee {
        case .node(let node):
            return Refusal(
                .notAuthorised, "该派单由下级节点\(node)办理", cure: "等待\(node)的反馈，或通过督办催办")
        case .unit(let unit):
            guard actor.role == .unit, actor.unit != unit else { return nil }
            return Refusal(.notAuthorised, "该派单不属于本单位", cure: "由承办单位\(unit)办理")
        }
    }

    /// Why an actor may not act on the order that this node received.
    package static func refusalOnOrder(_ actor: Actor, _ verb: Verb) -> Refusal? {
        guard actor.role == .unit else { return nil }
        return Refusal(.notAuthorised, "上级派单由本级热线反馈", cure: "由本级热线人员\(verb.displayName)")
    }

    /// What the assignee does, as against the assigner.
    private static let assigneeVerbs: Set<Verb> = [
        .sign, .forward, .askReturn, .progress, .contact, .complete, .extend, .defer, .strikeOff, .contest,
    ]
}

extension Role {
    /// As operators read it.
    package var displayName: String {
        switch self {
        case .operator: "坐席"
        case .dispatcher: "派单员"
        case .unit: "承办单位"
        case .reviewer: "审核回访员"
        case .supervisor: "督办员"
        case .knowledge: "知识库专员"
        case .auditor: "监督人员"
        case .admin: "管理员"
        case .peer: "节点"
        case .system: "系统"
        }
    }
}

extension Deciding {
    func authorise(_ verb: Verb) throws(Refusal) {
        if let refusal = Authority.refusal(context.actor, verb) { throw refusal }
    }
}
