import Glibc

/// What a process holds of the machine's memory.
package enum ProcessMemory {
    /// The resident bytes of the process `pid`, or of this one (`VmRSS` of `/proc/…/status`); nil if there is no such
    /// process or no `/proc`.
    package static func residentBytes(of pid: Int32? = nil) -> Int? {
        guard let status = read("/proc/\(pid.map { String($0) } ?? "self")/status") else { return nil }
        for line in status.split(separator: "\n") where line.hasPrefix("VmRSS:") {
            return line.split(whereSeparator: { " \t".contains($0) }).dropFirst().first.flatMap { Int($0) }
                .map { $0 * 1_024 }
        }
        return nil
    }

    /// The first 8 KiB of a file; the files of `/proc/<pid>` are smaller.
    private static func read(_ path: String) -> String? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        let bytes = [UInt8](unsafeUninitializedCapacity: 8_192) { buffer, count in
            count = max(0, Glibc.read(descriptor, buffer.baseAddress, buffer.count))
        }
        return bytes.isEmpty ? nil : String(decoding: bytes, as: UTF8.self)
    }
}
