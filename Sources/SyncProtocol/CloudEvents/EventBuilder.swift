/// Writes an event in its canonical form, which is what nodes send: sorted keys, no white space, fewest escapes.
package struct EventBuilder: Sendable {
    package var key: EventKey
    package var type: String
    package var subject: String?
    /// RFC 3339 with offset and milliseconds.
    package var time: String?
    /// Left out where it is `application/json`, the meaning of its absence.
    package var dataContentType: String?
    package var dataSchema: String?
    package var extensions: [EventExtension]
    /// JSON, in any spelling.
    package var data: [UInt8]?
    package var dataBase64: String?

    package init(
        key: EventKey, type: String, subject: String? = nil, time: String? = nil, dataContentType: String? = nil,
        dataSchema: String? = nil, extensions: [EventExtension] = [], data: [UInt8]? = nil, dataBase64: String? = nil
    ) {
        self.key = key
        self.type = type
        self.subject = subject
        self.time = time
        self.dataContentType = dataContentType
        self.dataSchema = dataSchema
        self.extensions = extensions
        self.data = data
        self.dataBase64 = dataBase64
    }

    /// The event's bytes. Throws where `data` is not JSON. The tape is only lent, for its memory.
    package func encoded(using tape: inout JSONTape) throws(JSONFault) -> [UInt8] {
        var writer = JSONCanonicaliser()
        writer.output.reserveCapacity(512 + (data?.count ?? 0))
        let contentType = dataContentType == CanonicalEvent.defaultContentType ? nil : dataContentType
        var members: [(name: String, value: String?)] = [
            ("datacontenttype", contentType), ("dataschema", dataSchema), ("data_base64", dataBase64), ("id", key.id),
            ("source", key.source), ("specversion", "1.0"), ("subject", subject), ("time", time), ("type", type),
        ]
        members += extensions.map { ($0.name, $0.value) }
        if data != nil { members.append(("data", nil)) }
        members.removeAll { $0.value == nil && $0.name != "data" }
        members.sort { $0.name < $1.name }
        for (index, member) in members.enumerated() {
            writer.output.append(index == 0 ? 0x7B : 0x2C)
            writer.write(member.name)
            writer.output.append(0x3A)
            if let value = member.value {
                writer.write(value)
            } else if let data {
                try writer.append(data, using: &tape)
            }
        }
        writer.output.append(0x7D)
        return writer.output
    }

    /// The event's bytes. Throws where `data` is not JSON.
    package func encoded() throws(JSONFault) -> [UInt8] {
        var tape = JSONTape()
        return try encoded(using: &tape)
    }
}

/// `application/cloudevents-batch+json`: received bytes are joined, never decoded.
package enum EventBatch {
    package static let contentType = "application/cloudevents-batch+json"

    /// The batch of events given as their bytes, in order.
    package static func joined(_ events: some Collection<ArraySlice<UInt8>>) -> [UInt8] {
        var body: [UInt8] = []
        body.reserveCapacity(events.reduce(2) { $0 + $1.count + 1 })
        body.append(0x5B)
        for event in events {
            if body.count > 1 { body.append(0x2C) }
            body.append(contentsOf: event)
        }
        body.append(0x5D)
        return body
    }
}
