extension JSONTape {
    /// The value's index of a member of an object; nil where there is none or `object` is no object.
    package func value(of key: StaticString, in object: Int = 0, bytes: UnsafeRawBufferPointer) -> Int? {
        guard tokens[object].kind == .object else { return nil }
        var index = object + 1
        let end = Int(tokens[object].next)
        while index < end {
            if JSONText.equals(tokens[index], key, in: bytes) { return index + 1 }
            index = Int(tokens[index + 1].next)
        }
        return nil
    }

    /// The value's index at the end of a path of members, from the root.
    package func value(at path: StaticString..., bytes: UnsafeRawBufferPointer) -> Int? {
        guard !tokens.isEmpty else { return nil }
        var index = 0
        for key in path {
            guard let found = value(of: key, in: index, bytes: bytes) else { return nil }
            index = found
        }
        return index
    }

    /// The unescaped value of a string or key; nil for another kind.
    package func string(_ index: Int, bytes: UnsafeRawBufferPointer) -> String? {
        switch tokens[index].kind {
        case .string, .key: JSONText.string(tokens[index], in: bytes)
        default: nil
        }
    }

    /// The value of a number without fraction and exponent that fits 64 bits; nil for anything else.
    package func integer(_ index: Int, bytes: UnsafeRawBufferPointer) -> Int64? {
        let token = tokens[index]
        guard token.kind == .number, token.flags.contains(.integer) else { return nil }
        return Int64(String(decoding: bytes[token.range], as: UTF8.self))
    }

    /// The value of `true` or `false`; nil for another kind.
    package func boolean(_ index: Int) -> Bool? {
        switch tokens[index].kind {
        case .true: true
        case .false: false
        default: nil
        }
    }
}
