/// Which assignment state allows which command.
package enum AssignmentRules {
    /// The commands that are addressed to an assignment.
    package static let verbs: Set<Verb> = [
        .sign, .askReturn, .approveReturn, .refuseReturn, .progress, .contact, .complete, .approveCompletion,
        .refuseCompletion,
    ]
}
