import Foundation

/// A folder of its own for one run of a benchmark. The file system it lies on is part of what is measured.
struct BenchFolder: Sendable {
    static let option = Option<String>(
        "folder", "DIR", "put the data below DIR, whose file system is measured (default: the temporary folder)")

    let path: String

    /// Makes a new folder below `parent`, or below the system's temporary folder.
    init(in parent: String?) throws {
        let parent = parent ?? FileManager.default.temporaryDirectory.path
        var template = Array("\(parent)/hotline-bench-XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else {
            let reason = String(cString: strerror(errno))
            throw Failure(
                .failed, "no folder can be made in \(parent): \(reason)", cure: "name another one with --folder")
        }
        path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    /// Removes the folder with all that is in it.
    func remove() {
        try? FileManager.default.removeItem(atPath: path)
    }
}
