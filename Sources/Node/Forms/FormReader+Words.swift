import HotlineCore
import WorkCalendar

/// Texts that mean something: numbers of telephones, moments, days, names and choices.
extension FormReader {
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
}
