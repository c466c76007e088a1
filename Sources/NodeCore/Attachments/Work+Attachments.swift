import HotlineCore
import Storage

extension Work {
    /// Notes the contents that an event of an own ticket names: that they are here, or who brings them.
    func noteAttachments(of event: TicketEvent, after ticket: Ticket) throws {
        let source = ticket.source(of: event)
        for attachment in event.attachments {
            try BlobStore.note(
                attachment.digest, size: attachment.size, mediaType: attachment.mediaType, ticket: ticket.id,
                isHere: source == nil, in: transaction)
            if let source {
                try BlobStore.name(attachment.digest, by: source, in: transaction)
                effects.blobs.insert(source)
            }
            guard let original = attachment.original else { continue }
            // Only the size of what leaves is told; the original's is the file's own affair.
            try BlobStore.note(
                original, size: 0, mediaType: attachment.mediaType, ticket: ticket.id, isHere: source == nil,
                in: transaction)
        }
    }

    /// Owes contents to the neighbour whose message names them.
    func owe(_ attachments: [Attachment], to peer: NodeCode) throws {
        for attachment in attachments { try BlobStore.owe(attachment.digest, to: peer, in: transaction) }
        if !attachments.isEmpty { effects.blobs.insert(peer) }
    }

    /// What this node lacks and a neighbour has, as answers name it.
    func missing(from peer: NodeCode) throws -> [String] {
        try BlobStore.missing(from: peer, in: transaction).map(\.rawValue)
    }
}

extension Ticket {
    /// The neighbour that brings what an event names; nil where a person did here.
    fileprivate func source(of event: TicketEvent) -> NodeCode? {
        if case .recovered(let recovered) = event.change { return recovered.recovery.from }
        guard let cause = event.cause else { return nil }
        if let order, order.assignment == cause.assignment { return order.assigner }
        return assignment(cause.assignment)?.assignee.node
    }
}

extension TicketEvent {
    /// The attachments that it brings to the ticket.
    fileprivate var attachments: [Attachment] {
        switch change {
        case .attached(let added): [added.attachment]
        case .ordered(let ordered): ordered.attachments ?? []
        case .recovered(let recovered): recovered.ticket.attachments ?? []
        default: []
        }
    }
}

extension OrderMessage {
    /// The attachments that the assignee is to have.
    var attachments: [Attachment] {
        switch order {
        case .dispatched(let matter): matter.attachments ?? []
        case .attached(let attachment): [attachment]
        default: []
        }
    }
}

extension ReportMessage {
    /// The attachments that the assigner is to have.
    var attachments: [Attachment] {
        if case .attached(let attachment) = report { [attachment] } else { [] }
    }
}
