/// What makes an event one event, for ever: `source` and `id` together (CloudEvents 1.0, section 3.1.1).
package struct EventKey: Hashable, Comparable, Sendable {
    /// `urn:hotline:<node code>` for nodes, any URI reference for others.
    package let source: String
    /// Unique within the source; `<generation>-<counter>` for nodes.
    package let id: String

    package init(source: String, id: String) {
        self.source = source
        self.id = id
    }

    package static func < (left: EventKey, right: EventKey) -> Bool {
        (left.source, left.id) < (right.source, right.id)
    }
}
