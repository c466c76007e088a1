import HotlineCore
import Storage
import SyncProtocol

/// The node, its links, and what waits for a person.
extension Component {
    static let ofNode: [Component] = [
        nodeIdentity, nodeStatus, discovery, peer, peerStream, alarm, owedMessage, deadLetter, parkedMessage,
        unrecovered, comparedDay, ownKey, peerKey, change,
    ]

    static let nodeIdentity = Component("NodeIdentity", "Who the node is", [
        .always("code", .component(nodeCode), "节点代码"), .always("name", .text("泽州县"), "节点名称"),
        .always("tier", .text("county"), "层级"), .always("software", .text("hotline/0.1"), "Program and version"),
        .always("generation", .count, "1 + the highest before the database was made or restored"),
        .always("epoch", JSONSchema.text.orNull, "Drawn with the generation"),
        .always("mode", JSONSchema.text("normal").orNull, "`normal`, or how far a recovery is"),
    ])

    static let nodeStatus = Component("NodeStatus", "The node on one screen 运行情况", [
        .always("node", .component(nodeIdentity), "Who it is"), .always("since", .moment, "When it was started"),
        .always("tickets", .object([
            .always("open", .count, "未办结"), .always("total", .count, "全部"), .always("overdue", .count, "逾期"),
        ]), "Own tickets"),
        .always("mirrors", .count, "Copies of tickets of nodes below"),
        .always("timers", .object([
            .always("next", JSONSchema.moment.orNull, "When the next is due"),
            .always("fired", .count, "Since the start"),
            .always("lateMs", .integer(4), "By how much the last were late"),
        ]), "What the clock brings"),
        .always("peers", .list(of: .component(peer)), "The neighbours"),
        .always("deadLetters", .count, "Undecided ones 死信"), .always("parked", .count, "Parked messages"),
        .always("alarms", .list(of: .component(alarm)), "Open alarms 告警"),
        .always("disk", .object([
            .always("condition", .oneOf(["healthy", "low", "full", "failing"]), "What it allows"),
            .always("since", JSONSchema.moment.orNull, "Since when"),
            .always("detail", JSONSchema.text.orNull, "In words"),
            .maybe("freeBytes", .count, "What is free"),
        ]), "磁盘"),
        .always("walBytes", .count, "The database's log"), .always("memoryBytes", .count, "Resident memory"),
    ])

    static let discovery = Component("Discovery", "Who the node is and which versions it speaks", [
        .always("code", .component(nodeCode), "节点代码"), .always("name", .text("泽州县"), "节点名称"),
        .always("tier", .text("county"), "层级"), .always("software", .text("hotline/0.1"), "Program and version"),
        .always("generation", .count, "Its generation"),
        .always("publicKeys", .list(of: .text(NodeContext.exampleKey)), "What it signs with"),
        .always("journalSeals", .flag, "Whether it keeps seals of journals below"),
        .always("protocols", .list(of: .count), "Versions of the protocol between nodes"),
        .always("accepts", .list(of: .text("application/cloudevents-batch+json")), "Media types of events"),
        .always("limits", .object([
            .always("batchEvents", .count, "Events in one request"),
            .always("batchBytes", .count, "Bytes of one request"),
        ]), "What it takes at once"),
    ])

    static let peer = Component("Peer", "A neighbour and how the links with it fare", [
        .always("code", .component(nodeCode), "节点代码"), .always("name", JSONSchema.text("晋城市").orNull, "节点名称"),
        .always("relation", JSONSchema.oneOf(["upper", "lower"]).orNull, "Above or below"),
        .always("state", .oneOf(["connected", "waiting", "suspended", "never"]), "In one word"),
        .always("generation", .count, "The highest seen of it"),
        .always("helloAt", JSONSchema.moment.orNull, "The last greeting"),
        .always("suspended", JSONSchema.component(problem).orNull, "Why the link is suspended, and what mends it"),
        .always("clock", JSONSchema.object([
            .always("offsetSeconds", .integer(-2), "How far its clock is ahead"),
            .always("beyondTolerance", .flag, "Whether the two no longer hear each other"),
            .always("at", .moment, "When read"),
        ]).orNull, "What its signatures tell of its clock"),
        .always("streams", .list(of: .component(peerStream)), "Both directions of orders and feed"),
        .always("outages", .list(of: .object([
            .always("since", .moment, "From"), .always("until", JSONSchema.moment.orNull, "To; null while it lasts"),
            .always("cause", JSONSchema.text.orNull, "Why"),
        ])), "The last outages"),
        .always("reconciliation", JSONSchema.object([
            .always("at", .moment, "When"), .always("equal", .flag, "Whether both agreed"),
            .always("differing", .count, "Tickets that differed"),
            .always("redelivered", .count, "What was sent again"),
            .always("failure", JSONSchema.text.orNull, "Why it could not be done"),
        ]).orNull, "How the last comparison ended 对账"),
    ])

