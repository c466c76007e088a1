/// Bounds on events and batches; lengths in bytes.
package struct EventLimits: Sendable, Equatable {
    /// Events in a batch.
    package var events: Int
    /// A whole event.
    package var eventBytes: Int
    /// `id`, `type`, `datacontenttype`.
    package var shortBytes: Int
    /// `source`, `subject`, `dataschema`, the value of an extension.
    package var longBytes: Int
    /// Extension attributes of an event.
    package var extensions: Int
    package var json: JSONLimits

    package init(
        events: Int = 1000, eventBytes: Int = 1 << 20, shortBytes: Int = 256, longBytes: Int = 2048,
        extensions: Int = 32, json: JSONLimits = JSONLimits()
    ) {
        self.events = events
        self.eventBytes = eventBytes
        self.shortBytes = shortBytes
        self.longBytes = longBytes
        self.extensions = extensions
        self.json = json
    }
}
