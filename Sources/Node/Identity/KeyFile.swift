import Crypto
import Foundation
import Platform

/// The private key in the node's data folder. Only the node's own user can read the file.
enum KeyFile {
    /// Reads the key; the first start of a node draws it.
    /// - Throws: `NodeStartError` with the cause and the cure.
    static func open(_ path: String) throws(NodeStartError) -> SigningKey {
        guard FileManager.default.fileExists(atPath: path) else { return try draw(path) }
        guard let text = try? String(contentsOfFile: path, encoding: .utf8) else {
            throw .configuration("\(path) cannot be read: give the node's user the right to read it")
        }
        guard let key = SigningKey(text: text) else {
            throw .configuration(
                "\(path) holds no Ed25519 key: restore the file, or remove it to have a new key drawn, which every"
                    + " neighbour must be told to trust")
        }
        return key
    }

    private static func draw(_ path: String) throws(NodeStartError) -> SigningKey {
        let key = SigningKey.generate()
        do {
            try AtomicFile.write(Array("\(key.text)\n".utf8), to: path)
        } catch {
            throw .configuration("\(path) cannot be written: \(error)")
        }
        return key
    }
}
