package import Database

/// Every change of the schema so far, in order.
package enum Schema {
    package static let migrations = [
        Migration(1, "the first schema", sql: Schema1.statements.joined(separator: "\n")),
        Migration(2, "versions of the working-day calendar", sql: Schema2.calendar),
        Migration(3, "marks of mirrors that came back", sql: Schema3.restoredMirrors),
    ]
}
