import Foundation
import NodeCore
import Platform
import Storage
import Synchronization

/// The file beside the database by which a restored database is told from the one that was last in use
/// (design section 5, "Hello"). Never copied with the database: a backup holds the database alone.
final class IdentityFile: Sendable {
    private let path: String
    private let last = Mutex<IdentityRecord?>(nil)

    init(_ path: String) { self.path = path }

    /// What the file says; nil where there is none. One that cannot be read is an error, not an absent one.
    func read() throws(NodeStartError) -> IdentityRecord? {
        guard FileManager.default.fileExists(atPath: path) else { return nil }
        do {
            let data = try Data(contentsOf: URL(filePath: path))
            return try CanonicalJSON.decode(IdentityRecord.self, from: data)
        } catch {
            throw .database("\(path) cannot be read (\(error)): remove it to have the node recover from its peers")
        }
    }

    /// Writes the record if it differs from what was written last: a new file first, then in the old one's place, so
    /// that a crash leaves one or the other whole.
    func write(_ record: IdentityRecord) throws {
        guard last.withLock({ $0 != record }) else { return }
        try AtomicFile.write(CanonicalJSON.encode(record), to: path)
        last.withLock { $0 = record }
    }
}
