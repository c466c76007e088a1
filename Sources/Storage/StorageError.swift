/// What the repositories find wrong with what is stored.
package enum StorageError: Error, Sendable, Hashable {
    /// The database holds no node record: it was never opened by a node.
    case noIdentity
    /// A row cannot be read back as what it should hold.
    case unreadable(table: String, key: String)
    /// All ticket numbers of a day are given.
    case noMoreNumbers(day: String)
}

extension StorageError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .noIdentity:
            "the database holds no node: start it once with 'hotline serve'"
        case .unreadable(let table, let key):
            "the row \(key) of table \(table) cannot be read: run 'hotline verify' and restore a backup"
        case .noMoreNumbers(let day):
            "all ticket numbers of \(day) are given: restore a backup, or register on the next day"
        }
    }
}
