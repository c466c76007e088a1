import Crypto
import Foundation
import HotlineCore
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
    let position: Int
    /// The stream's chain over all events before this one.
    let chainBefore: [UInt8]

    /// The first `count` events, made before anything is measured.
    static func series(_ count: Int, now: Moment) throws -> [RelayEvent] {
        guard let node = NodeCode(rawValue: RelayTier.subcentre) else { return [] }
        let tickets = try RelayTickets(node: node, now: now)
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        var chain = [UInt8](repeating: 0, count: 32)
        return try (1...count).map { position in
            let message = try tickets.acceptance(position)
            let envelope = Envelope(id: "1-\(position)", source: node.source, time: now, data: message)
            defer { chain = Self.extended(chain, by: envelope) }
            return RelayEvent(
                id: envelope.id, ticket: envelope.subject, bytes: Array(try encoder.encode(envelope)),
                position: position, chainBefore: chain)
        }
    }

    /// Design section 5: the running digest over the identifiers, so that a restored sender is found out.
    private static func extended(_ chain: [UInt8], by envelope: Envelope) -> [UInt8] {
        SHA256.hash(chain + "\(envelope.source)\n\(envelope.id)".utf8).bytes
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
