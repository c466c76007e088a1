import Foundation
import HTTPWire
import Node
import PeerTransport
import Testing

/// A screen that follows the node: a reader of `/events`.
struct Screen {
    /// The stream's number, under which it is said what is open on the screen.
    let number: String
    private let node: TestNode
    private let headers: Headers
    private var pieces: AsyncThrowingStream<[UInt8], any Error>.AsyncIterator
    private var text = ""

    init(_ node: TestNode, as token: String = "token-admin", after place: String? = nil) async throws {
        var headers: Headers = ["authorization": "Bearer \(token)"]
        if let place { headers["last-event-id"] = place }
        try await self.init(node, headers: headers)
    }

    init(_ node: TestNode, headers: Headers) async throws {
        guard let port = node.service.port else { throw NotRunning() }
        let stream = try await node.client.stream(PeerRequest(
            .get, PeerOrigin(host: "127.0.0.1", port: port), "/api/v1/events", headers: headers))
        #expect(stream.status == 200)
        number = try #require(stream.headers["hotline-stream-id"])
        (self.node, self.headers) = (node, headers)
        pieces = stream.body.makeAsyncIterator()
        // The first event says where the stream begins: what is done after it is heard.
        if headers["last-event-id"] == nil { _ = try await next { $0.contains("retry:") } }
    }

    /// Says what is open on it.
    func show(_ tickets: [String]) async throws -> APIAnswer {
        let names = tickets.map { "\"\($0)\"" }.joined(separator: ",")
        return try await node.send(
            .put, "/api/v1/events/\(number)/open", as: nil, headers: headers, body: #"{"tickets":[\#(names)]}"#)
    }

    /// The next event that is wanted.
    mutating func next(_ isWanted: (String) -> Bool) async throws -> String {
        while true {
            while let end = text.range(of: "\n\n") {
                let event = String(text[..<end.lowerBound])
                text = String(text[end.upperBound...])
                if isWanted(event) { return event }
            }
            guard let piece = try await pieces.next() else { throw NotRunning() }
            text += String(decoding: piece, as: UTF8.self)
        }
    }
}
