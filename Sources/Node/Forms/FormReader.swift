import HotlineCore

/// One object of a form, read field by field. A field that is missing or of the wrong type is noted and replaced by a
/// stand-in, so that the rest is still read; fields that nobody asked for are noted at the end.
final class FormReader {
    let path: String
    let errors: FormErrors
    private let members: [JSONTree.Member]
    private var asked: Set<String> = []
    /// Set where no form is read: the fields are noted instead.
    let sketch: FormSketch?

    /// Reads `tree`, which must be an object; an empty body is an object without fields.
    init(_ tree: JSONTree, path: String = "", errors: FormErrors) {
        self.path = path
        self.errors = errors
        sketch = nil
        if case .object(let members) = tree {
            self.members = members
        } else {
            members = []
            errors.add(path, "应为对象，收到\(tree.chineseKind)")
        }
    }

    /// Reads nothing and tells a sketch what is asked for.
    init(sketching sketch: FormSketch) {
        (path, errors, members) = ("", FormErrors(), [])
        self.sketch = sketch
    }

    /// The path of a field of this object.
    func path(of key: String) -> String { path.isEmpty ? key : "\(path).\(key)" }

    /// Whether a field is there and not null.
    func has(_ key: String) -> Bool {
        guard let sketch else { return find(key) != nil }
        // A reader that asks leaves the field out by itself where it is missing.
        sketch.relax(key)
        return true
    }

    /// Whether exactly one of these fields is there.
    func hasOne(of keys: [String]) -> Bool {
        guard let sketch else { return keys.count { find($0) != nil } == 1 }
        sketch.isOneOf(keys)
        return true
    }

    /// Fields that are given together or not at all; false where none is there, and what is missing is noted.
    func hasAll(of keys: [String]) -> Bool {
        sketch?.areTogether(keys)
        guard keys.contains(where: { find($0) != nil }) else { return false }
        for key in keys where find(key) == nil { require(key) }
        return true
    }

    /// Notes every field that no reader asked for: a misspelt field would be lost silently.
    func refuseUnknownFields() {
        for member in members where !asked.contains(member.key) {
            errors.add(path(of: member.key), "没有这个字段；可用：\(asked.sorted().joined(separator: "、"))")
        }
    }

    /// A text that must be given and hold more than white space.
    func text(_ key: String) -> String {
        guard let text = optionalText(key) else {
            require(key)
            sketch?.note(key, .typedAndFilled(key))
            return ""
        }
        if !text.contains(where: { !$0.isWhitespace }) { require(key) }
        return text
    }

    /// A text that may be left out.
    func optionalText(_ key: String) -> String? {
        sketch?.note(key, .typed(key))
        guard let value = find(key) else { return nil }
        guard case .text(let text) = value else {
            wrong(key, value, expected: "文本")
            return nil
        }
        if let defect = FormText.defect(text, in: key) { errors.add(path(of: key), defect) }
        return text
    }

    /// `true` or `false`.
    func optionalFlag(_ key: String) -> Bool? {
        sketch?.note(key, .flag)
        guard let value = find(key) else { return nil }
        guard case .flag(let flag) = value else {
            wrong(key, value, expected: "true 或 false")
            return nil
        }
        return flag
    }

    /// `true` or `false` that must be given.
    func flag(_ key: String) -> Bool {
        if find(key) == nil { require(key) }
        return optionalFlag(key) ?? false
    }

    /// A whole number in a range that may be left out.
    func optionalInteger(_ key: String, in range: ClosedRange<Int>) -> Int? {
        sketch?.note(key, .integer(range))
        guard let value = find(key) else { return nil }
        guard case .number(let text) = value, let number = Int(text), range.contains(number) else {
            wrong(key, value, expected: " \(range.lowerBound) 至 \(range.upperBound) 的整数")
            return nil
        }
        return number
    }

    /// A whole number in a range that must be given.
    func integer(_ key: String, in range: ClosedRange<Int>) -> Int {
        if find(key) == nil { require(key) }
        return optionalInteger(key, in: range) ?? range.lowerBound
    }

    /// Notes that a field must be given.
    func require(_ key: String) {
        sketch?.require(key)
        errors.add(path(of: key), "必填")
    }

    /// Notes that the rule book asks for the field at this path.
    func demand(_ path: String) {
        // Of a field further down whether it is asked for may depend on others.
        if let sketch, !path.contains(".") {
            sketch.note(path, .typedAndFilled(path))
            sketch.require(path)
        }
        errors.add(path, "必填")
    }

    /// The field where it is there and not null; it counts as asked for.
    func find(_ key: String) -> JSONTree? {
        asked.insert(key)
        let value = members.first { $0.key == key }?.value
        return value == .null ? nil : value
    }

    /// Notes that something else was expected here.
    func wrong(_ key: String, _ value: JSONTree, expected: String) {
        errors.add(path(of: key), "应为\(expected)，收到\(value.chineseKind)")
    }
}

extension JSONTree {
    /// What stands here, as an operator reads it.
    var chineseKind: String {
        switch self {
        case .null: "空值"
        case .flag: "true/false"
        case .number: "数字"
        case .text: "文本"
        case .list: "列表"
        case .object: "对象"
        }
    }
}
