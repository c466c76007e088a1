import Crypto
import Foundation
import HotlineCore
import SyncProtocol
import WorkCalendar

/// One event as the sub-centre sends it, and its place in the stream.
struct RelayEvent: Sendable {
    /// `<generation>-<counter>`.
    let id: String
    /// The ticket that it is about; each event has its own.
    let ticket: String
    /// The CloudEvent in JSON, keys sorted.
    let bytes: [UInt8]
    /// From 1, the order in which events are sent.
    let position: Int64
    /// The stream's chain over all events before this one.
    let chainBefore: Digest32

    /// The first `count` events, made before anything is measured.
    static func series(_ count: Int, now: Moment) throws -> [RelayEvent] {
        guard let node = NodeCode(rawValue: RelayTier.subcentre) else { return [] }
        let tickets = try RelayTickets(node: node, now: now)
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        var chain = Chain.origin
        return try (1...count).map { position in
            let message = try tickets.acceptance(position)
            let envelope = Envelope(id: "1-\(position)", source: node.source, time: now, data: message)
            let key = EventKey(source: envelope.source, id: envelope.id)
            defer { chain = Chain.next(chain, key, hashing: Hash.self) }
            return RelayEvent(
                id: envelope.id, ticket: envelope.subject, bytes: Array(try encoder.encode(envelope)),
                position: Int64(position), chainBefore: chain)
        }
    }

    /// The protocol's digest, from the system's library.
    private enum Hash: Hashing {
        static func sha256(_ bytes: UnsafeRawBufferPointer) -> Digest32 {
            SHA256.hash(bytes).withUnsafeBytes { Digest32(loading: $0) }
        }
    }

    /// A CloudEvent 1.0 in structured mode.
    private struct Envelope: Encodable {
        let specversion = "1.0"
        let id: String
        let source: String
        let type = FeedMessage.type
        let subject: String
        let time: Moment
        let datacontenttype = "application/json"
        let data: FeedMessage

        init(id: String, source: String, time: Moment, data: FeedMessage) {
            self.id = id
            self.source = source
            self.time = time
            self.data = data
            subject = data.ticket.id.rawValue
        }
    }
}
