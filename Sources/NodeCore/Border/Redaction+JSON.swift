import Foundation
import Storage

extension Redaction {
    /// JSON with every text struck clean. The bytes are our encoder's: valid JSON.
    ///
    /// Works on the encoded document rather than on chosen fields, so that no text field can be forgotten. Left as they
    /// are: keys, and what stands under keys whose values are never typed by anyone (a short name inside a state's or a
    /// kind's name would break the document).
    package func apply(toJSON bytes: [UInt8]) -> [UInt8] {
        guard !isEmpty else { return bytes }
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count)
        var index = 0
        var key: ArraySlice<UInt8> = []
        while index < bytes.count {
            guard bytes[index] == UInt8(ascii: "\"") else {
                result.append(bytes[index])
                index += 1
                continue
            }
            let end = Redaction.endOfString(in: bytes, from: index)
            let token = bytes[index..<end]
            if end < bytes.count, bytes[end] == UInt8(ascii: ":") {
                key = token.dropFirst().dropLast()
                result.append(contentsOf: token)
            } else {
                result.append(contentsOf: Redaction.isFixed(key) ? Array(token) : clean(token))
            }
            index = end
        }
        return result
    }

    /// Keys under which only the program writes: identifiers, moments, states, kinds.
    private static let fixedKeys: Set<String> = [
        "acceptedAt", "answerDue", "answeredAt", "archivedAt", "assignee", "assigner", "assignment", "at", "by",
        "changedAt", "channel", "closes", "completedAt", "decidedAt", "directive", "dispatchedAt", "due", "dueDate",
        "firstReceivedAt", "from", "handledAt", "id", "issuedAt", "issuedBy", "kind", "node", "number", "owner",
        "rating", "receivedAt", "reference", "registeredAt", "role", "rootId", "signedAt", "state",
        "submittedAt", "tells",
        "ticket", "type", "why",
    ]

    private static func isFixed(_ key: ArraySlice<UInt8>) -> Bool {
        fixedKeys.contains(String(decoding: key, as: UTF8.self))
    }

    /// One string token, quotes included; the token itself where nothing had to be struck out.
    private func clean(_ token: ArraySlice<UInt8>) -> [UInt8] {
        let decoder = JSONDecoder()
        guard let text = try? decoder.decode(String.self, from: Data(token)) else { return Array(token) }
        let cleaned = apply(to: text)
        guard cleaned != text, let encoded = try? CanonicalJSON.encode(cleaned) else { return Array(token) }
        return encoded
    }

    /// The position behind the closing quote of the string that begins at `start`.
    private static func endOfString(in bytes: [UInt8], from start: Int) -> Int {
        var index = start + 1
        while index < bytes.count {
            switch bytes[index] {
            case UInt8(ascii: "\\"): index += 2
            case UInt8(ascii: "\""): return index + 1
            default: index += 1
            }
        }
        return bytes.count
    }
}
