/// An action that a caller may see on a ticket or assignment: open with its form, or closed with the reason.
package struct ActionForm: Codable, Hashable, Sendable {
    package struct Field: Codable, Hashable, Sendable {
        package enum Kind: String, Codable, Hashable, Sendable {
            case text, longText, choice, flag, shares, completion, moment
        }

        package struct Choice: Codable, Hashable, Sendable {
            package var value: String
            package var label: String
        }

        package var name: String
        package var label: String
        package var kind: Kind
        package var required: Bool
        package var choices: [Choice]?
    }

    /// The action's name in the API.
    package var action: Verb
    package var label: String
    /// The assignment it is addressed to; nil for the ticket itself.
    package var assignment: AssignmentID?
    package var fields: [Field]
    /// Why it cannot be taken now; nil where it can.
    package var closed: Refusal?
}

/// Every action that the caller's role knows on this ticket: open ones with their form, closed ones with the reason.
package func actions(_ ticket: Ticket, _ context: Context) -> [ActionForm] {
    []
}
