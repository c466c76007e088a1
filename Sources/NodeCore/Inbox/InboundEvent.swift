package import HotlineCore
package import Storage
package import SyncProtocol

/// An event that came in, read and digested before its transaction.
package struct InboundEvent: Sendable {
    /// What an event asks this node to do.
    package enum Content: Sendable {
        /// Another node's ticket changed: the state after it.
        case feed(MirrorState, change: String)
        case order(OrderMessage)
        case report(ReportMessage)
        case directive(Directive)
        case escalation(Escalation)
        /// The full record of a petitioner, over a link that carries personal data.
        case petitioner(PetitionerRecord)
        /// A neighbouring system hands over a matter (JY24-20c).
        case matter(Register)
        /// A type of a later version: parked and shown.
        case unknown(type: String)
        /// It can never be accepted.
        case unacceptable(Problem)
    }

    package var key: MessageKey
    package var subject: String?
    package var traceparent: String?
    /// Digest of the canonical form.
    package var digest: Digest32
    /// The event as received; passed on as it is.
    package var bytes: ArraySlice<UInt8>
    package var content: Content
}

/// The events of one request on a stream.
package struct InboundBatch: Sendable {
    package var header: StreamHeader
    package var events: [InboundEvent]

    package init(header: StreamHeader, events: [InboundEvent]) {
        self.header = header
        self.events = events
    }
}

/// A petitioner's full record as it goes up over a link that says `personalData: full`.
package struct PetitionerRecord: Codable, Hashable, Sendable {
    /// The CloudEvents type.
    package static let type = "cn.hotline.petitioner.recorded.v1"

    package var reference: String
    package var ticket: TicketID
    package var fields: PersonalFields
}
