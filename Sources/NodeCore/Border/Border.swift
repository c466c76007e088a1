package import HotlineCore
import Storage

/// The one way out: every outgoing message is built from what this lets pass (design section 5, "Privacy at the
/// border"; ZZ23-8a).
///
/// Tickets and events hold masked fields only, so what is left to do here is to strike the petitioner's values out of
/// free text: out of everything where they asked for confidentiality, else out of what goes up, which every hop passes
/// on unchanged to nodes that have nothing to do with the matter. Orders and reports go between those who handle it;
/// orders carry the contact that an assignee needs.
package struct Border: Sendable {
    /// The petitioner's fields as this node holds them.
    let personal: PersonalFields?
    private let confidential: Bool
    private let redaction: Redaction

    /// - Parameters:
    ///   - petitioner: the ticket's petitioner as this node holds them; nil where it holds nothing.
    init(_ ticket: Ticket, _ petitioner: PetitionerStore.Stored?) {
        personal = petitioner?.fields
        confidential = ticket.petitioner.confidential
        redaction = petitioner?.redaction(for: ticket) ?? Redaction()
    }

    /// The broken border of a simulation, which lets everything pass.
    static let missing = Border()

    private init() {
        (personal, confidential, redaction) = (nil, false, Redaction())
    }

    /// JSON as it may go to whoever stands above: feed events, the states they carry, escalations.
    package func cleanForFeed(_ json: [UInt8]) -> [UInt8] {
        redaction.apply(toJSON: json)
    }

    /// JSON as it may go to who handles the matter beside this node: orders, reports, directives.
    package func cleanForHandling(_ json: [UInt8]) -> [UInt8] {
        confidential ? redaction.apply(toJSON: json) : json
    }

    /// An event as it is recorded, with its JSON: what a confidential petitioner's data were typed into must reach
    /// neither journal nor ticket, or erasing the petitioner would leave them there.
    package func cleaned(_ event: TicketEvent) throws -> (event: TicketEvent, entry: [UInt8]) {
        let entry = try CanonicalJSON.encode(event)
        let clean = cleanForHandling(entry)
        return clean == entry ? (event, entry) : (try CanonicalJSON.decode(TicketEvent.self, from: clean), clean)
    }

    /// A state of an own ticket that a mirror held, with the texts in full that this node's own record still has. What
    /// went up was struck clean; taken back as it is, it would replace what was never lost.
    package func refill(_ mirrored: Ticket, from known: Ticket) throws -> Ticket {
        let struck = try CanonicalJSON.encode(mirrored)
        let full = redaction.refill(struck, from: try CanonicalJSON.encode(known))
        return full == struck ? mirrored : try CanonicalJSON.decode(Ticket.self, from: full)
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
