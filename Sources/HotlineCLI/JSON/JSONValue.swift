import Foundation

/// Any JSON, for what the program passes on without understanding all of it: a newer node's fields reach `--json`
/// whole.
enum JSONValue: Sendable, Equatable {
    case null
    case bool(Bool)
    case integer(Int)
    case number(Double)
    case string(String)
    case array([JSONValue])
    case object([String: JSONValue])

    /// The value as one line with sorted keys.
    var line: String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        // Encoding fails only on numbers that JSON cannot write, which no JSON text could have brought here.
        guard let data = try? encoder.encode(self) else { return "null" }
        return String(decoding: data, as: UTF8.self)
    }

    /// - Throws: `DecodingError` for what is not JSON.
    init(parsing data: Data) throws {
        self = try JSONDecoder().decode(JSONValue.self, from: data)
    }

    /// Any encodable value as JSON.
    init(_ value: some Encodable) throws {
        try self.init(parsing: JSONEncoder().encode(value))
    }

    subscript(key: String) -> JSONValue? {
        guard case .object(let members) = self else { return nil }
        return members[key]
    }

    /// The object with a member more.
    func with(_ key: String, _ value: JSONValue) -> JSONValue {
        guard case .object(var members) = self else { return self }
        members[key] = value
        return .object(members)
    }

    var string: String? {
        guard case .string(let text) = self else { return nil }
        return text
    }

    var integer: Int? {
        guard case .integer(let value) = self else { return nil }
        return value
    }

    var array: [JSONValue]? {
        guard case .array(let elements) = self else { return nil }
        return elements
    }

    /// The value read as a type of ours.
    func decoded<Value: Decodable>(as type: Value.Type) throws -> Value {
        try JSONDecoder().decode(type, from: JSONEncoder().encode(self))
    }
}

extension JSONValue: Codable {
    init(from decoder: any Decoder) throws {
        // The commonest kinds first: each wrong guess costs the making of an error.
        let container = try decoder.singleValueContainer()
        if let value = try? container.decode(String.self) {
            self = .string(value)
        } else if let value = try? container.decode(Int.self) {
            self = .integer(value)
        } else if let value = try? container.decode([String: JSONValue].self) {
            self = .object(value)
        } else if container.decodeNil() {
            self = .null
        } else if let value = try? container.decode(Bool.self) {
            self = .bool(value)
        } else if let value = try? container.decode([JSONValue].self) {
            self = .array(value)
        } else {
            self = .number(try container.decode(Double.self))
        }
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .null: try container.encodeNil()
        case .bool(let value): try container.encode(value)
        case .integer(let value): try container.encode(value)
        case .number(let value): try container.encode(value)
        case .string(let value): try container.encode(value)
        case .array(let value): try container.encode(value)
        case .object(let value): try container.encode(value)
        }
    }
}

extension JSONValue {
    /// The value at the end of a path of keys; nil where it breaks off.
    func value(at path: [String]) -> JSONValue? {
        path.reduce(self as JSONValue?) { $0?[$1] }
    }

    /// The text at the end of a path; empty where there is none. Numbers read as they are written.
    func text(_ path: String...) -> String {
        switch value(at: path) {
        case .string(let text): text
        case .integer(let number): String(number)
        case .number(let number): String(number)
        default: ""
        }
    }

    /// The elements of the list at the end of a path; none where there is no list.
    func list(_ path: String...) -> [JSONValue] {
        value(at: path)?.array ?? []
    }

    /// Whether `true` stands at the end of a path.
    func isTrue(_ path: String...) -> Bool {
        value(at: path) == .bool(true)
    }
}

extension JSONValue {
    /// A figure for a report: rounded, since further digits would only be noise.
    static func rounded(_ value: Double, digits: Int = 0) -> JSONValue {
        guard value.isFinite else { return .null }
        if digits == 0 { return .integer(Int(value.rounded())) }
        let scale = (0..<digits).reduce(1.0) { scale, _ in scale * 10 }
        return .number((value * scale).rounded() / scale)
    }
}
