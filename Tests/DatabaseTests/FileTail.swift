import Foundation

/// The end of a file, which a crash can tear off.
struct FileTail {
    private let handle: FileHandle

    init(_ path: String) throws {
        handle = try FileHandle(forUpdating: URL(filePath: path))
    }

    func cut(bytes: UInt64) throws {
        let end = try handle.seekToEnd()
        try handle.truncate(atOffset: end - bytes)
        try handle.close()
    }
}
