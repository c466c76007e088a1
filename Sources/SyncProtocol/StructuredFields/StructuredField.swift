internal import Foundation

/// Values of structured fields (RFC 8941), as far as nodes use them: dictionaries whose members are items or inner
/// lists; no decimals.
package enum StructuredField {
    /// A bare item (section 3.3).
    package enum Bare: Hashable, Sendable {
        /// Printable ASCII.
        case string(String)
        case integer(Int64)
        case bytes([UInt8])
        case token(String)
        case boolean(Bool)
    }

    /// A parameter of an item or inner list (section 3.1.2).
    package struct Parameter: Hashable, Sendable {
        package var name: String
        package var value: Bare

        package init(_ name: String, _ value: Bare = .boolean(true)) {
            self.name = name
            self.value = value
        }
    }

    /// An item with its parameters, in their order (section 3.3).
    package struct Item: Hashable, Sendable {
        package var value: Bare
        package var parameters: [Parameter]

        package init(_ value: Bare, _ parameters: [Parameter] = []) {
            self.value = value
            self.parameters = parameters
        }
    }

    /// What stands behind a key of a dictionary (section 3.2).
    package enum Member: Hashable, Sendable {
        case item(Item)
        case list([Item], [Parameter])
    }

    /// A dictionary in the order of its text; each key stands in it once.
    package struct Dictionary: Hashable, Sendable {
        package var members: [(key: String, value: Member)]

        package init(_ members: [(key: String, value: Member)] = []) { self.members = members }

        /// The member of a key.
        package subscript(key: String) -> Member? { members.first { $0.key == key }?.value }

        /// The bare item of a key whose item has no parameters.
        package func bare(_ key: String) -> Bare? {
            guard case .item(let item)? = self[key], item.parameters.isEmpty else { return nil }
            return item.value
        }

        package static func == (left: Dictionary, right: Dictionary) -> Bool {
            left.members.elementsEqual(right.members) { $0.key == $1.key && $0.value == $1.value }
        }

        package func hash(into hasher: inout Hasher) {
            for member in members {
                hasher.combine(member.key)
                hasher.combine(member.value)
            }
        }
    }
}

/// Text forms (RFC 8941, section 4.1).
extension StructuredField.Bare: CustomStringConvertible {
    package var description: String {
        switch self {
        case .string(let text): Self.quoted(text)
        case .integer(let number): "\(number)"
        case .bytes(let bytes): ":\(Data(bytes).base64EncodedString()):"
        case .token(let token): token
        case .boolean(let value): value ? "?1" : "?0"
        }
    }

    private static func quoted(_ text: String) -> String {
        let escaped = text.flatMap { $0 == "\"" || $0 == "\\" ? ["\\", $0] : [$0] }
        return "\"\(String(escaped))\""
    }
}

extension StructuredField.Parameter: CustomStringConvertible {
    package var description: String { value == .boolean(true) ? ";\(name)" : ";\(name)=\(value)" }
}

extension StructuredField.Item: CustomStringConvertible {
    package var description: String { "\(value)\(parameters.map(\.description).joined())" }
}

extension StructuredField.Member: CustomStringConvertible {
    package var description: String {
        switch self {
        case .item(let item): item.description
        case .list(let items, let parameters):
            "(\(items.map(\.description).joined(separator: " ")))\(parameters.map(\.description).joined())"
        }
    }
}

extension StructuredField.Dictionary: CustomStringConvertible {
    package var description: String {
        members.map { member in
            guard case .item(let item) = member.value, item.value == .boolean(true) else {
                return "\(member.key)=\(member.value)"
            }
            return member.key + item.parameters.map(\.description).joined()
        }.joined(separator: ", ")
    }
}
