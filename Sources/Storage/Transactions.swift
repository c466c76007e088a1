package import Database

/// The transactions that repositories work in, for those who hold one and know no database.
package typealias Transaction = Database.Transaction
package typealias ReadTransaction = Database.ReadTransaction

extension Database.Transaction {
    /// Runs one part of the work so that its failure undoes it alone.
    package func attempt<Value>(_ work: () throws -> Value) throws -> Value {
        try savepoint(work)
    }
}
