package import HotlineCore
import Storage
import SyncProtocol

/// An event that waits for a person's decision, as those may read it who look after the node: they decide on messages,
/// and see nobody's personal data for it.
package struct StoredEvent {
    private let bytes: [UInt8]
    private let event: InboundEvent

    /// Reads an event; nil for what is none.
    package init?(_ bytes: [UInt8]) {
        var reader = InboundReader()
        guard let event = try? reader.single(bytes) else { return nil }
        self.bytes = bytes
        self.event = event
    }

    /// The ticket that it is about, at the node that keeps it.
    package var ticket: TicketID? { event.subject.flatMap(TicketID.init(rawValue:)) }

    /// The assignment that an order or a report is about.
    package var assignment: AssignmentID? {
        switch event.content {
        case .order(let message): message.assignment
        case .report(let message): message.assignment
        default: nil
        }
    }

    /// Whether it says itself that its petitioner asked for confidentiality (ZZ23-8a).
    package var saysConfidential: Bool {
        switch event.content {
        case .feed(let state, _): state.confidential
        case .order(let message):
            if case .dispatched(let matter) = message.order { matter.petitioner.confidential } else { false }
        case .matter(let submitted): PetitionerSummary(submitted.register.petitioner, reference: nil).confidential
        default: false
        }
    }

    /// The event as JSON with the petitioner's fields masked. Of a type that this version does not know, or of data
    /// that it cannot read, only the envelope: what such data hold of a person cannot be told.
    package var shown: [UInt8]? {
        switch event.content {
        case .unknown, .unacceptable:
            try? CanonicalJSON.encode(CanonicalJSON.decode(Envelope.self, from: bytes))
        default: PersonalMask.apply(toJSON: bytes)
        }
    }

    /// The attributes of a CloudEvents event that name no person.
    private struct Envelope: Codable {
        var specversion: String?
        var id: String?
        var source: String?
        var type: String?
        var subject: String?
        var time: String?
    }
}
