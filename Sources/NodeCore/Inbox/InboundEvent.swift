package import HotlineCore
package import Storage
package import SyncProtocol

/// An event that came in, read and digested before its transaction.
package struct InboundEvent: Sendable {
    /// What an event asks this node to do. Indirect: events are moved about a good deal, and some of these are large.
    package indirect enum Content: Sendable {
        /// Another node's ticket changed: the state after it.
        case feed(MirrorState, change: String)
        case order(OrderMessage)
        case report(ReportMessage)
        case directive(Directive)
        case escalation(Escalation)
        /// The full record of a petitioner, over a link that carries personal data.
        case petitioner(PetitionerRecord)
        /// A neighbouring system hands over a matter (JY24-20c).
        case matter(SubmittedMatter)
        /// The place of a message that its sender set aside.
        case withheld
        /// A type of a later version: parked and shown.
        case unknown(type: String)
        /// It can never be accepted.
        case unacceptable(Problem)
    }

    /// Under which it is known for ever.
    package var key: MessageKey
    /// What the stream's chain runs over: the key, or that of the message whose place this takes.
    package var chainKey: EventKey
    /// The ticket that it is about, and the W3C trace context it travels with.
    package var subject: String?
    package var traceparent: String?
    /// Digest of the canonical form.
    package var digest: Digest32
    /// The event as received; passed on as it is.
    package var bytes: ArraySlice<UInt8>
    /// What it asks of this node.
    package var content: Content
}

/// A matter that a neighbouring system hands over, as the body of `POST /tickets`.
package struct SubmittedMatter: Codable, Hashable, Sendable {
    /// The CloudEvents type.
    package static let type = "cn.hotline.matter.submitted.v1"

    /// The registration that it stands for.
    package var register: Register

    package init(_ register: Register) { self.register = register }

    /// Reads and writes the registration itself, without a wrapper.
    package init(from decoder: any Decoder) throws { register = try Register(from: decoder) }
    package func encode(to encoder: any Encoder) throws { try register.encode(to: encoder) }
}

/// The events of one request on a stream.
package struct InboundBatch: Sendable {
    /// Where the events stand on their stream, and the events in order.
    package var header: StreamHeader
    package var events: [InboundEvent]
    /// The end of the sender's journal; nil where it did not say.
    package var journal: JournalHead?

    /// The position of the last event; the one before `first` where there is none.
    package var last: Int64 { header.first + Int64(events.count) - 1 }

    package init(header: StreamHeader, journal: JournalHead? = nil, events: [InboundEvent]) {
        self.header = header
        self.journal = journal
        self.events = events
    }
}

/// A petitioner's full record as it goes up over a link that says `personalData: full`.
package struct PetitionerRecord: Codable, Hashable, Sendable {
    /// The CloudEvents type.
    package static let type = "cn.hotline.petitioner.recorded.v1"

    /// The key under which the ticket refers to the record, the ticket, and the person's data.
    package var reference: String
    package var ticket: TicketID
    package var fields: PersonalFields
}
