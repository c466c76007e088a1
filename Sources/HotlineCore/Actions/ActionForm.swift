/// An action that a caller may see on a ticket or assignment: open with its form, or closed with the reason.
package struct ActionForm: Codable, Hashable, Sendable {
    /// One input of the form; its name is the path in the request.
    package struct Field: Codable, Hashable, Sendable {
        /// How to ask for it.
        package enum Kind: String, Codable, Hashable, Sendable {
            case text, longText, choice, flag, shares, day, moment, file
        }

        /// One of the values that may be chosen.
        package struct Choice: Codable, Hashable, Sendable {
            package var value: String
            package var label: String
            /// What this choice asks for beyond the required fields, by their names; nil for nothing.
            package var needs: [String]?
        }

        /// The path in the request.
        package var name: String
        /// What people read beside it.
        package var label: String
        /// How to ask for it.
        package var kind: Kind
        /// Whether the action is refused without it.
        package var required: Bool
        /// The values allowed, where only some are.
        package var choices: [Choice]?

        /// The most characters of a text; nil for what is no text.
        package var maxLength: Int? { kind == .text || kind == .longText ? FormText.limit(of: name) : nil }
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
