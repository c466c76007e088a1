import Foundation

/// The form of an action, put together from `--field` options.
///
/// `name=text` sets a text and `name:=JSON` any JSON; dots lead into objects (`reply.means=电话`). A name given more than
/// once becomes a list.
enum FieldForm {
    static func object(
        from fields: [FieldAssignment], over base: [String: JSONValue]
    ) throws(Failure) -> [String: JSONValue] {
        var form = JSONValue.object(base)
        var given: Set<String> = []
        for field in fields {
            let isJSON = field.name.hasSuffix(":")
            let name = isJSON ? String(field.name.dropLast()) : field.name
            let value = try isJSON ? json(field.value, of: name) : JSONValue.string(field.value)
            let path = name.split(separator: ".").map(String.init)
            guard !path.isEmpty else { throw .usage("--field \(field.name)=… has no name") }
            form = form.setting(value, at: path[...], extending: !given.insert(name).inserted)
        }
        guard case .object(let members) = form else { return base }
        return members
    }

    private static func json(_ text: String, of name: String) throws(Failure) -> JSONValue {
        guard let value = try? JSONValue(parsing: Data(text.utf8)) else {
            throw .usage("--field \(name):= must be JSON, not '\(text)'", cure: "for a text write \(name)=\(text)")
        }
        return value
    }
}

extension JSONValue {
    /// The value with another one put at the end of a path; objects on the way are made where they lack.
    fileprivate func setting(_ value: JSONValue, at path: ArraySlice<String>, extending: Bool) -> JSONValue {
        guard let key = path.first else {
            guard extending else { return value }
            return .array((array ?? [self]) + [value])
        }
        var members: [String: JSONValue] = [:]
        if case .object(let present) = self { members = present }
        members[key] = (members[key] ?? .null).setting(value, at: path.dropFirst(), extending: extending)
        return .object(members)
    }
}
