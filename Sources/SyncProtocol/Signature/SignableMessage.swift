internal import Foundation

/// The parts of an HTTP message that a signature can cover (RFC 9421, section 2).
package struct SignableMessage: Sendable {
    /// What a message begins with.
    package enum Start: Sendable, Hashable {
        /// - `scheme`: `http` or `https`.
        /// - `authority`: host and port as in `Host`.
        /// - `target`: path and query as in the request line.
        case request(method: String, scheme: String, authority: String, target: String)
        case response(status: Int)
    }

    /// The request line, or the status.
    package var start: Start
    /// Header fields in their order; names in any case, a field may stand several times.
    package var fields: [(name: String, value: String)]

    /// A message with these fields.
    package init(_ start: Start, fields: [(name: String, value: String)] = []) {
        self.start = start
        self.fields = fields
    }

    /// The combined value of a field (section 2.1); nil where there is none.
    package func field(_ name: String) -> String? {
        let values = fields.filter { $0.name.lowercased() == name }.map { Self.trimmed($0.value) }
        return values.isEmpty ? nil : values.joined(separator: ", ")
    }

    private static func trimmed(_ value: String) -> String {
        var bytes = value.utf8[...]
        while let first = bytes.first, first == 0x20 || first == 0x09 { bytes.removeFirst() }
        while let last = bytes.last, last == 0x20 || last == 0x09 { bytes.removeLast() }
        return String(Substring(bytes))
    }
}

/// Derived components (section 2.2).
extension SignableMessage {
    /// The value of `@method` and its like; nil where this message has none by that name.
    func derived(_ name: String) -> String? {
        switch start {
        case .response(let status): name == "@status" ? "\(status)" : nil
        case .request(let method, let scheme, let authority, let target):
            Self.derived(name, method, scheme, Self.authority(authority, scheme), target)
        }
    }

    private static func derived(
        _ name: String, _ method: String, _ scheme: String, _ authority: String, _ target: String
    ) -> String? {
        let mark = target.firstIndex(of: "?")
        let path = mark.map { target[..<$0] } ?? target[...]
        switch name {
        case "@method": return method
        case "@scheme": return scheme.lowercased()
        case "@authority": return authority
        case "@request-target": return target
        case "@target-uri": return "\(scheme.lowercased())://\(authority)\(target)"
        // "Normalized according to the rules" of section 2.2.6: an empty path is a slash.
        case "@path": return path.isEmpty ? "/" : String(path)
        // Section 2.2.7: the question mark leads, also where there is no query.
        case "@query": return mark.map { String(target[$0...]) } ?? "?"
        default: return nil
        }
    }

    /// Lower case, without the port that the scheme implies (section 2.2.3).
    private static func authority(_ authority: String, _ scheme: String) -> String {
        let lower = authority.lowercased()
        let usual = scheme.lowercased() == "https" ? ":443" : ":80"
        return lower.hasSuffix(usual) ? String(lower.dropLast(usual.count)) : lower
    }

    /// The one value of a parameter of the query, percent-encoded as RFC 9421, section 2.2.8 says; nil where there is
    /// none or more than one.
    func queryParameter(_ name: String) -> String? {
        guard let query = derived("@query")?.dropFirst() else { return nil }
        let values = query.split(separator: "&").compactMap { pair -> String? in
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            return Self.encoded(parts[0]) == name ? Self.encoded(parts.dropFirst().first ?? "") : nil
        }
        return values.count == 1 ? values[0] : nil
    }

    /// Decoded as a form is, and encoded again so that one value has one spelling.
    private static func encoded(_ text: Substring) -> String? {
        let allowed = CharacterSet(charactersIn: Unicode.Scalar(0)..<Unicode.Scalar(128))
            .intersection(.alphanumerics).union(CharacterSet(charactersIn: "*-._"))
        return text.replacing("+", with: " ").removingPercentEncoding?
            .addingPercentEncoding(withAllowedCharacters: allowed)
    }
}
