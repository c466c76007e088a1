import Foundation

/// Walks the strings of a JSON document that this program wrote (``CanonicalJSON``), without decoding it.
package enum JSONStrings {
    /// Where in its document a string stands: one level for each object or list around it.
    struct Level {
        /// The key under which it stands; nil in a list.
        var key: ArraySlice<UInt8>?
        /// How many came before it in this object or list.
        var index = 0

        /// The step of a path, `title` or `3`.
        var step: String { key.map { String(decoding: $0, as: UTF8.self) } ?? String(index) }
    }

    /// The document with each value that is a string replaced by what `replacement` gives for it, quotes included; nil
    /// leaves it as it is. Keys are never replaced.
    static func replacing(
        in bytes: [UInt8], _ replacement: (_ token: ArraySlice<UInt8>, _ place: [Level]) -> [UInt8]?
    ) -> [UInt8] {
        var result: [UInt8] = []
        var levels: [Level] = []
        var (index, copied) = (0, 0)
        while index < bytes.count {
            switch bytes[index] {
            case UInt8(ascii: "{"), UInt8(ascii: "["): levels.append(Level())
            case UInt8(ascii: "}"), UInt8(ascii: "]"): _ = levels.popLast()
            case UInt8(ascii: ","): if !levels.isEmpty { levels[levels.count - 1].index += 1 }
            case UInt8(ascii: "\""):
                let end = endOfString(in: bytes, from: index)
                let token = bytes[index..<end]
                if end < bytes.count, bytes[end] == UInt8(ascii: ":"), !levels.isEmpty {
                    levels[levels.count - 1].key = token.dropFirst().dropLast()
                } else if let new = replacement(token, levels) {
                    result.append(contentsOf: bytes[copied..<index])
                    result.append(contentsOf: new)
                    copied = end
                }
                index = end
                continue
            default: break
            }
            index += 1
        }
        guard copied > 0 else { return bytes }
        result.append(contentsOf: bytes[copied...])
        return result
    }

    /// Each text of the document with its path.
    package static func texts(in bytes: [UInt8]) -> [(path: [String], text: String)] {
        var texts: [(path: [String], text: String)] = []
        _ = replacing(in: bytes) { token, place in
            if let text = text(of: token) { texts.append((place.map(\.step), text)) }
            return nil
        }
        return texts
    }

    /// What a token, quotes included, stands for.
    static func text(of token: ArraySlice<UInt8>) -> String? {
        guard token.contains(UInt8(ascii: "\\")) else {
            return String(decoding: token.dropFirst().dropLast(), as: UTF8.self)
        }
        return try? JSONDecoder().decode(String.self, from: Data(token))
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
