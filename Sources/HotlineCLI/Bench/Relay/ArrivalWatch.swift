import Foundation
import PeerTransport

/// Notes when tickets show up at a node, by its server-sent events: the moment at which a person's screen would know.
struct ArrivalWatch: Sendable {
    struct Arrival: Sendable {
        let ticket: String
        let at: ContinuousClock.Instant
    }

    private let stream: PeerStream

    init(_ node: BenchNode) async throws {
        stream = try await node.events()
    }

    /// The arrivals from now on; ends with the connection.
    var arrivals: AsyncThrowingStream<Arrival, any Error> {
        let body = stream.body
        return AsyncThrowingStream { continuation in
            let reader = Task {
                var lines = EventLines()
                do {
                    for try await piece in body {
                        let now = ContinuousClock.now
                        for ticket in lines.tickets(in: piece) { continuation.yield(Arrival(ticket: ticket, at: now)) }
                    }
                    continuation.finish()
                } catch {
                    continuation.finish(throwing: error)
                }
            }
            continuation.onTermination = { _ in reader.cancel() }
        }
    }
}

/// Server-sent events as they come in pieces, reduced to the tickets that they name.
struct EventLines {
    private var pending: [UInt8] = []

    /// The tickets named by the lines that this piece completes.
    mutating func tickets(in piece: [UInt8]) -> [String] {
        pending += piece
        guard let end = pending.lastIndex(of: UInt8(ascii: "\n")) else { return [] }
        let whole = pending[...end]
        pending = Array(pending[(end + 1)...])
        return whole.split(separator: UInt8(ascii: "\n")).compactMap { line in
            guard line.starts(with: "data:".utf8) else { return nil }
            return (try? JSONValue(parsing: Data(line.dropFirst(5))))?["ticket"]?.string
        }
    }
}
