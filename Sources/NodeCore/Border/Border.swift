package import HotlineCore
import Storage

/// The one way out: every outgoing message is built from what this lets pass (design section 5, "Privacy at the
/// border"; ZZ23-8a).
///
/// Tickets and events hold masked values only, so what is left to do here is to strike the values of a confidential
/// petitioner out of free text, and to add the contact that an assignee needs to answer anyone else.
package struct Border: Sendable {
    private let personal: PersonalFields?
    private let confidential: Bool
    private let redaction: Redaction

    /// - Parameters:
    ///   - personal: the petitioner's fields as this node holds them; nil where it holds none.
    package init(personal: PersonalFields?, confidential: Bool) {
        self.personal = personal
        self.confidential = confidential
        let values = confidential ? personal.map { [$0.name, $0.phone, $0.idNumber, $0.address] } ?? [] : []
        redaction = Redaction(values.compactMap(\.self))
    }

    /// JSON as it may leave this node.
    package func clean(_ json: [UInt8]) -> [UInt8] {
        redaction.apply(toJSON: json)
    }

    /// An event as it is recorded, with its JSON: what a confidential petitioner's data were typed into must reach
    /// neither journal nor ticket, or erasing the petitioner would leave them there.
    package func cleaned(_ event: TicketEvent) throws -> (event: TicketEvent, entry: [UInt8]) {
        let entry = try CanonicalJSON.encode(event)
        guard !redaction.isEmpty else { return (event, entry) }
        let clean = redaction.apply(toJSON: entry)
        return clean == entry ? (event, entry) : (try CanonicalJSON.decode(TicketEvent.self, from: clean), clean)
    }

    /// The order as it may leave: with the contact where the assignee needs it and the petitioner did not ask for
    /// confidentiality.
    package func complete(_ message: OrderMessage) -> OrderMessage {
        guard !confidential, case .dispatched(var matter) = message.order, matter.needsContact else { return message }
        matter.contact = personal
        var message = message
        message.order = .dispatched(matter)
        return message
    }

    /// The full record for a link that says `personalData: full`; nil for a confidential petitioner.
    package var fullRecord: PersonalFields? {
        confidential ? nil : personal
    }
}
