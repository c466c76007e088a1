import Crypto
import Foundation
import HTTPWire
import PeerTransport

/// The benchmark as a neighbour of the county: says hello and delivers its feed, one request in flight.
struct RelaySubcentre: Sendable {
    private let county: PeerOrigin
    private let secret: String
    private let transport: SocketTransport
    /// Tells this run's stream from any other of the same name.
    private let epoch = Base64URL.encode(SecureRandom.bytes(9))

    /// What a node takes in one request unless it is configured otherwise.
    private static let batchEvents = 500

    init(county: PeerOrigin, secret: String, transport: SocketTransport) {
        self.county = county
        self.secret = secret
        self.transport = transport
    }

    /// No events flow before the county has heard which streams there are.
    func hello() async throws {
        let zero = JSONValue.string(Data(count: 32).base64EncodedString())
        let streams = ["orders", "feed"].map { name in
            JSONValue.object([
                "name": .string(name), "direction": .string("out"), "next": .integer(1), "oldestHeld": .integer(1),
                "chain": zero,
            ])
        }
        let body = JSONValue.object([
            "node": .string(RelayTier.subcentre), "generation": .integer(1), "epoch": .string(epoch),
            "streams": .array(streams),
        ])
        let answer = try await post("/hello", type: "application/json", body: Array(body.line.utf8))
        guard answer.status == 200 else { throw Self.refusal("/hello", answer) }
    }

    /// Delivers all, batch by batch; returns when the county has acknowledged the last.
    func sendAll(_ events: [RelayEvent]) async throws {
        var rest = events[...]
        while !rest.isEmpty {
            try await send(rest.prefix(Self.batchEvents))
            rest = rest.dropFirst(Self.batchEvents)
        }
    }

    /// Delivers events that follow one another in one request.
    /// - Throws: `Failure` unless the county made all of them durable and refused none.
    func send(_ events: some Collection<RelayEvent>) async throws {
        guard let first = events.first else { return }
        var body: [UInt8] = [UInt8(ascii: "[")]
        for event in events {
            if body.count > 1 { body.append(UInt8(ascii: ",")) }
            body += event.bytes
        }
        body.append(UInt8(ascii: "]"))
        let answer = try await post(
            "/inbox", type: "application/cloudevents-batch+json", body: body, stream: header(before: first))
        let document = try? JSONValue(parsing: Data(answer.body))
        let last = first.position + events.count - 1
        guard answer.status == 200, document?["acknowledged"]?.integer == last,
            document?.list("refused").isEmpty == true
        else { throw Self.refusal("/inbox", answer) }
    }

    private func header(before event: RelayEvent) -> String {
        let chain = Data(event.chainBefore).base64EncodedString()
        return "name=\"feed\", generation=1, epoch=\"\(epoch)\", first=\(event.position), chain=:\(chain):"
    }

    private func post(
        _ path: String, type: String, body: [UInt8], stream: String? = nil
    ) async throws -> PeerResponse {
        var headers: Headers = [
            "Hotline-Node": RelayTier.subcentre, "Authorization": "Bearer \(secret)", "Content-Type": type,
        ]
        headers["Hotline-Stream"] = stream
        return try await transport.send(PeerRequest(.post, county, path, headers: headers, body: body))
    }

    private static func refusal(_ path: String, _ answer: PeerResponse) -> Failure {
        let body = String(decoding: answer.body.prefix(500), as: UTF8.self)
        return Failure(.failed, "the county answers \(path) with \(answer.status)", details: [body])
    }
}
