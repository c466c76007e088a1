/// What a signature covers and says of itself: a member of `Signature-Input` (RFC 9421, sections 2.3 and 4.1). Keeps
/// the order in which it was written, for it is signed in that order.
package struct SignatureParameters: Hashable, Sendable {
    /// The covered components: names with their parameters.
    package var components: [StructuredField.Item]
    /// `created`, `expires`, `nonce`, `alg`, `keyid`, `tag` and whatever else was said.
    package var parameters: [StructuredField.Parameter]

    package init(components: [StructuredField.Item], parameters: [StructuredField.Parameter]) {
        self.components = components
        self.parameters = parameters
    }

    /// Reads a member of the field; nil where it is no inner list of strings.
    package init?(_ member: StructuredField.Member) {
        guard case .list(let items, let parameters) = member else { return nil }
        for item in items {
            guard case .string = item.value else { return nil }
        }
        self.init(components: items, parameters: parameters)
    }

    /// The member of the field.
    package var member: StructuredField.Member { .list(components, parameters) }

    /// When it was made, in seconds of POSIX time.
    package var created: Int64? { integer("created") }
    /// Until when it holds, in seconds of POSIX time.
    package var expires: Int64? { integer("expires") }
    /// Drawn afresh for each signature.
    package var nonce: String? { string("nonce") }
    /// The key it was made with.
    package var keyID: String? { string("keyid") }
    /// The algorithm, where it is said.
    package var algorithm: String? { string("alg") }
    /// The application it is for.
    package var tag: String? { string("tag") }

    private func integer(_ name: String) -> Int64? {
        guard case .integer(let number)? = parameters.first(where: { $0.name == name })?.value else { return nil }
        return number
    }

    private func string(_ name: String) -> String? {
        guard case .string(let text)? = parameters.first(where: { $0.name == name })?.value else { return nil }
        return text
    }
}
