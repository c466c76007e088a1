import Foundation
import Platform

/// The folder that holds all of one node's data, locked for the life of this value: two processes on one database would
/// each believe that its counters are its own.
final class DataFolder: Sendable {
    let path: String
    private let lock: FileLock

    /// Creates the folder if there is none and locks it. Throws ``NodeStartError``.
    init(_ path: String) throws(NodeStartError) {
        self.path = path
        do {
            try FileManager.default.createDirectory(
                atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        } catch {
            throw .folder(path, reason: "\(error)")
        }
        do throws(SystemError) {
            lock = try FileLock("\(path)/node.lock")
        } catch {
            throw error.isHeldByAnother ? .folderInUse(path) : .folder(path, reason: error.description)
        }
    }

    /// The database's file.
    var database: String { "\(path)/node.sqlite" }
    /// The folder of attachments.
    var blobs: String { "\(path)/blobs" }
    /// The file that tells a restored database from the one that was last in use.
    var identity: String { "\(path)/node.identity" }
    /// The file of the key that the node signs with.
    var key: String { Self.key(in: path) }

    /// The same of a folder that another process may have locked.
    static func key(in path: String) -> String { "\(path)/node.key" }
}

/// Why a node cannot start.
package enum NodeStartError: Error, Sendable, CustomStringConvertible {
    /// The data folder cannot be used.
    case folder(String, reason: String)
    /// Another process has the data folder.
    case folderInUse(String)
    /// The configuration says something that cannot be.
    case configuration(String)
    /// The disk of the data folder is full, read-only or broken. A node writes down who it is before anybody relies on
    /// it, so that it does not start to read only.
    case disk(String, reason: String)
    /// The database belongs to another node, or cannot be opened.
    case database(String)
    /// The address cannot be listened on, or a route table is wrong.
    case server(String)

    package var description: String {
        switch self {
        case .folder(let path, let reason): "the data folder \(path) cannot be used: \(reason)"
        case .folderInUse(let path): "the data folder \(path) is in use by another process: stop it first"
        case .disk(let path, let reason):
            "the disk of the data folder \(path) takes no writes, nothing was changed: \(reason)"
        case .configuration(let reason): "the configuration cannot be used: \(reason)"
        case .database(let reason): "the database cannot be used: \(reason)"
        case .server(let reason): "the server cannot start: \(reason)"
        }
    }
}
