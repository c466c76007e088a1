package import Database
package import SyncProtocol

extension Digest32: Bindable {
    package func bind(to statement: Statement, at index: Int) throws(DatabaseError) {
        try statement.bind(index, bytes)
    }
}
