/// Who may take which command: a table role × command.
package enum Authority {
    /// The roles that may take a command.
    package static func roles(for verb: Verb) -> Set<Role> {
        switch verb {
        case .register, .supplement, .withdraw: [.operator, .dispatcher, .reviewer, .admin]
        case .accept, .refuse, .transfer, .answer: [.operator, .dispatcher, .admin]
        case .dispatch: [.dispatcher, .admin]
        case .revisit, .redo, .archive: [.reviewer, .admin]
        case .approveReturn, .refuseReturn: [.dispatcher, .reviewer, .admin]
        case .approveCompletion, .refuseCompletion: [.reviewer, .admin]
        // A unit on its own assignments; for an order from above the hotline itself is the assignee.
        case .sign, .askReturn, .progress, .contact, .complete:
            [.unit, .operator, .dispatcher, .reviewer, .admin]
        case .receiveOrder, .instruction, .report, .directive: [.peer]
        case .answerDirective, .escalate: [.supervisor, .reviewer, .admin]
        case .skipOrdinal: [.admin]
        case .recover: [.system]
        }
    }
}
