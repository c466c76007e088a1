package import Database

/// An open transaction, for those who hold one and know no database.
package typealias StorageTransaction = Transaction
/// A view of the database at one moment.
package typealias StorageView = ReadTransaction

extension Transaction {
    /// Runs one part of the work so that its failure undoes it alone.
    package func attempt<Value>(_ work: () throws -> Value) throws -> Value {
        try savepoint(work)
    }
}
