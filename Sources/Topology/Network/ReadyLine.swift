import Foundation

/// The line that `hotline serve --json` prints once the node takes requests: whoever started the process waits for it
/// instead of asking again and again.
package struct ReadyLine: Codable, Sendable, Equatable {
    /// What is ready, and where.
    package struct Ready: Codable, Sendable, Equatable {
        /// The node's code.
        package var node: String
        /// The address that it listens at, with the port that the system chose where the file says 0.
        package var address: String
    }

    /// The line's only key.
    package var ready: Ready

    package init(node: String, address: String) {
        ready = Ready(node: node, address: address)
    }

    /// The line without its newline.
    package var line: String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        // Two strings are always JSON.
        return (try? encoder.encode(self)).map { String(decoding: $0, as: UTF8.self) } ?? ""
    }

    /// Reads a line; nil for any other line.
    package init?(_ line: some Collection<UInt8>) {
        guard let read = try? JSONDecoder().decode(Self.self, from: Data(line)) else { return nil }
        self = read
    }
}
