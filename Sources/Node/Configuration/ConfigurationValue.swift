/// A value of a JSON5 document together with its place in the text, so that every complaint can point at it.
struct ConfigurationValue: Equatable {
    /// What stands there.
    enum Content: Equatable {
        case object([Member])
        case array([ConfigurationValue])
        case string(String)
        case number(Double)
        case boolean(Bool)
        case null
    }

    /// One member of an object, in the order of the text.
    struct Member: Equatable {
        let name: String
        let place: TextPlace
        let value: ConfigurationValue
    }

    let content: Content
    let place: TextPlace

    /// The kind of value as an error message calls it.
    var kind: String {
        switch content {
        case .object: "an object"
        case .array: "a list"
        case .string: "a text"
        case .number: "a number"
        case .boolean: "true or false"
        case .null: "null"
        }
    }
}
