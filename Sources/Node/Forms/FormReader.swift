import HotlineCore
import WorkCalendar

/// One thing wrong in a form: where in the JSON, and what.
struct FieldError: Sendable, Equatable, Codable {
    /// The path in the document, `petitioner.phone`, `assignments[1].assignee`; empty for the whole.
    var field: String
    /// As the caller reads it: what is wrong and what is expected.
    var message: String
}

/// Gathers what is wrong in one form while it is read to its end.
final class FormErrors {
    /// More than any form has fields: who sends thousands that are unknown is told of the first.
    private static let most = 100

    private(set) var all: [FieldError] = []

    /// Adds one error; a field is named once.
    func add(_ field: String, _ message: @autoclosure () -> String) {
        guard all.count < Self.most, !all.contains(where: { $0.field == field }) else { return }
        all.append(FieldError(field: field, message: message()))
    }
}

/// One object of a form, read field by field. A field that is missing or of the wrong type is noted and replaced by a
/// stand-in, so that the rest is still read; fields that nobody asked for are noted at the end.
final class FormReader {
    let path: String
    let errors: FormErrors
    private let members: [JSONTree.Member]
    private var asked: Set<String> = []
    /// Set where no form is read: the fields are noted instead.
    private let sketch: FormSketch?

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

    /// A telephone number that must be given.
    func phone(_ key: String) -> String {
        refuseForeignDigits(key)
        defer { sketch?.note(key, .phone) }
        return text(key)
    }

    /// A telephone number that may be left out.
    func optionalPhone(_ key: String) -> String? {
        refuseForeignDigits(key)
        defer { sketch?.note(key, .phone) }
        return optionalText(key)
    }

