import Foundation

/// The package that this file stands in.
struct Repository {
    /// What may stand beside `Package.swift`; names that begin with a dot may, too.
    static let topLevel = ["Package.swift", "Sources", "Tests", "Topologies", "Docker", "README.md", "LICENSE"]

    private static let textEndings = ["swift", "h", "c", "json5", "md", "sh", "modulemap", "html", "css", "js", "sql"]

    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    /// The names at the top level that git would keep.
    func topLevelNames() throws -> [String] {
        let ignored = try String(contentsOf: root.appending(path: ".gitignore"), encoding: .utf8)
            .split(separator: "\n").map(String.init)
        return try FileManager.default.contentsOfDirectory(atPath: root.path).filter { name in
            !ignored.contains(name) && !ignored.contains { $0.hasPrefix("*") && name.hasSuffix($0.dropFirst()) }
        }
    }

    /// Every text of the repository: code, scripts, data that people write, documentation.
    func texts() throws -> [SourceText] {
        var texts = [try text("Package.swift"), try text("README.md")]
        for folder in ["Sources", "Tests", "Topologies", "Docker", ".ci"] {
            let start = root.appending(path: folder).path
            for name in FileManager.default.enumerator(atPath: start)?.compactMap({ $0 as? String }) ?? [] {
                let path = "\(folder)/\(name)"
                let ending = (name as NSString).pathExtension
                guard Self.textEndings.contains(ending) || (ending.isEmpty && isFile(path)) else { continue }
                texts.append(try text(path))
            }
        }
        return texts
    }

    private func isFile(_ path: String) -> Bool {
        var isFolder: ObjCBool = false
        return FileManager.default.fileExists(atPath: root.appending(path: path).path, isDirectory: &isFolder)
            && !isFolder.boolValue
    }

    private func text(_ path: String) throws -> SourceText {
        SourceText(path: path, text: try String(contentsOf: root.appending(path: path), encoding: .utf8))
    }
}
