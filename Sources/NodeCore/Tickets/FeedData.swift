/// The `data` of a feed event, put together from parts that are encoded already: the event as the journal holds it and
/// the ticket as it is stored, so that neither is encoded twice.
enum FeedData {
    /// `{"due":…,"event":{…},"ticket":{…}}`, keys sorted; `due` in milliseconds, left out where no limit runs.
    static func bytes(due: Int64?, event: [UInt8], ticket: [UInt8]) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(event.count + ticket.count + 64)
        bytes.append(UInt8(ascii: "{"))
        if let due { bytes.append(contentsOf: "\"due\":\(due),".utf8) }
        bytes.append(contentsOf: "\"event\":".utf8)
        bytes.append(contentsOf: event)
        bytes.append(contentsOf: ",\"ticket\":".utf8)
        bytes.append(contentsOf: ticket)
        bytes.append(UInt8(ascii: "}"))
        return bytes
    }
}
