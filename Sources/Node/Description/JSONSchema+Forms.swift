import HotlineCore

/// What people type into forms.
extension JSONSchema {
    /// As long as the field's name allows, without control characters (``FormText``).
    static func typed(_ field: String) -> JSONSchema {
        component(.typedText).with("maxLength", .number(String(FormText.limit(of: field))))
    }

    /// The same, holding more than white space.
    static func typedAndFilled(_ field: String) -> JSONSchema {
        component(.filledText).with("maxLength", .number(String(FormText.limit(of: field))))
    }

    /// A telephone number: whatever people write it with, but in the digits of a keypad.
    static let phone = typed("phone").example("13900000000")

    /// An identifier of that type.
    static func named<Value>(_ type: Value.Type) -> JSONSchema {
        switch type {
        case is TicketID.Type: component(.ticketID)
        case is AssignmentID.Type: component(.assignmentID)
        case is NodeCode.Type: component(.nodeCode)
        case is UnitID.Type: component(.unitCode)
        default: text
        }
    }

    /// Texts by name, the names being the rule book's; a flag stands for its word.
    static func itemTexts(_ field: String) -> JSONSchema {
        let limit = JSONTree.number(String(FormText.limit(of: field)))
        let text = component(.typedText).with("maxLength", limit)
        return JSONSchema([
            "type": "object", "propertyNames": ["pattern": "^[A-Za-z][A-Za-z0-9]{0,63}$"],
            "additionalProperties": ["anyOf": .list([text.json, flag.json])],
        ])
    }
}