    static let peerStream = Component("PeerStream", "One direction of one stream", [
        .always("name", .oneOf(StreamName.self), "`orders` or `feed`"),
        .always("direction", .oneOf(["out", "in"]), "Seen from this node"),
        .maybe("next", .count, "Out: the position that the next message gets"),
        .maybe("acknowledged", .count, "Out: confirmed up to there"),
        .maybe("backlog", .count, "Out: owed and unconfirmed"),
        .maybe("oldestUnsentAt", JSONSchema.moment.orNull, "Out: since when the oldest waits"),
        .maybe("failures", .count, "Out: failures in a row"),
        .maybe("nextTryAt", JSONSchema.moment.orNull, "Out: the next try"),
        .maybe("lastError", JSONSchema.text.orNull, "Out: the last failure"),
        .maybe("highest", .count, "In: applied up to there"),
        .always("appliedAt", JSONSchema.moment.orNull, "When something was last really applied"),
    ])

    static let alarm = Component("Alarm", "What a person has to know 告警", [
        .always("id", .text("7"), "Its row"), .always("kind", .text("link-suspended"), "What kind"),
        .always("peer", JSONSchema.text.orNull, "About which neighbour"), .always("at", .moment, "When"),
        .always("detail", JSONSchema.text.orNull, "In words"),
    ])

    static let owedMessage = Component("OwedMessage", "A message that a neighbour has not confirmed 待送达", [
        .always("peer", .component(nodeCode), "To whom"), .always("stream", .oneOf(StreamName.self), "On which stream"),
        .always("position", .count, "Its place there"), .always("id", JSONSchema.text.orNull, "The event's id"),
        .always("type", JSONSchema.text.orNull, "The event's type"),
        .always("subject", JSONSchema.text.orNull, "What it is about"),
        .always("owedAt", .moment, "Since when"),
    ])

    static let deadLetter = Component("DeadLetter", "A message that a neighbour will not take 死信", [
        .always("id", .text("7"), "Its row"), .always("peer", .component(nodeCode), "Who refuses it"),
        .always("stream", .oneOf(StreamName.self), "On which stream"), .always("position", .count, "Its place there"),
        .always("eventId", JSONSchema.text.orNull, "The event's id"), .always("at", .moment, "When"),
        .always("problem", JSONSchema.component(problem).orNull, "Why"),
        .always("decision", JSONSchema.text("requeued").orNull, "What a person decided"),
        .always("decidedAt", JSONSchema.moment.orNull, "When"), .always("decidedBy", JSONSchema.text.orNull, "Who"),
        .maybe("event", .anything, "The message with the petitioner's fields masked"),
    ])

    static let parkedMessage = Component("ParkedMessage", "A report that waits for what comes before it", [
        .always("id", .text("7"), "Its row"), .always("peer", .component(nodeCode), "From whom"),
        .always("assignment", JSONSchema.component(assignmentID).orNull, "Of which share"),
        .always("direction", JSONSchema.text.orNull, "Order or report"),
        .always("ordinal", JSONSchema.integer(3).orNull, "Its place"),
        .always("reason", JSONSchema.text.orNull, "What it waits for"), .always("at", .moment, "Since when"),
        .always("event", .anything, "The message with the petitioner's fields masked"),
    ])

    static let unrecovered = Component("Unrecovered", "What a restore lost for good", [
        .always("id", .text("7"), "Its row"), .always("at", .moment, "When"),
        .always("ticket", JSONSchema.text.orNull, "Which ticket"),
        .always("detail", JSONSchema.text.orNull, "In words"),
    ])

    static let comparedDay = Component("ComparedDay", "One node's tickets of one registration day, on both sides 对账", [
        .always("source", .text("140525"), "Whose tickets"), .always("day", .day, "Registered on"),
        .always("ours", .object([.always("count", .count, "How many here")]), "This side"),
        .always("theirs", .object([.always("count", .count, "How many there")]), "The other"),
        .always("equal", .flag, "Whether both agree"), .always("missing", .list(of: .text), "Not there"),
        .always("older", .list(of: .text), "Older there"), .always("newer", .list(of: .text), "Newer there"),
        .always("different", .list(of: .text), "As new and different"), .always("redelivered", .count, "Sent again"),
    ])

    static let ownKey = Component("OwnKey", "A key that this node signs with", [
        .always("id", .text, "As `keyid` names it"), .always("key", .text("ed25519:JrQLj5P…"), "The public half"),
    ])

    static let peerKey = Component("PeerKey", "A neighbour's key, and who trusted or revoked it", [
        .always("peer", .component(nodeCode), "Whose"), .always("id", JSONSchema.text.orNull, "As `keyid` names it"),
        .always("key", .text("ed25519:JrQLj5P…"), "The public half"), .always("holds", .flag, "Whether it is believed"),
        .always("trustedAt", JSONSchema.moment.orNull, "Since when"),
        .always("trustedBy", JSONSchema.text.orNull, "By whom"),
        .always("revokedAt", JSONSchema.moment.orNull, "Until when"),
        .always("revokedBy", JSONSchema.text.orNull, "By whom"),
    ])

    static let change = Component("ChangeEvent", "The data of one server-sent event: what changed, no content", [
        .always("ticket", .component(ticketID), "Which ticket"),
        .always("rootId", .component(ticketID), "Of which matter"),
        .always("generation", .count, "With `revision`: its state"),
        .always("revision", .count, "The number of events"),
        .always("type", .text("ticket.accepted"), "What happened"),
        .always("state", .text("accepted"), "Where it stands"),
        .always("at", .moment, "When"),
    ])
}
