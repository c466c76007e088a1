import Foundation
import FoundationNetworking

@testable import HotlineCLI

/// A file as somebody uploads it, to a node that is reached by HTTP.
enum UploadedFile {
    /// A photo, as small as one can be; one of another name shows something else.
    static func photo(_ name: String) -> [UInt8] {
        [0xff, 0xd8, 0xff, 0xdb, 0, 4, 1, 1, 0xff, 0xda, 0, 2] + Array(name.utf8) + [0xff, 0xd9]
    }
    /// A recording.
    static let recording: [UInt8] = Array("ID3".utf8) + (0..<2_000).map { UInt8(truncatingIfNeeded: $0 &* 167) }

    /// Uploads a file to a ticket; the digest of its content. A name that ends in `.jpg` is a photo's.
    static func send(
        _ name: String, class kind: String, to ticket: String, at address: String, token: String
    ) async throws -> String {
        let path = "\(address)/api/v1/tickets/\(ticket)/attachments?name=\(name)&class=\(kind)"
        guard let url = URL(string: path) else { throw URLError(.badURL) }
        var message = URLRequest(url: url, timeoutInterval: 60)
        message.httpMethod = "POST"
        message.setValue("Bearer \(token)", forHTTPHeaderField: "Authorization")
        message.setValue("application/octet-stream", forHTTPHeaderField: "Content-Type")
        message.httpBody = Data(name.hasSuffix(".jpg") ? photo(name) : recording)
        let (body, response) = try await URLSession.shared.data(for: message)
        guard (response as? HTTPURLResponse)?.statusCode == 201 else {
            throw Failure(.failed, "\(name) was not taken: \(String(decoding: body, as: UTF8.self))")
        }
        return try JSONValue(parsing: body).text("digest")
    }
}

extension SingleNode {
    /// Uploads a file to a ticket; the digest of its content.
    func attach(_ name: String, class kind: String, to ticket: String, as role: String) async throws -> String {
        try await UploadedFile.send(name, class: kind, to: ticket, at: address, token: "token-\(role)")
    }
}

extension RegulatedNode {
    /// Uploads a file to the ticket of a ticket's or a share's identifier; the digest of its content.
    @discardableResult
    func attach(_ name: String, class kind: String, to subject: String, as account: String) async throws -> String {
        let ticket = subject.split(separator: ".").first.map(String.init) ?? subject
        return try await UploadedFile.send(name, class: kind, to: ticket, at: address, token: "token-\(account)")
    }
}
