import Foundation
import HotlineCore
import WorkCalendar

/// One event as the sub-centre sends it.
struct RelayEvent: Sendable {
    /// `<generation>-<counter>`.
    let id: String
    /// The ticket that it is about; each event has its own.
    let ticket: String
    /// The CloudEvent in JSON.
    let bytes: [UInt8]

    /// The first `count` events, made before anything is measured.
    static func series(_ count: Int, now: Moment) throws -> [RelayEvent] {
        guard let node = NodeCode(rawValue: RelayTier.subcentre) else { return [] }
        let tickets = try RelayTickets(node: node, now: now)
        return try (1...count).map { try RelayEvent($0, of: tickets, now: now) }
    }

    private init(_ counter: Int, of tickets: RelayTickets, now: Moment) throws {
        let message = try tickets.acceptance(counter)
        id = "1-\(counter)"
        ticket = message.ticket.id.rawValue
        let event = JSONValue.object([
            "specversion": .string("1.0"), "id": .string(id), "source": .string(tickets.node.source),
            "type": .string(FeedMessage.type), "subject": .string(ticket), "time": .string(now.description),
            "datacontenttype": .string("application/json"), "data": try JSONValue(message),
        ])
        bytes = Array(event.line.utf8)
    }
}
