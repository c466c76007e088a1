/// A valid CloudEvents 1.0 event: a view over the bytes as they were received, which are what is stored and passed on.
package struct Event: Sendable, Equatable {
    /// `source` and `id`: the key of idempotency, for ever.
    package let key: EventKey
    /// `cn.hotline.<noun>.<past participle>.v1` for nodes.
    package let type: String
    package let subject: String?
    /// RFC 3339, as written.
    package let time: String?
    package let dataContentType: String?
    package let dataSchema: String?
    /// Extension attributes in the order of the bytes; integers and booleans in their canonical text.
    package let extensions: [EventExtension]
    /// The whole event, as received; for binary mode the structured form in canonical JSON.
    package let json: ArraySlice<UInt8>
    /// The JSON value of `data`, as received. Nil where the event has none or has `data_base64`.
    package let data: ArraySlice<UInt8>?
    /// The text of `data_base64`.
    package let dataBase64: String?
    /// The digest of the canonical form, hop attributes left out (see `CanonicalEvent`).
    package let digest: Digest32
    /// For a notice that stands in for a message set aside: the key of that message (see `Withheld`).
    package let withheld: EventKey?

    /// The two parts of the key.
    package var source: String { key.source }
    package var id: String { key.id }

    /// The value of an extension attribute, such as `traceparent`.
    package func value(ofExtension name: String) -> String? {
        extensions.first { $0.name == name }?.value
    }
}

/// One extension attribute.
package struct EventExtension: Sendable, Equatable {
    package let name: String
    package let value: String

    package init(name: String, value: String) {
        self.name = name
        self.value = value
    }
}

/// One element of a batch. Every element takes its position and its place in the chain, valid or not.
package enum ReceivedEvent: Sendable, Equatable {
    case event(Event)
    case fault(EventFault)

    /// What enters the chain at this position.
    package var chainKey: EventKey {
        switch self {
        case .event(let event): event.withheld ?? event.key
        case .fault(let fault): fault.key
        }
    }
}

/// An event that can never be accepted, whatever its place.
package struct EventFault: Error, Sendable, Equatable {
    /// `source` and `id` as far as they could be read, else empty.
    package let key: EventKey
    /// Names every defect at once.
    package let problem: Problem

    package init(key: EventKey, problem: Problem) {
        self.key = key
        self.problem = problem
    }
}
