package import Database
package import HotlineCore
package import SyncProtocol

/// What is owed to peers and not confirmed yet, as an operator lists it.
package enum OwedMessages {
    /// A message at its place in a stream.
    package struct Item: Sendable {
        package var key: StreamKey
        package var position: Int64
        package var owedAt: Int64
        /// The event as it travels.
        package var body: [UInt8]
    }

    /// Where a page ended: peer, stream and position.
    package struct Cursor: Sendable, Hashable {
        package var stream: Int64
        package var position: Int64

        /// `3.1042`, as it stands in a page's `next`.
        package init?(_ text: String) {
            let parts = text.split(separator: ".", omittingEmptySubsequences: false)
            guard parts.count == 2, let stream = Int64(parts[0]), let position = Int64(parts[1]) else { return nil }
            self.stream = stream
            self.position = position
        }

        init(stream: Int64, position: Int64) {
            self.stream = stream
            self.position = position
        }

        /// As it stands in an answer of the API, for the next question.
        package var text: String { "\(stream).\(position)" }
    }

    /// A page, oldest first within each stream.
    package struct Page: Sendable {
        package var items: [Item] = []
        package var next: Cursor?
        package var total: Int64 = 0
    }

    /// - Parameters:
    ///   - peer: only what is owed to this node.
    ///   - stream: only what is owed on this stream.
    package static func list(
        peer: NodeCode?, stream: StreamName?, after cursor: Cursor?, limit: Int, in transaction: ReadTransaction
    ) throws -> Page {
        var page = Page()
        // In the order of the cursor: streams are numbered as they began.
        for (key, state) in try OutboxStore.all(in: transaction).sorted(by: { $0.1.ref < $1.1.ref })
        where (peer ?? key.peer) == key.peer && (stream ?? key.stream) == key.stream {
            page.total += state.backlog
            guard page.next == nil, state.ref >= cursor?.stream ?? 0 else { continue }
            let seen = cursor.flatMap { $0.stream == state.ref ? $0.position : nil } ?? 0
            let after = max(seen, state.acknowledged)
            page.items += try items(key, state, after: after, limit: limit + 1 - page.items.count, in: transaction)
            guard page.items.count > limit else { continue }
            page.items.removeLast()
            page.next = page.items.last.map { last in
                last.key == key ? Cursor(stream: state.ref, position: last.position)
                    : Cursor(stream: state.ref, position: state.acknowledged)
            }
        }
        return page
    }

    private static func items(
        _ key: StreamKey, _ state: OutboundStream, after position: Int64, limit: Int, in transaction: ReadTransaction
    ) throws -> [Item] {
        try transaction.query("""
            SELECT outbox.position, outbox.owed_at, message.body
            FROM outbox JOIN message ON message.seq = outbox.message
            WHERE outbox.stream = ? AND outbox.position > ? ORDER BY outbox.position LIMIT ?
            """, state.ref, position, limit
        ) { row in
            Item(key: key, position: row.int64(0), owedAt: row.int64(1), body: row.blob(2))
        }
    }
}
