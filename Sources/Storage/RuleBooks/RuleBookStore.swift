import Crypto
package import Database
import Foundation
package import HotlineCore

/// Every version of a rule book that this node ever bound.
package enum RuleBookStore {
    /// One version, as its file was.
    package struct Kept: Sendable, Hashable {
        package var book: RuleBookFile
        /// The SHA-256 of the file, in hexadecimal digits.
        package var digest: String
        /// When it was bound first, in milliseconds since 1970.
        package var boundAt: Int64
    }

    /// Keeps a book that is bound; one that is kept already stays as it is.
    package static func keep(_ book: RuleBookFile, at now: Int64, in transaction: Transaction) throws {
        try transaction.execute("""
            INSERT INTO rule_book (id, version, digest, body, bound_at) VALUES (?, ?, ?, ?, ?)
            ON CONFLICT (id, version) DO NOTHING
            """,
            book.head.id, book.head.version, SHA256.hash(book.data).hex, book.data, now)
    }

    /// All of them, by id, oldest version first.
    /// - Throws: `StorageError.unreadable` where the bytes are not those that were kept, or no rule book.
    package static func all(in transaction: ReadTransaction) throws -> [Kept] {
        try transaction.query("SELECT id, version, digest, body, bound_at FROM rule_book ORDER BY id, version") { row in
            let (name, body) = ("\(row.text(0)) \(row.int(1))", row.data(3))
            let digest = SHA256.hash(body).hex
            guard digest == row.text(2), let book = try? RuleBookFile(body, file: name) else {
                throw StorageError.unreadable(table: "rule_book", key: name)
            }
            return Kept(book: book, digest: digest, boundAt: row.int64(4))
        }
    }
}
