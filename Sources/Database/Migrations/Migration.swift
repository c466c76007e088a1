/// One numbered change of the schema. Once released it is never edited: the next number changes what it did.
package struct Migration: Sendable, Hashable {
    /// Its place in the order, from 1 without gaps.
    package let number: Int
    /// What it is about, in a few words.
    package let name: String
    /// The script.
    package let sql: String
    /// Whether it rebuilds tables that others refer to: foreign keys are then checked once, before the COMMIT.
    package let rebuildsTables: Bool

    /// Change `number` of the schema.
    package init(_ number: Int, _ name: String, rebuildsTables: Bool = false, sql: String) {
        self.number = number
        self.name = name
        self.sql = sql
        self.rebuildsTables = rebuildsTables
    }
}

/// Why a database cannot be brought to the program's schema.
package enum MigrationError: Error, Sendable, Hashable {
    /// A newer program has been here. The number found and the last that this program knows.
    case databaseIsNewer(found: Int, known: Int)
    /// The migration of this number was applied with another text than the program's.
    case changed(number: Int)
    /// The program's list is not 1, 2, 3, …
    case misnumbered(number: Int)
    /// After the migration, rows of these tables refer to nothing.
    case brokenForeignKeys(number: Int, tables: [String])
}

extension MigrationError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .databaseIsNewer(let found, let known):
            "the database has schema \(found), this program knows up to \(known): start a newer program"
        case .changed(let number):
            "migration \(number) was applied to this database with another text"
        case .misnumbered(let number):
            "migration \(number) is out of order"
        case .brokenForeignKeys(let number, let tables):
            "migration \(number) leaves rows that refer to nothing in \(tables.joined(separator: ", "))"
        }
    }
}
