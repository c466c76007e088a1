import HotlineCore
import SyncProtocol

/// What nodes and other systems say to each other.
extension Component {
    static let ofExchange: [Component] = [cloudEvent, inboxAnswer, hello]

    static let cloudEvent = Component("CloudEvent", "An event (CloudEvents 1.0, JSON)", [
        .always("specversion", JSONSchema(["type": "string", "const": "1.0"]).example("1.0"), "Of CloudEvents"),
        .always("id", JSONSchema(["type": "string", "minLength": 1]).example("1"), "With `source` the key, for ever"),
        .always("source", JSONSchema(["type": "string", "minLength": 1]).example("urn:tax:12366"), "Who says so"),
        .always("type", JSONSchema(["type": "string", "minLength": 1]).example("cn.hotline.matter.submitted.v1"),
            "What happened"),
        .maybe("subject", .text, "What it is about"), .maybe("time", .moment, "When"),
        .maybe("datacontenttype", .text("application/json"), "What `data` is"),
        .maybe("data", .anything, "What the type says; of a submitted matter the form of `POST /api/v1/tickets`"),
    ])

    static let inboxAnswer = Component("InboxAnswer", "What became of an event", [
        .maybe("id", .text("1"), "The event"),
        .maybe("status", .oneOf(["accepted", "duplicate", "refused"]), "What became of it"),
        .maybe("ticket", .component(ticketID), "The ticket that it became"),
        .maybe("problem", .component(problem), "Why it was refused"),
        .maybe("results", .list(of: .object([])), "Of a batch: one for each event"),
        .maybe("acknowledged", .count, "Of a stream: taken up to there"),
        .maybe("generation", .count, "Of a stream: the receiver's"),
        .maybe("epoch", JSONSchema.text.orNull, "Of a stream: the receiver's"),
        .maybe("refused", .list(of: .object([])), "Of a stream: what was refused alone"),
        .maybe("missing", .list(of: .text), "Of a stream: contents that the receiver lacks"),
    ])

    static let hello = Component("Hello", "Where a node and its streams stand 握手", [
        .always("node", .component(nodeCode), "Who speaks"), .always("generation", .count, "Its generation"),
        .maybe("epoch", JSONSchema.text.orNull, "Drawn with the generation"),
        .always("streams", .list(of: .object([])), "The ends of the streams with the addressed node"),
    ])
}
