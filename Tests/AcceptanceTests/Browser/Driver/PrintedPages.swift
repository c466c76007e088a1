import Foundation

@testable import HotlineCLI

/// What the browser would hand to the printer: a PDF, made as its own print command makes one.
struct PrintedPages {
    /// Reads a PDF's text. Of poppler-utils, and asked only where it is there.
    private static let reader = "/usr/bin/pdftotext"

    private let bytes: Data

    init(of page: Page) async throws {
        let answer = try await page.tools("Page.printToPDF", ["preferCSSPageSize": true])
        guard let bytes = Data(base64Encoded: answer.text("data")) else { throw CocoaError(.fileReadCorruptFile) }
        self.bytes = bytes
    }

    /// The sheets of paper, each by its width and height in millimetres (ISO 32000-1, 7.7.3.3).
    var sizes: [[Int]] {
        String(decoding: bytes, as: UTF8.self).matches(of: #/\/MediaBox \[0 0 ([0-9.]+) ([0-9.]+)\]/#).map { match in
            [match.1, match.2].map { Int(((Double($0) ?? 0) * 25.4 / 72).rounded()) }
        }
    }

    /// What stands on a page, from 1, without the spaces; nil where nothing here reads it.
    func text(ofPage page: Int) async throws -> String? {
        guard FileManager.default.isExecutableFile(atPath: Self.reader) else { return nil }
        let file = FileManager.default.temporaryDirectory.appending(path: "\(UUID()).pdf")
        try bytes.write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        let words = ["-raw", "-f", "\(page)", "-l", "\(page)", file.path, "-"]
        return Self.bare(try await RunningProgram(words, program: Self.reader).end().output)
    }

    /// A text as it may be compared: a font may write 用 by the sign of its radical, and a line breaks anywhere.
    static func bare(_ text: String) -> String {
        text.precomposedStringWithCompatibilityMapping.filter { !$0.isWhitespace && $0 != "\u{000C}" }
    }
}
