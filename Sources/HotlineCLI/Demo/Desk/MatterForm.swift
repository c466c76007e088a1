import HotlineCore

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

    /// 回复诉求人.
    struct Reply: Sendable {
        var means = "电话"
        var content: String
    }

    /// The body of the action `complete`.
    func form(person: String) -> JSONValue {
        var members: [String: JSONValue] = [
            "handling": .string(handling), "result": .string(result), "person": .string(person),
        ]
        members["reply"] = reply.map { .object(["means": .string($0.means), "content": .string($0.content)]) }
        return .object(members)
    }
}
