package import Foundation

/// A directory of one test's own, gone with this object.
package final class TemporaryDirectory: Sendable {
    /// Its path.
    package let path: String

    /// An empty directory.
    package init() throws {
        path = FileManager.default.temporaryDirectory.appending(path: "hotline-\(UUID().uuidString)").path()
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit {
        do {
            try FileManager.default.removeItem(atPath: path)
        } catch {
            // Litter in the system's temporary directory is no reason to fail a test.
        }
    }

    /// The path of `name` inside.
    package func file(_ name: String) -> String { path + "/" + name }

    /// The path of `name` inside, as a URL.
    package func url(_ name: String) -> URL { URL(filePath: file(name)) }
}