    /// A number in digits that no keypad has would be told apart from the same one in ordinary digits by the eye alone.
    private func refuseForeignDigits(_ key: String) {
        guard case .text(let text)? = find(key) else { return }
        let isForeign = text.unicodeScalars.contains { scalar in
            !scalar.isASCII && !("０"..."９").contains(scalar)
                && [.decimal, .digit].contains(scalar.properties.numericType)
        }
        if isForeign { errors.add(path(of: key), "应以数字 0 至 9 书写") }
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

    /// A moment (RFC 3339) that may be left out.
    func optionalMoment(_ key: String) -> Moment? {
        defer { sketch?.note(key, .moment) }
        guard let text = optionalText(key) else { return nil }
        guard let moment = Moment(text) else {
            errors.add(path(of: key), "应为带时区的时间，如 2026-09-18T16:00:00+08:00")
            return nil
        }
        return moment
    }

    /// A moment that must be given; nil where none could be read.
    func moment(_ key: String) -> Moment? {
        if find(key) == nil { require(key) }
        return optionalMoment(key)
    }

    /// A date that may be left out.
    func optionalDay(_ key: String) -> Day? {
        defer { sketch?.note(key, .day) }
        guard let text = optionalText(key) else { return nil }
        guard let day = Day(text) else {
            errors.add(path(of: key), "应为日期，如 2026-09-18")
            return nil
        }
        return day
    }

    /// A date that must be given.
    func day(_ key: String) -> Day {
        if find(key) == nil { require(key) }
        return optionalDay(key) ?? Day(number: 0)
    }

    /// A value that a text names, such as an identifier; `expected` says what it looks like.
    func named<Value: RawRepresentable<String>>(_ key: String, _ type: Value.Type, expected: String) -> Value? {
        defer { sketch?.note(key, .named(type)) }
        guard let text = optionalText(key) else {
            if find(key) == nil { require(key) }
            return nil
        }
        if let value = Value(rawValue: text) { return value }
        errors.add(path(of: key), "应为\(expected)")
        return nil
    }

    /// One of an enumeration's values that may be left out.
    func optionalChoice<Value: RawRepresentable<String> & CaseIterable>(_ key: String, _ type: Value.Type) -> Value? {
        defer { sketch?.note(key, .oneOf(type)) }
        guard find(key) != nil else { return nil }
        let names = Value.allCases.map(\.rawValue).joined(separator: "、")
        return named(key, type, expected: "以下之一：\(names)")
    }

    /// One of an enumeration's values that must be given.
    func choice<Value: RawRepresentable<String> & CaseIterable>(
        _ key: String, _ type: Value.Type, standIn: Value
    ) -> Value {
        if find(key) == nil { require(key) }
        return optionalChoice(key, type) ?? standIn
    }

    /// An object that may be left out, read to its end.
    func optionalObject<Value>(_ key: String, _ read: (FormReader) -> Value) -> Value? {
        sketch?.note(key, FormSketch.schema(of: read))
        return find(key).map { FormReader.read($0, path: path(of: key), errors: errors, read) }
    }

    /// A text, or an object in its place, that may be left out.
    func optionalTextOrObject<Value>(
        _ key: String, text: (String) -> Value, object: (FormReader) -> Value
    ) -> Value? {
        defer {
            let choices = [JSONSchema.typed(key).json, FormSketch.schema(of: object).json]
            sketch?.note(key, JSONSchema(["anyOf": .list(choices)]))
        }
        if case .text? = find(key) { return optionalText(key).map(text) }
        return optionalObject(key, object)
    }

    /// The objects of a list that must be given and not be empty.
    func objects<Value>(_ key: String, _ read: (FormReader) -> Value) -> [Value] {
        sketch?.note(key, JSONSchema.list(of: FormSketch.schema(of: read)).with("minItems", 1))
        guard let value = find(key) else {
            require(key)
            return []
        }
        guard case .list(let elements) = value else {
            wrong(key, value, expected: "列表")
            return []
        }
        if elements.isEmpty { require(key) }
        return elements.enumerated().map { index, element in
            FormReader.read(element, path: "\(path(of: key))[\(index)]", errors: errors, read)
        }
    }

    /// Names of a list that may be left out, each read by `read`; `expected` says what they look like.
    func names<Value>(
        _ key: String, most: Int = 500, _ read: (String) -> Value?, expected: String
    ) -> [Value] {
        sketch?.note(key, JSONSchema.list(of: .text).with("maxItems", .number(String(most))))
        guard let value = find(key) else { return [] }
        guard case .list(let elements) = value else {
            wrong(key, value, expected: "列表")
            return []
        }
        if elements.count > most { errors.add(path(of: key), "至多 \(most) 项，收到 \(elements.count) 项") }
        return elements.enumerated().compactMap { index, element in
            if case .text(let text) = element, FormText.defect(text, in: "name") == nil, let name = read(text) {
                return name
            }
            errors.add("\(path(of: key))[\(index)]", "应为\(expected)")
            return nil
        }
    }

    /// A list of texts that must be given: at least one, and no more than `most`.
    func texts(_ key: String, most: Int) -> [String] {
        let texts = names(key, most: most, { $0 }, expected: "文本")
        if texts.isEmpty { require(key) }
        return texts
    }

    /// An object whose fields may all be left out, and with them the object.
    func object<Value>(_ key: String, _ read: (FormReader) -> Value) -> Value {
        sketch?.note(key, FormSketch.schema(of: read))
        return FormReader.read(find(key) ?? .object([]), path: path(of: key), errors: errors, read)
    }

    /// Texts by name, whatever the names are; may be left out. A name is a word of the rule book: what is typed about
    /// people is struck out of texts before it leaves, and out of no name (ZZ23-8a).
    func optionalTexts(_ key: String) -> [String: String]? {
        sketch?.note(key, .itemTexts(key))
        guard let value = find(key) else { return nil }
        guard case .object(let members) = value else {
            wrong(key, value, expected: "对象")
            return nil
        }
        var texts: [String: String] = [:]
        for member in members {
            guard Self.isItemName(member.key) else {
                errors.add(path(of: key), "项目名应为规则中的名称：英文字母开头，至多 64 个字母和数字")
                continue
            }
            if case .text(let text) = member.value {
                texts[member.key] = text
                if let defect = FormText.defect(text, in: key) { errors.add("\(path(of: key)).\(member.key)", defect) }
            } else if case .flag(let flag) = member.value {
                texts[member.key] = String(flag)
            } else {
                errors.add("\(path(of: key)).\(member.key)", "应为文本，收到\(member.value.chineseKind)")
            }
        }
        return texts
    }

    /// No number of a person's has fewer than six digits in a row.
    private static func isItemName(_ name: String) -> Bool {
        name.utf8.count <= 64 && name.wholeMatch(of: /[A-Za-z][A-Za-z0-9]*/) != nil
            && name.firstMatch(of: /[0-9]{6}/) == nil
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

    private static func read<Value>(
        _ tree: JSONTree, path: String, errors: FormErrors, _ read: (FormReader) -> Value
    ) -> Value {
        let reader = FormReader(tree, path: path, errors: errors)
        let value = read(reader)
        reader.refuseUnknownFields()
        return value
    }

    private func find(_ key: String) -> JSONTree? {
        asked.insert(key)
        let value = members.first { $0.key == key }?.value
        return value == .null ? nil : value
    }

    private func wrong(_ key: String, _ value: JSONTree, expected: String) {
        errors.add(path(of: key), "应为\(expected)，收到\(value.chineseKind)")
    }
}

extension JSONTree {
    /// What stands here, as an operator reads it.
    fileprivate var chineseKind: String {
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
