/// What a file is, judged by its content: what it says of itself is a claim of whoever sent it.
enum MediaType: String, Sendable, CaseIterable {
    case jpeg = "image/jpeg"
    case png = "image/png"
    case pdf = "application/pdf"
    case mp3 = "audio/mpeg"
    case wav = "audio/wav"
    case amr = "audio/amr"
    case m4a = "audio/mp4"
    case mp4 = "video/mp4"
    case docx = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    case xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    case pptx = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
    case ofd = "application/ofd"
    case text = "text/plain; charset=utf-8"

    /// As operators read the ones that are taken.
    static let names = "JPEG、PNG、PDF、MP3、WAV、AMR、M4A、MP4、DOCX、XLSX、PPTX、OFD、UTF-8 文本"

    /// How much of the beginning and the end is looked at, in bytes.
    static let headBytes = 64
    static let tailBytes = 64 * 1024

    /// The type of a file with magic bytes; nil for others, text among them.
    ///
    /// - Parameters:
    ///   - head: the first bytes.
    ///   - tail: the last, where an archive lists what it holds.
    init?(head: [UInt8], tail: [UInt8]) {
        switch head {
        case _ where head.starts(with: [0xff, 0xd8, 0xff]): self = .jpeg
        case _ where head.starts(with: [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]): self = .png
        case _ where head.starts(with: "%PDF-".utf8): self = .pdf
        case _ where head.starts(with: "#!AMR".utf8): self = .amr
        case _ where head.starts(with: "RIFF".utf8) && head.dropFirst(8).starts(with: "WAVE".utf8): self = .wav
        case _ where head.dropFirst(4).starts(with: "ftyp".utf8):
            self = head.dropFirst(8).starts(with: "M4A".utf8) ? .m4a : .mp4
        case _ where head.starts(with: "ID3".utf8) || Self.isAudioFrame(head): self = .mp3
        case _ where head.starts(with: [0x50, 0x4b, 0x03, 0x04]):
            guard let document = Self.document(listedIn: tail) else { return nil }
            self = document
        default: return nil
        }
    }

    /// A frame of MPEG audio, layer III: eleven set bits, a version and a bit rate that exist.
    private static func isAudioFrame(_ head: [UInt8]) -> Bool {
        guard head.count >= 4, head[0] == 0xff, head[1] & 0xe0 == 0xe0 else { return false }
        let isLayer3 = head[1] & 0x06 == 0x02
        return isLayer3 && head[1] & 0x18 != 0x08 && head[2] & 0xf0 != 0xf0 && head[2] & 0x0c != 0x0c
    }

    /// Office documents are archives; any other archive is none of ours.
    private static func document(listedIn tail: [UInt8]) -> MediaType? {
        let members: [(name: String, type: MediaType)] = [
            ("word/document.xml", .docx), ("xl/workbook.xml", .xlsx), ("ppt/presentation.xml", .pptx),
            ("OFD.xml", .ofd),
        ]
        return members.first { tail.firstRange(of: Array($0.name.utf8)) != nil }?.type
    }
}

/// Checks piece by piece that a file is plain text in UTF-8.
struct TextCheck: Sendable {
    private var rest: [UInt8] = []
    private(set) var isText = true

    /// The next piece.
    mutating func take(_ piece: [UInt8]) {
        guard isText else { return }
        let bytes = rest + piece
        let end = Self.lastBoundary(bytes)
        let isValid = String(validating: bytes[..<end], as: UTF8.self) != nil
        rest = Array(bytes[end...])
        isText = isValid && rest.count < 4 && !bytes.contains(where: Self.isControl)
    }

    /// Whether all of it was text.
    var isWhole: Bool { isText && rest.isEmpty }

    /// Where the last character that may be incomplete begins.
    private static func lastBoundary(_ bytes: [UInt8]) -> Int {
        let first = max(bytes.count - 3, 0)
        for index in stride(from: bytes.count - 1, through: first, by: -1) where bytes[index] & 0xc0 == 0xc0 {
            let length = bytes[index] >= 0xf0 ? 4 : bytes[index] >= 0xe0 ? 3 : 2
            return index + length > bytes.count ? index : bytes.count
        }
        return bytes.count
    }

    private static func isControl(_ byte: UInt8) -> Bool {
        byte < 0x20 && byte != 0x09 && byte != 0x0a && byte != 0x0d
    }
}
