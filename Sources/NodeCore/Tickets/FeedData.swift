/// The `data` of a feed event, put together from parts that are encoded already: the event as the journal holds it, the
/// ticket as it is stored, so that neither is encoded twice, and what the units that it names are called.
enum FeedData {
    /// `{"due":…,"event":{…},"ticket":{…},"units":{"xiacun":"下村镇"}}`, keys sorted; `due` in milliseconds, left out
    /// where no limit runs, as `units` is where none has a name. Neighbours of an earlier version neither send `units`
    /// nor read it, and pass it on.
    static func bytes(due: Int64?, event: [UInt8], ticket: [UInt8], units: [UInt8]?) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(event.count + ticket.count + (units?.count ?? 0) + 64)
        bytes.append(UInt8(ascii: "{"))
        if let due { bytes.append(contentsOf: "\"due\":\(due),".utf8) }
        bytes.append(contentsOf: "\"event\":".utf8)
        bytes.append(contentsOf: event)
        bytes.append(contentsOf: ",\"ticket\":".utf8)
        bytes.append(contentsOf: ticket)
        if let units {
            bytes.append(contentsOf: ",\"units\":".utf8)
            bytes.append(contentsOf: units)
        }
        bytes.append(UInt8(ascii: "}"))
        return bytes
    }
}
