/// The bytes that are signed (RFC 9421, section 2.5).
package enum SignatureBase {
    /// Why there is no base.
    package enum Fault: Error, Hashable, Sendable {
        /// A covered component is not in the message.
        case missing(String)
        /// A component or one of its parameters that this node does not know.
        case unknown(String)
        /// A component stands twice.
        case repeated(String)
    }

    /// The base of a message.
    ///
    /// - Parameters:
    ///   - message: the message that is signed.
    ///   - request: for an answer the request that it answers, which components marked `;req` are taken from.
    package static func text(
        _ parameters: SignatureParameters, of message: SignableMessage, to request: SignableMessage? = nil
    ) throws(Fault) -> String {
        var lines: [String] = []
        var seen: Set<StructuredField.Item> = []
        for component in parameters.components {
            guard seen.insert(component).inserted else { throw .repeated(component.description) }
            lines.append("\(component): \(try value(of: component, in: message, request))")
        }
        lines.append("\"@signature-params\": \(parameters.member)")
        return lines.joined(separator: "\n")
    }

    private static func value(
        of component: StructuredField.Item, in message: SignableMessage, _ request: SignableMessage?
    ) throws(Fault) -> String {
        guard case .string(let name) = component.value else { throw .unknown(component.description) }
        var source: SignableMessage? = message
        var part: String?
        for parameter in component.parameters {
            switch (parameter.name, parameter.value) {
            case ("req", .boolean(true)): source = request
            case ("key", .string(let key)) where !name.hasPrefix("@"): part = key
            case ("name", .string(let key)) where name == "@query-param": part = key
            default: throw .unknown(component.description)
            }
        }
        guard let value = source.flatMap({ Self.value(name, part, in: $0) }) else {
            throw .missing(component.description)
        }
        return value
    }

    /// - Parameter part: a member of a field that is a dictionary (section 2.1.2), a parameter of the query (2.2.8).
    private static func value(_ name: String, _ part: String?, in message: SignableMessage) -> String? {
        if name == "@query-param" { return part.flatMap(message.queryParameter) }
        let whole = name.hasPrefix("@") ? message.derived(name) : message.field(name)
        guard let part else { return whole }
        let members = whole.flatMap { try? StructuredFieldParser.dictionary($0, of: name) }
        return members?[part]?.description
    }
}
