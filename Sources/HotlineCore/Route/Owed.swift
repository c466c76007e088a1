/// A message that an event owes to another node.
package enum Owed: Hashable, Sendable {
    /// To the assignee node, on `orders`.
    case order(OrderMessage)
    /// To the assigner node, on `orders`.
    case report(ReportMessage)
    /// To one upper node, on `feed`.
    case feed(FeedMessage, to: NodeCode)
    /// Towards the ticket's owner, hop by hop, on `orders`.
    case directive(Directive, to: NodeCode)
    /// Upward, hop by hop, on `orders`.
    case escalation(Escalation, to: NodeCode)

    /// The node that the message is finally for; for directives and escalations the next hop may be another.
    package var to: NodeCode {
        switch self {
        case .order(let message): message.assignee
        case .report(let message): message.assigner
        case .feed(_, let node), .directive(_, let node), .escalation(_, let node): node
        }
    }

    /// The stream that carries it.
    package var stream: String {
        if case .feed = self { "feed" } else { "orders" }
    }

    /// The CloudEvents type.
    package var type: String {
        switch self {
        case .order(let message): message.type
        case .report(let message): message.type
        case .feed: MessageType.feed
        case .directive: MessageType.directive
        case .escalation: MessageType.escalation
        }
    }

    /// What goes into the CloudEvents `data`.
    package var data: any Encodable & Sendable {
        switch self {
        case .order(let message): message
        case .report(let message): message
        case .feed(let message, _): message
        case .directive(let directive, _): directive
        case .escalation(let escalation, _): escalation
        }
    }
}
