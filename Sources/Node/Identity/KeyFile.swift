import Crypto
import Foundation
import Platform

/// The private keys in the node's data folder: the one in use, and the next one beside it. Only the node's own user can
/// read them.
struct KeyFile: Sendable {
    let path: String
    private var nextPath: String { path + ".next" }

    init(_ path: String) { self.path = path }

    /// The key in use; the first start of a node draws it.
    /// - Throws: `NodeStartError` with the cause and the cure.
    func open() throws(NodeStartError) -> SigningKey {
        if let key = try read(path) { return key }
        do {
            return try draw(to: path)
        } catch {
            throw .configuration("\(path) cannot be written: \(error)")
        }
    }

    /// The next key; nil where none was drawn.
    func next() throws(NodeStartError) -> SigningKey? { try read(nextPath) }

    /// Draws the next key.
    /// - Throws: `SystemError` where it cannot be kept.
    func drawNext() throws -> SigningKey { try draw(to: nextPath) }

    /// Puts the next key in the place of the one in use.
    /// - Throws: `SystemError` where it cannot be kept.
    func useNext() throws {
        guard let next = try next() else { return }
        try AtomicFile.write(Array("\(next.text)\n".utf8), to: path)
        try FileManager.default.removeItem(atPath: nextPath)
    }

    private func read(_ path: String) throws(NodeStartError) -> SigningKey? {
        guard FileManager.default.fileExists(atPath: path) else { return nil }
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

    private func draw(to path: String) throws(SystemError) -> SigningKey {
        let key = SigningKey.generate()
        try AtomicFile.write(Array("\(key.text)\n".utf8), to: path)
        return key
    }
}
