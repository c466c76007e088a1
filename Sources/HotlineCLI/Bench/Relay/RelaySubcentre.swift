import Crypto
import Foundation
import HTTPWire
import PeerTransport
import SyncProtocol

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
        let streams = StreamName.allCases.map {
            HelloStream.out($0, next: 1, first: 1, oldestHeld: 1, chain: Chain.origin)
        }
        let hello = Hello(node: RelayTier.subcentre, generation: 1, epoch: epoch, streams: streams)
        let body = Array(try JSONEncoder().encode(hello))
        let answer = try await post("/hello", type: "application/json", body: body)
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
        let confirmed = try? JSONDecoder().decode(Answer.self, from: Data(answer.body))
        let last = first.position + Int64(events.count) - 1
        guard answer.status == 200, let confirmed, confirmed.acknowledged == last, confirmed.refused.isEmpty else {
            throw Self.refusal("/inbox", answer)
        }
    }

    private func header(before event: RelayEvent) -> String {
        StreamHeader(name: .feed, generation: 1, epoch: epoch, first: event.position, chain: event.chainBefore).value
    }

    private func post(
        _ path: String, type: String, body: [UInt8], stream: String? = nil
    ) async throws -> PeerResponse {
        var headers: Headers = [
            "Hotline-Node": RelayTier.subcentre, "Authorization": "Bearer \(secret)", "Content-Type": type,
        ]
        headers[StreamHeader.fieldName] = stream
        return try await transport.send(PeerRequest(.post, county, path, headers: headers, body: body))
    }

    private static func refusal(_ path: String, _ answer: PeerResponse) -> Failure {
        let body = String(decoding: answer.body.prefix(500), as: UTF8.self)
        return Failure(.failed, "the county answers \(path) with \(answer.status)", details: [body])
    }
}
