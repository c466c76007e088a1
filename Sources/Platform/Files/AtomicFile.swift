import Glibc

/// A small file that is replaced as a whole.
package enum AtomicFile {
    /// Writes a new file and puts it in the old one's place once it is on the disk: a crash leaves one or the other.
    /// Only the owner can read it. Throws `SystemError`.
    package static func write(_ bytes: [UInt8], to path: String) throws(SystemError) {
        let draft = path + ".new"
        let file = open(draft, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw .last("open") }
        defer { close(file) }
        guard Glibc.write(file, bytes, bytes.count) == bytes.count else { throw .last("write") }
        guard fdatasync(file) == 0 else { throw .last("fdatasync") }
        guard rename(draft, path) == 0 else { throw .last("rename") }
    }
}
