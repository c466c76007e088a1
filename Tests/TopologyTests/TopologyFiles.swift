import Foundation
import Topology

/// The repository's own topology files.
enum TopologyFiles {
    static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "Topologies")

    static func load(_ name: String) throws -> TopologyFile {
        try TopologyFile.load(folder.appending(path: "\(name).json5").path)
    }
}
