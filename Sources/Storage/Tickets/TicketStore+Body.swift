package import Database
package import HotlineCore

extension TicketStore {
    /// A ticket's document as it is stored.
    package static func body(of id: TicketID, in transaction: ReadTransaction) throws -> [UInt8] {
        guard let body = try transaction.first("SELECT body FROM ticket WHERE id = ?", id.rawValue, transform: { row in
            row.blob(0)
        }) else { throw StorageError.unreadable(table: "ticket", key: id.rawValue) }
        return body
    }
}
