import HotlineCore

/// Objects and lists within an object.
extension FormReader {
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

    private static func read<Value>(
        _ tree: JSONTree, path: String, errors: FormErrors, _ read: (FormReader) -> Value
    ) -> Value {
        let reader = FormReader(tree, path: path, errors: errors)
        let value = read(reader)
        reader.refuseUnknownFields()
        return value
    }
}
