/// Collects what is wrong in one document while it is read to its end.
package final class ConfigurationReport {
    /// All problems so far, in the order they were found.
    package private(set) var problems: [ConfigurationProblem] = []

    package init() {}

    /// Adds one problem.
    package func add(_ problem: ConfigurationProblem) {
        problems.append(problem)
    }
}

/// One object of a configuration document, read key by key. A value that is missing or of the wrong kind is reported
/// and replaced by a stand-in, so that the rest is still read; keys that nobody asked for are reported at the end.
package final class ConfigurationObject {
    /// Where the object stands in the document, such as `nodes[2]`; empty for the whole.
    package let path: String

    /// Where the object begins in the text.
    package let place: TextPlace

    /// Where problems go.
    package let report: ConfigurationReport

    private let members: [ConfigurationValue.Member]
    private var known: [String] = []

    init(path: String, place: TextPlace, members: [ConfigurationValue.Member], report: ConfigurationReport) {
        self.path = path
        self.place = place
        self.members = members
        self.report = report
    }

    /// The path of one of this object's members.
    package func path(of key: String) -> String {
        path.isEmpty ? key : "\(path).\(key)"
    }

    /// Reports a problem with one of this object's members, at the member's place if it is there.
    package func refuse(_ key: String, _ cause: String, cure: String) {
        let place = members.first { $0.name == key }?.value.place ?? place
        report.add(ConfigurationProblem(at: place, path: path(of: key), cause: cause, cure: cure))
    }

    /// Whether a member stands here (and is not null).
    package func has(_ key: String) -> Bool {
        find(key) != nil
    }

    /// Reports every key that no reader asked for: a misspelt key would otherwise be a setting silently lost.
    package func refuseUnknownKeys() {
        for member in members where !known.contains(member.name) {
            let all = known.sorted().joined(separator: ", ")
            let near = NearestName.of(member.name, among: known)
            let cure = near.map { "write \"\($0)\"" } ?? "remove it; known here: \(all)"
            let path = path(of: member.name)
            report.add(ConfigurationProblem(at: member.place, path: path, cause: "unknown key", cure: cure))
        }
    }

    private func find(_ key: String) -> ConfigurationValue? {
        if !known.contains(key) { known.append(key) }
        let value = members.first { $0.name == key }?.value
        return value?.content == .null ? nil : value
    }

    private func require(_ key: String, _ kind: String) {
        refuse(key, "missing", cure: "add \(kind)")
    }

    private func wrongKind(_ key: String, _ value: ConfigurationValue, expected: String) {
        refuse(key, "is \(value.kind)", cure: "write \(expected)")
    }
}

// MARK: - Single values

extension ConfigurationObject {
    /// A text that must stand here and must not be empty.
    package func string(_ key: String) -> String {
        guard has(key) else {
            require(key, "a text")
            return ""
        }
        return optionalString(key) ?? ""
    }

    /// A text that may be left out; an empty one is a mistake.
    package func optionalString(_ key: String) -> String? {
        guard let value = find(key) else { return nil }
        guard case .string(let text) = value.content else {
            wrongKind(key, value, expected: "a text in quotation marks")
            return nil
        }
        guard text.contains(where: { !$0.isWhitespace }) else {
            refuse(key, "is empty", cure: "write a text, or leave the key out if it may be")
            return nil
        }
        return text
    }

    /// A whole number in a range that may be left out.
    package func optionalInteger(_ key: String, in range: ClosedRange<Int>) -> Int? {
        guard let value = find(key) else { return nil }
        guard case .number(let number) = value.content, let integer = Int(exactly: number), range.contains(integer)
        else {
            let cure = "write a whole number from \(range.lowerBound) to \(range.upperBound)"
            refuse(key, "is not a number this setting can take", cure: cure)
            return nil
        }
        return integer
    }

    /// A whole number in a range that must stand here.
    package func integer(_ key: String, in range: ClosedRange<Int>) -> Int {
        guard has(key) else {
            require(key, "a whole number from \(range.lowerBound) to \(range.upperBound)")
            return range.lowerBound
        }
        return optionalInteger(key, in: range) ?? range.lowerBound
    }

    /// `true` or `false`; `fallback` when left out.
    package func boolean(_ key: String, default fallback: Bool) -> Bool {
        guard let value = find(key) else { return fallback }
        guard case .boolean(let boolean) = value.content else {
            wrongKind(key, value, expected: "true or false")
            return fallback
        }
        return boolean
    }

    /// One of an enumeration's names, which must stand here.
    package func choice<Choice: CaseIterable & RawRepresentable<String>>(
        _ key: String, default fallback: Choice? = nil
    ) -> Choice? {
        guard has(key) || fallback == nil else { return fallback }
        let text = string(key)
        if let choice = Choice(rawValue: text) { return choice }
        if !text.isEmpty {
            let names = Choice.allCases.map(\.rawValue).joined(separator: ", ")
            refuse(key, "\"\(text)\" is not known", cure: "write one of: \(names)")
        }
        return nil
    }

    /// Checks the format's version, so that a file of a later format is refused rather than half understood.
    package func version(_ supported: Int) {
        guard has("version") else { return require("version", "version: \(supported)") }
        guard case .number(Double(supported)) = find("version")?.content else {
            return refuse("version", "is not a version that this program reads", cure: "write \(supported)")
        }
    }
}

// MARK: - Lists and objects

extension ConfigurationObject {
    /// The objects of a list, each read by `read`; an absent list is empty.
    package func list<Element>(_ key: String, _ read: (ConfigurationObject) -> Element) -> [Element] {
        guard let value = find(key) else { return [] }
        guard case .array(let elements) = value.content else {
            wrongKind(key, value, expected: "a list in square brackets")
            return []
        }
        return elements.enumerated().compactMap { index, element in
            object("\(path(of: key))[\(index)]", element, read)
        }
    }

    /// The texts of a list; an absent list is empty.
    package func strings(_ key: String) -> [String] {
        guard let value = find(key) else { return [] }
        guard case .array(let elements) = value.content else {
            wrongKind(key, value, expected: "a list of texts in square brackets")
            return []
        }
        return elements.compactMap { element in
            if case .string(let text) = element.content { return text }
            wrongKind(key, value, expected: "a list of nothing but texts")
            return nil
        }
    }

    /// An object that may be left out.
    package func optionalObject<Element>(_ key: String, _ read: (ConfigurationObject) -> Element) -> Element? {
        find(key).flatMap { object(path(of: key), $0, read) }
    }

    /// An object that must stand here.
    package func object<Element>(_ key: String, _ read: (ConfigurationObject) -> Element) -> Element? {
        if !has(key) { require(key, "an object in braces") }
        return optionalObject(key, read)
    }

    private func object<Element>(
        _ path: String, _ value: ConfigurationValue, _ read: (ConfigurationObject) -> Element
    ) -> Element? {
        guard case .object(let members) = value.content else {
            let (cause, cure) = ("is \(value.kind)", "write an object in braces")
            report.add(ConfigurationProblem(at: value.place, path: path, cause: cause, cure: cure))
            return nil
        }
        let object = ConfigurationObject(path: path, place: value.place, members: members, report: report)
        let element = read(object)
        object.refuseUnknownKeys()
        return element
    }
}
