import CPlatform
import Glibc

/// A file that is read and written in pieces at places of the caller's choice. Every call may block: not for the
/// cooperative pool.
package final class DataFile: Sendable {
    private let descriptor: Int32

    /// Opens a file to read.
    package init(reading path: String) throws(SystemError) {
        descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
        guard descriptor >= 0 else { throw .last("open") }
    }

    /// Opens a file to write and read, and makes it where there is none. Only its owner can read it.
    package init(writing path: String) throws(SystemError) {
        descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else { throw .last("open") }
    }

    deinit { close(descriptor) }

    /// Its length in bytes.
    package func size() throws(SystemError) -> Int {
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw .last("fstat") }
        return Int(status.st_size)
    }

    /// Writes all of `bytes` at `offset`.
    package func write(_ bytes: [UInt8], at offset: Int) throws(SystemError) {
        var done = 0
        while done < bytes.count {
            let count = bytes[done...].withUnsafeBytes {
                pwrite(descriptor, $0.baseAddress, $0.count, off_t(offset + done))
            }
            guard count >= 0 || errno == EINTR else { throw .last("pwrite") }
            done += max(count, 0)
        }
    }

    /// Up to `count` bytes from `offset` on; fewer, or none, at the end.
    package func read(at offset: Int, count: Int) throws(SystemError) -> [UInt8] {
        var failure: SystemError?
        let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
            while filled < count {
                let free = UnsafeMutableRawBufferPointer(UnsafeMutableBufferPointer(rebasing: buffer[filled...]))
                let read = pread(descriptor, free.baseAddress, free.count, off_t(offset + filled))
                if read < 0, errno == EINTR { continue }
                if read < 0 { failure = .last("pread") }
                guard read > 0 else { return }
                filled += read
            }
        }
        if let failure { throw failure }
        return bytes
    }

    /// Cuts it off behind `length` bytes.
    package func truncate(to length: Int) throws(SystemError) {
        guard ftruncate(descriptor, off_t(length)) == 0 else { throw .last("ftruncate") }
    }

    /// Returns once all that was written is on the disk.
    package func sync() throws(SystemError) {
        guard fsync(descriptor) == 0 else { throw .last("fsync") }
    }
}

/// What lies in a folder, and moving it about.
package enum DataFiles {
    /// One file: its name, and when it was last written, in milliseconds since 1970.
    package struct Entry: Sendable {
        package var name: String
        package var modifiedAt: Int64
        package var size: Int
    }

    /// Makes a folder that only its owner may enter; one that is there is left as it is.
    package static func makeFolder(_ path: String) throws(SystemError) {
        guard mkdir(path, 0o700) == 0 || errno == EEXIST else { throw .last("mkdir") }
    }

    /// The file's length in bytes; nil where there is none.
    package static func size(of path: String) -> Int? {
        var status = stat()
        guard lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
        return Int(status.st_size)
    }

    /// Gives a file its final name, on the disk too once this returns.
    package static func move(_ path: String, to target: String, in folder: String) throws(SystemError) {
        guard rename(path, target) == 0 else { throw .last("rename") }
        let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw .last("open") }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw .last("fsync") }
    }

    /// Removes a file; one that is not there is removed already.
    package static func remove(_ path: String) {
        unlink(path)
    }

    /// The plain files of a folder, by name.
    package static func list(_ folder: String) throws(SystemError) -> [Entry] {
        guard let stream = opendir(folder) else { throw .last("opendir") }
        defer { closedir(stream) }
        var entries: [Entry] = []
        while let item = readdir(stream) {
            let name = withUnsafePointer(to: &item.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            var status = stat()
            guard lstat("\(folder)/\(name)", &status) == 0, status.st_mode & S_IFMT == S_IFREG else { continue }
            entries.append(Entry(
                name: name, modifiedAt: Int64(status.st_mtim.tv_sec) * 1_000, size: Int(status.st_size)))
        }
        return entries.sorted { $0.name < $1.name }
    }

    /// What the folder's disk has free for us, in bytes.
    package static func freeBytes(at folder: String) throws(SystemError) -> Int {
        var status = statvfs()
        guard statvfs(folder, &status) == 0 else { throw .last("statvfs") }
        return Int(status.f_bavail) * Int(status.f_frsize)
    }
}

extension SystemError {
    /// The disk, or what this user may use of it, is full.
    package var isDiskFull: Bool { code == ENOSPC || code == EDQUOT }
}
