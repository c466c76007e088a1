import Storage
import SyncProtocol

/// An event that waits for a person's decision, as those may read it who look after the node: they decide on messages,
/// and see nobody's personal data for it.
package enum StoredEvent {
    /// The event as JSON with the petitioner's fields masked. Of a type that this version does not know, or of data
    /// that it cannot read, only the envelope: what such data hold of a person cannot be told. Nil for what is no
    /// event.
    package static func shown(_ bytes: [UInt8]) -> [UInt8]? {
        var reader = InboundReader()
        guard let event = try? reader.single(bytes) else { return nil }
        switch event.content {
        case .unknown, .unacceptable:
            return try? CanonicalJSON.encode(CanonicalJSON.decode(Envelope.self, from: bytes))
        default: return PersonalMask.apply(toJSON: bytes)
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
