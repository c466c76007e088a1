/// Copies a photo without what it says about where, when and by whom it was taken (EXIF, XMP, comments).
struct PhotoStripper {
    /// The parts of a file that stay, in order.
    private(set) var kept: [Range<Int>] = []
    /// Whether anything is left out.
    private(set) var strips = false

    /// Segments or chunks looked at before the file is taken for none.
    private static let mostParts = 100_000

    /// Finds what stays of a file; nil where it is no photo of that type, as far as its parts tell.
    ///
    /// - Parameter read: gives up to that many bytes from an offset on.
    init?(_ type: MediaType, size: Int, read: (_ offset: Int, _ count: Int) throws -> [UInt8]) rethrows {
        let isSound = type == .jpeg ? try scanJPEG(size, read) : try scanPNG(size, read)
        guard isSound else { return nil }
    }

    /// JPEG: segments up to the image's data. Left out: APP1 (EXIF, XMP), APP13 (IPTC), comments.
    private mutating func scanJPEG(_ size: Int, _ read: (Int, Int) throws -> [UInt8]) rethrows -> Bool {
        keep(0..<2)
        var offset = 2
        for _ in 0..<Self.mostParts {
            let head = try read(offset, 4)
            guard head.count == 4, head[0] == 0xff else { return false }
            // Fill octets may stand before a marker.
            if head[1] == 0xff {
                offset += 1
                continue
            }
            if head[1] == 0xda {
                keep(offset..<size)
                return true
            }
            let end = offset + 2 + Int(head[2]) << 8 + Int(head[3])
            guard end <= size, end >= offset + 4 else { return false }
            if [0xe1, 0xed, 0xfe].contains(head[1]) { strips = true } else { keep(offset..<end) }
            offset = end
        }
        return false
    }

    /// PNG: chunks. Left out: EXIF, texts, the time of the last change.
    private mutating func scanPNG(_ size: Int, _ read: (Int, Int) throws -> [UInt8]) rethrows -> Bool {
        keep(0..<8)
        var offset = 8
        for _ in 0..<Self.mostParts {
            let head = try read(offset, 8)
            guard head.count == 8 else { return false }
            let length = head[..<4].reduce(0) { $0 << 8 + Int($1) }
            let end = offset + 12 + length
            guard end <= size else { return false }
            let name = String(decoding: head[4...], as: UTF8.self)
            if ["eXIf", "tEXt", "zTXt", "iTXt", "tIME"].contains(name) { strips = true } else { keep(offset..<end) }
            if name == "IEND" {
                // What is hidden behind the end is no part of the picture.
                strips = strips || end < size
                return true
            }
            offset = end
        }
        return false
    }

    private mutating func keep(_ range: Range<Int>) {
        if let last = kept.last, last.upperBound == range.lowerBound {
            kept[kept.count - 1] = last.lowerBound..<range.upperBound
        } else {
            kept.append(range)
        }
    }
}
