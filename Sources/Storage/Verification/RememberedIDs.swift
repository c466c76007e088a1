import Database
import SyncProtocol

/// The ids that are remembered for ever, as a view sees them.
struct RememberedIDs {
    private var sources: [String: (ref: Int64, earlier: EarlierIDs?)] = [:]
    private let view: ReadTransaction

    init(in view: ReadTransaction) throws {
        self.view = view
        var sources = sources
        try view.forEach("SELECT ref, name, ranges FROM source ORDER BY ref") { row in
            sources[row.text(1)] = (row.int64(0), EarlierIDs(decoding: row.blob(2)))
            return true
        }
        self.sources = sources
    }

    /// False also where a record cannot be read.
    func contains(_ source: String, _ id: NodeEventID) throws -> Bool {
        guard let source = sources[source] else { return false }
        if source.earlier?.contains(id) ?? false { return true }
        do {
            let chunk = AcceptedIDs.Chunk(of: id, from: source.ref)
            return try AcceptedIDs.find(chunk, in: view).contains(AcceptedIDs.place(of: id))
        } catch is StorageError {
            return false
        }
    }
}
