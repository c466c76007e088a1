import Crypto
import Platform
import Synchronization

/// One side of TLS whose files may be renewed while the node runs.
final class RenewableContext: Sendable {
    private struct Held {
        var context: TLSContext
        var stamps: [FileStamp?]
    }

    /// The files that it is made of.
    let files: [String]
    private let make: @Sendable () throws(TLSFileError) -> TLSContext
    private let held: Mutex<Held>

    /// Reads the files. Throws what is wrong with them.
    init(_ files: [String], _ make: @escaping @Sendable () throws(TLSFileError) -> TLSContext) throws(TLSFileError) {
        self.files = files
        self.make = make
        // Stamped before they are read: what changes meanwhile is read again.
        let stamps = files.map { FileStamp(of: $0) }
        held = Mutex(Held(context: try make(), stamps: stamps))
    }

    /// What connections get now.
    var current: TLSContext { held.withLock { $0.context } }

    /// Reads the files anew if they have changed since they were last read; whether it did. Blocks.
    ///
    /// - Throws: what is wrong with them. Then ``current`` stays, and they are read again once they change again: a new
    ///   certificate and its key are two files, and somebody may look between the two.
    func renew() throws(TLSFileError) -> Bool {
        let stamps = files.map { FileStamp(of: $0) }
        let hasChanged = held.withLock { held in
            defer { held.stamps = stamps }
            return held.stamps != stamps
        }
        guard hasChanged else { return false }
        let context = try make()
        held.withLock { $0.context = context }
        return true
    }
}
