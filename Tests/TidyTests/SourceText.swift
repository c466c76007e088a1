import Foundation
import Glibc

/// A file of the repository as the rules see it: as it stands, and with its comments and texts blanked out, so that a
/// rule about code never trips over a word in a sentence. Both have the same length, line by line.
struct SourceText: Sendable {
    /// Relative to the package's root: `Sources/HotlineCore/Ticket/Ticket.swift`.
    let path: String

    /// The file's bytes.
    let raw: [UInt8]

    /// The bytes with comments and the insides of string literals turned into spaces; Swift and C only.
    let code: [UInt8]

    /// Where each line begins.
    private let lineStarts: [Int]

    init(path: String, text: String) {
        self.path = path
        let bytes = Array(text.utf8)
        raw = bytes
        code = path.hasSuffix(".swift") || path.hasSuffix(".h") ? BlankedText.blank(bytes) : bytes
        lineStarts = [0] + bytes.indices.filter { bytes[$0] == UInt8(ascii: "\n") }.map { $0 + 1 }
    }

    /// How many lines the file has; a newline at the end begins no further one.
    var lineCount: Int { raw.last == UInt8(ascii: "\n") ? lineStarts.count - 1 : lineStarts.count }

    /// The number, from 1, of the line that a byte stands in.
    func lineNumber(at offset: Int) -> Int {
        var (low, high) = (0, lineStarts.count)
        while low < high {
            let middle = (low + high) / 2
            if lineStarts[middle] <= offset { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// A line as it stands, without its newline.
    func line(_ number: Int) -> String { String(decoding: raw[range(ofLine: number)], as: UTF8.self) }

    /// A line without comments and texts.
    func codeLine(_ number: Int) -> String { String(decoding: code[range(ofLine: number)], as: UTF8.self) }

    /// The length of a line in bytes: an upper bound of its characters that costs nothing.
    func byteCount(ofLine number: Int) -> Int { range(ofLine: number).count }

    private func range(ofLine number: Int) -> Range<Int> {
        let end = number < lineStarts.count ? lineStarts[number] - 1 : raw.count
        return lineStarts[number - 1]..<max(end, lineStarts[number - 1])
    }

    /// The target that the file belongs to: `Sources/X/…` and `Tests/X/…` are of target X.
    var target: String? {
        let parts = path.split(separator: "/")
        return parts.count > 2 && (parts[0] == "Sources" || parts[0] == "Tests") ? String(parts[1]) : nil
    }

    /// Whether the file is Swift that ships, not a test.
    var isShippedSwift: Bool { path.hasPrefix("Sources/") && path.hasSuffix(".swift") }

    /// Whether the file is Swift.
    var isSwift: Bool { path.hasSuffix(".swift") }
}

// MARK: - Searching

extension SourceText {
    /// Lines on which `needle` stands in the code. `isWord` refuses a letter, digit, `_` or `.` before it, and after it
    /// where the needle itself ends in a letter.
    func linesOfCode(with needle: String, isWord: Bool = true) -> [Int] {
        lines(of: needle, in: code, isWord: isWord)
    }

    /// Lines on which `needle` stands anywhere, comments and texts included.
    func linesOfText(with needle: String, isWord: Bool = true) -> [Int] {
        lines(of: needle, in: raw, isWord: isWord)
    }

    private func lines(of needle: String, in bytes: [UInt8], isWord: Bool) -> [Int] {
        let needle = Array(needle.utf8)
        var found: [Int] = []
        bytes.withUnsafeBytes { haystack in
            guard let base = haystack.baseAddress else { return }
            var start = 0
            while let hit = memchr(base + start, Int32(needle[0]), haystack.count - start) {
                let offset = base.distance(to: hit)
                let end = offset + needle.count
                start = offset + 1
                guard end <= haystack.count, memcmp(hit, needle, needle.count) == 0 else { continue }
                let before = offset > 0 ? bytes[offset - 1] : UInt8(ascii: " ")
                let after = end < bytes.count ? bytes[end] : UInt8(ascii: " ")
                let endsInsideWord = needle[needle.count - 1].isWordByte && after.isWordByte
                if !isWord || !(before.isWordByte || before == UInt8(ascii: ".") || endsInsideWord) {
                    found.append(lineNumber(at: offset))
                }
            }
        }
        return found
    }
}

extension UInt8 {
    /// A byte that continues an identifier; bytes of non-ASCII characters count as such.
    var isWordByte: Bool {
        switch self {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), 0x80...:
            true
        default: false
        }
    }
}
