import Foundation
import HTTPWire

/// Files as people attach them.
enum Sample {
    /// A recording of that length with nothing repeated in it.
    static func recording(_ length: Int, seed: UInt64 = 1) -> [UInt8] {
        var word = seed
        var bytes: [UInt8] = Array("ID3".utf8)
        bytes.reserveCapacity(length)
        while bytes.count < length {
            word = word &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            bytes.append(UInt8(truncatingIfNeeded: word >> 56))
        }
        return bytes
    }

    /// A photo with EXIF, a comment and a picture.
    static let photo: [UInt8] = [0xff, 0xd8] + exif + [0xff, 0xdb, 0, 4, 1, 1] + [0xff, 0xfe, 0, 5]
        + Array("ab!".utf8) + picture
    /// The same without what tells where it was taken.
    static let strippedPhoto: [UInt8] = [0xff, 0xd8, 0xff, 0xdb, 0, 4, 1, 1] + picture

    private static let exif: [UInt8] = [0xff, 0xe1, 0, 14] + Array("Exif\0\0GPS:35".utf8)
    private static let picture: [UInt8] = [0xff, 0xda, 0, 2, 9, 8, 7, 6, 0xff, 0xd9]

    static let png: [UInt8] = signature + chunk("IHDR", [1, 2, 3]) + chunk("tEXt", Array("Author".utf8))
        + chunk("eXIf", [7]) + chunk("IDAT", [4]) + chunk("IEND", []) + Array("hidden".utf8)
    static let strippedPNG: [UInt8] = signature + chunk("IHDR", [1, 2, 3]) + chunk("IDAT", [4]) + chunk("IEND", [])

    private static let signature: [UInt8] = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]

    private static func chunk(_ name: String, _ data: [UInt8]) -> [UInt8] {
        [0, 0, 0, UInt8(data.count)] + Array(name.utf8) + data + [0xca, 0xfe, 0xba, 0xbe]
    }
}

extension TestNode {
    /// Attaches a file to a ticket.
    func attach(
        _ bytes: [UInt8], to ticket: String, named name: String = "录音.mp3", as token: String = "token-operator",
        class kind: String = "contact", more: String = "", type: String = "application/octet-stream"
    ) async throws -> APIAnswer {
        let name = name.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
        return try await send(
            .post, "/api/v1/tickets/\(ticket)/attachments?name=\(name)&class=\(kind)\(more)", as: token,
            headers: ["content-type": type], bytes: bytes)
    }

    /// What is attached to a ticket, by name.
    func attached(to ticket: String) async throws -> [String] {
        try await get("/tickets/\(ticket)/attachments").items.compactMap { $0["name"] as? String }
    }
}
