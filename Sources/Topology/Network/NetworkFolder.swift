import Foundation

/// The folder that holds all of a network's files.
enum NetworkFolder {
    /// Why a file in a folder that can be written still cannot be.
    static let unwritableFile = "the disk may be full, or the file another user's"

    /// Makes the folder, and those that it lies in, unless they exist.
    /// - Throws: `NetworkError.unusableFolder` with the system's reason, naming the first part of the path that fails.
    static func make(_ path: String) throws(NetworkError) {
        var parts = path.hasPrefix("/") ? "" : "."
        for part in path.split(separator: "/") {
            parts += "/\(part)"
            guard mkdir(parts, 0o755) != 0 else { continue }
            let reason = errno
            guard access(parts, F_OK) == 0 else { throw refusal(of: path, at: parts, reason) }
        }
        guard access("\(path)/.", W_OK | X_OK) == 0 else { throw refusal(of: path, at: path, errno) }
    }

    private static func refusal(of path: String, at part: String, _ code: Int32) -> NetworkError {
        let place = part == path ? "" : "\(part): "
        return .unusableFolder(path: path, reason: place + String(cString: strerror(code)))
    }
}
