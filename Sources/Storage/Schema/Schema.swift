package import Database

/// Every change of the schema so far, in order.
package enum Schema {
    package static let migrations = [
        Migration(1, "the first schema", sql: Schema1.statements.joined(separator: "\n")),
        Migration(2, "versions of the working-day calendar", sql: Schema2.calendar),
        Migration(3, "marks of mirrors that came back", sql: Schema3.restoredMirrors),
        Migration(4, "indexes for retention and hello", sql: Schema4.statements.joined(separator: "\n")),
        Migration(5, "accepted ids in rows", sql: Schema5.accepted),
        Migration(6, "search and earlier matters", sql: Schema6.statements.joined(separator: "\n")),
        Migration(7, "attachments", sql: Schema7.attachments),
        Migration(8, "timers", sql: Schema8.timers),
        Migration(9, "access", sql: Schema9.statements.joined(separator: "\n")),
        Migration(10, "rule books", sql: Schema10.ruleBooks),
        Migration(11, "keys of neighbours", sql: Schema11.peerKeys),
        Migration(12, "no petitioner in the search index", sql: Schema12.searchAnew),
        Migration(13, "seals of journals", sql: Schema13.seals),
        Migration(14, "subscribers", sql: Schema14.subscriptions),
        Migration(15, "accounts and sessions", sql: Schema15.accounts),
        Migration(16, "what lists are filtered by", sql: Schema16.statements.joined(separator: "\n")),
        Migration(17, "settings, views and canned texts", sql: Schema17.statements.joined(separator: "\n")),
        Migration(18, "what was read, and tags", sql: Schema18.statements.joined(separator: "\n")),
    ]
}
