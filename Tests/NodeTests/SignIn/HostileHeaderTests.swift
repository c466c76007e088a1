import Foundation
import HTTPWire
import Node
import TestSupport
import Testing

/// Line breaks and paths where a request can put them: none of them becomes a field of an answer or a file of the
/// machine.
@Suite(.timeLimit(.minutes(2))) struct HostileHeaderTests {
    /// The answer to one request, as it stands on the wire.
    private func answer(of node: TestNode, to head: [String], body: String = "") async throws -> String {
        let port = try #require(node.service.port)
        let fields = head + ["host: node", "content-length: \(body.utf8.count)", "connection: close"]
        return try await onThread {
            let socket = try RawSocket(port: port)
            try socket.send(fields.joined(separator: "\r\n") + "\r\n\r\n" + body)
            return try socket.receiveAll()
        }
    }

    /// The lines of an answer's head.
    private func head(_ answer: String) -> [Substring] {
        answer.prefix(upTo: answer.range(of: "\r\n\r\n")?.lowerBound ?? answer.endIndex).split(separator: "\r\n")
    }

    private static let breaks = ["%0D%0A", "%0A", "%0D", "%E5%98%8A%E5%98%8D", "%C2%85", "%E2%80%A8", "%00"]

    // proves in part: ZZ23-47
    @Test(arguments: breaks)
    func `No line break in a path or query reaches a field`(encoded: String) async throws {
        try await TestNode.withPasswords().run { node in
            let id = try await node.register()
            let hostile = "a\(encoded)Set-Cookie:%20x=1\(encoded)\(encoded)b.txt"
            let admin = "authorization: Bearer token-admin"
            let targets = [
                "GET /api/v1/tickets/\(hostile)", "GET /api/v1/accounts/\(hostile)", "DELETE /api/v1/\(hostile)",
                "GET /api/v1/tickets/\(id)/attachments/\(hostile)", "GET /\(hostile)",
                "GET /api/v1/tickets?q=\(hostile)",
                "POST /api/v1/tickets/\(hostile)/attachments?name=a.txt&class=site",
                "POST /api/v1/accounts/\(hostile)/actions/disable", "GET /api/v1/audit?cursor=\(hostile)",
                "POST /api/v1/tickets/\(id)/attachments?name=\(hostile)&class=site",
            ]
            for target in targets {
                let body = target.hasPrefix("POST") ? "注意：现场记录一份" : ""
                let text = try await answer(of: node, to: ["\(target) HTTP/1.1", admin], body: body)
                let lines = head(text)
                #expect(lines.first?.hasPrefix("HTTP/1.1 ") == true, "\(target)")
                #expect(!lines.contains { $0.lowercased().hasPrefix("set-cookie") }, "\(target): \(text)")
            }
            let attached = try await node.get("/tickets/\(id)/attachments").items
            guard let digest = attached.first?["digest"] as? String else {
                return #expect(encoded == "%00", "an address with NUL is none")
            }
            let read = try await answer(
                of: node, to: ["GET /api/v1/tickets/\(id)/attachments/\(digest) HTTP/1.1", admin])
            let lines = head(read)
            #expect(!lines.contains { $0.lowercased().hasPrefix("set-cookie") }, "\(read)")
            let disposition = try #require(lines.first { $0.lowercased().hasPrefix("content-disposition: ") })
            #expect(disposition.utf8.allSatisfy { (0x20..<0x7f).contains($0) }, "\(disposition)")
            #expect(lines.contains("x-content-type-options: nosniff"))
        }
    }

    @Test func `A cookie is given to nobody but who signs in, whatever the sign-in name holds`() async throws {
        try await TestNode.withPasswords().run { node in
            for name in [#"op\r\nSet-Cookie: x=1"#, #"op\u0000"#, "op; Path=/x", "op%0d%0a", "OP "] {
                let body = #"{"account":"\#(name)","password":"\#(Browser.password)"}"#
                let text = try await answer(
                    of: node, to: ["POST /api/v1/session HTTP/1.1", "content-type: application/json"], body: body)
                let lines = head(text)
                #expect(lines.first == "HTTP/1.1 401 Unauthorized" || lines.first?.contains(" 422 ") == true, "\(text)")
                #expect(!lines.contains { $0.lowercased().hasPrefix("set-cookie") })
            }
        }
    }

    @Test(arguments: [
        "/../../../../etc/passwd", "/%2e%2e/%2e%2e/%2e%2e/etc/passwd", "/..%2f..%2f..%2fetc%2fpasswd",
        "/api/v1/tickets/../../../etc/passwd", "/api/v1/tickets/ID/attachments/..%2F..%2Fnode.key",
        "/api/v1/tickets/ID/attachments/%2e%2e%2fnode.sqlite", "/api/v1/accounts/..%2f..%2fnode.key",
        "/api/v1/rule-books/..%2f..%2f/..%2fnode.key", "/api/v1/tickets/ID/attachments/sha256-..%2fnode.key",
    ])
    func `No path leads to a file of the machine`(path: String) async throws {
        try await TestNode.withPasswords().run { node in
            let id = try await node.register()
            let path = path.replacing("ID", with: id)
            let text = try await answer(of: node, to: ["GET \(path) HTTP/1.1", "authorization: Bearer token-admin"])
            let status = try #require(head(text).first?.split(separator: " ").dropFirst().first)
            #expect(["400", "404"].contains(status), "\(text)")
            #expect(!text.contains("root:") && !text.contains("ed25519") && !text.contains("SQLite format"))
        }
    }
}
