import Foundation
import Synchronization

/// The drawn secrets of a network, kept in its folder: a network that is started again in the same folder has the same
/// links and the same sign-ins. Only the owner can read the file.
package final class SecretsFile: Sendable {
    private let path: String
    private let draw: @Sendable (String) -> String
    private let known: Mutex<[String: String]>

    /// Reads what an earlier start left in `folder`, if anything. `draw` gives a new secret of at least 16 characters
    /// for a purpose.
    /// - Throws: `NetworkError.unusableFolder` for a file that cannot be read or is none of ours.
    package init(
        folder: String, draw: @escaping @Sendable (_ purpose: String) -> String
    ) throws(NetworkError) {
        path = "\(folder)/secrets.json"
        self.draw = draw
        guard FileManager.default.fileExists(atPath: path) else {
            known = Mutex([:])
            return
        }
        do {
            let data = try Data(contentsOf: URL(filePath: path))
            known = Mutex(try JSONDecoder().decode([String: String].self, from: data))
        } catch {
            throw .unusableFolder(path: path, reason: "this user may not read the file, or it is no file of secrets")
        }
    }

    /// The secrets for deriving a network's configurations; new ones are drawn as they are asked for.
    package var secrets: TopologySecrets {
        TopologySecrets { [self] purpose in
            known.withLock { known in
                if let secret = known[purpose] { return secret }
                let secret = draw(purpose)
                known[purpose] = secret
                return secret
            }
        }
    }

    /// Writes all secrets, also those of earlier starts, to the folder.
    package func save() throws(NetworkError) {
        try NetworkFolder.make(URL(filePath: path).deletingLastPathComponent().path)
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        do {
            let data = try encoder.encode(known.withLock { $0 })
            let draft = path + ".new"
            guard FileManager.default.createFile(
                atPath: draft, contents: data, attributes: [.posixPermissions: 0o600])
            else { throw CocoaError(.fileWriteUnknown) }
            // rename(2) replaces in one step: no start finds half a file.
            guard rename(draft, path) == 0 else { throw CocoaError(.fileWriteUnknown) }
        } catch {
            throw .unusableFolder(path: path, reason: NetworkFolder.unwritableFile)
        }
    }
}
