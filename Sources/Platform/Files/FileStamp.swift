import CPlatform
import Glibc

/// Tells whether a file is still the one that was read, without reading it again.
package struct FileStamp: Sendable, Equatable {
    private let device: UInt64
    private let number: UInt64
    private let size: Int64
    /// When the content was changed, and when anything about the file was: its permissions, too.
    private let times: [Int64]

    /// The file at `path`, wherever links lead; nil where there is none.
    package init?(of path: String) {
        var status = stat()
        guard stat(path, &status) == 0 else { return nil }
        device = UInt64(status.st_dev)
        number = UInt64(status.st_ino)
        size = Int64(status.st_size)
        times = [status.st_mtim, status.st_ctim].flatMap { [Int64($0.tv_sec), Int64($0.tv_nsec)] }
    }
}
