import Foundation
import Platform

/// How long a message takes to another thread and back, over TCP on the loopback interface with nothing in between.
enum RoundTripLimit {
    static func medianMicroseconds(for duration: Duration) throws -> Double {
        let listener = try BlockingSocket.listening()
        defer { listener.close() }
        let caller = try BlockingSocket.connected(toPort: listener.port())
        defer { caller.close() }
        let echo = try listener.accepted()
        DedicatedThread.start(name: "limit-echo") { echoUntilClosed(echo) }
        var payload = [UInt8](repeating: 0x61, count: limitPayloadBytes)
        var samples: [Double] = []
        let watch = Stopwatch()
        while watch.elapsed < duration {
            let trip = Stopwatch()
            try caller.send(payload)
            guard try caller.fill(&payload) else { throw SystemFailure("recv", code: ECONNRESET) }
            samples.append(trip.seconds * 1e6)
        }
        return Percentiles(samples).p50 ?? 0
    }

    /// Ends when the caller closes its side, and on any error: the caller then notices by itself.
    private static func echoUntilClosed(_ socket: BlockingSocket) {
        defer { socket.close() }
        var buffer = [UInt8](repeating: 0, count: limitPayloadBytes)
        while (try? socket.fill(&buffer)) == true {
            guard (try? socket.send(buffer)) != nil else { return }
        }
    }
}
