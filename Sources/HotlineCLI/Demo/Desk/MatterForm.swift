import HotlineCore
import Platform
import WorkCalendar

/// What a petitioner brings forward, as an operator types it.
struct MatterForm: Sendable {
    var kind: MatterKind
    var channel: Channel = .telephone
    var title: String
    var content: String
    var place: String
    var occurredAt: String?
    var externalNumber: String?
    var petitioner: PetitionerForm

    /// Who brings it forward.
    struct PetitionerForm: Sendable {
        var name: String?
        var phone: String?
        /// Asks for confidentiality (ZZ23-8a).
        var confidential = false
    }

    /// The body of `POST /tickets`.
    var form: JSONValue {
        var members: [String: JSONValue] = [
            "kind": .string(kind.rawValue), "channel": .string(channel.rawValue), "title": .string(title),
            "content": .string(content), "place": .string(place),
        ]
        members["occurredAt"] = occurredAt.map(JSONValue.string)
        members["externalNumber"] = externalNumber.map(JSONValue.string)
        var person: [String: JSONValue] = [:]
        person["name"] = petitioner.name.map(JSONValue.string)
        person["phone"] = petitioner.phone.map(JSONValue.string)
        if petitioner.confidential { person["confidential"] = .bool(true) }
        members["petitioner"] = .object(person)
        return .object(members)
    }
}

/// What an assignee states on completion (ZZ23-21).
struct ResultForm: Sendable {
    var handling: String
    var result: String
    /// How the petitioner was told; nil where the hotline or the lead tells them.
    var reply: Reply?
    /// What the kind of matter asks beside (ZZ23-21.3 to 21.8), by the item's name in the rule book.
    var items: [String: String] = [:]

    /// 回复诉求人.
    struct Reply: Sendable {
        var means = "电话"
        var content: String
    }

    /// The body of the action `complete`; in a demonstration everything happens at the moment it is told.
    func form(person: String) -> JSONValue {
        let now = Moment(milliseconds: SystemClock().wallMilliseconds)
        var members: [String: JSONValue] = [
            "handling": .string(handling), "result": .string(result), "person": .string(person),
            "handledAt": .string(now.description),
        ]
        members["reply"] = reply.map { reply in
            .object([
                "at": .string(now.description), "means": .string(reply.means), "content": .string(reply.content),
            ])
        }
        if !items.isEmpty { members["items"] = .object(items.mapValues(JSONValue.string)) }
        return .object(members)
    }
}
