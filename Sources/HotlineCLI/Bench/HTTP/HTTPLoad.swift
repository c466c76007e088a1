import Foundation

/// A load: some connections, each of which sends a request, waits for the whole answer, and sends the next. All on one
/// thread, which does as little as it can: whatever the client costs is missing at the server.
struct HTTPLoad: Sendable {
    /// What a load came to.
    struct Sample: Sendable {
        var perSecond: Double
        /// From the moment before a request is sent until its answer is whole, in milliseconds.
        var latencies: Percentiles
    }

    /// A server that says nothing for so long is given up.
    private static let silenceMilliseconds: Int32 = 10_000

    let connections: Int

    /// Loads for `duration` after a quarter of that for warming up. Blocks.
    /// - Parameter numbers: the first is that of the first request.
    /// - Returns: what it came to, and the number of requests that were sent.
    func run(_ exchange: HTTPExchange, for duration: Duration, from first: Int) throws -> (Sample, sent: Int) {
        var callers: [HTTPCaller] = []
        defer { for caller in callers { caller.close() } }
        for _ in 0..<connections { callers.append(try HTTPCaller(port: exchange.port, expects: exchange.status)) }
        var sent = first
        for index in callers.indices {
            try callers[index].send(exchange.request(sent), at: Self.now)
            sent += 1
        }
        let begin = Self.now + UInt64(duration.inSeconds * 0.25e9)
        let end = begin + UInt64(duration.inSeconds * 1e9)
        var waiting = callers.map(\.awaited)
        var latencies: [Double] = []
        while Self.now < end {
            let ready = poll(&waiting, nfds_t(waiting.count), Self.silenceMilliseconds)
            guard ready > 0 || errno == EINTR else { throw Self.silent(exchange) }
            for index in waiting.indices where waiting[index].revents != 0 {
                guard let asked = try callers[index].takeAnswer() else { continue }
                let now = Self.now
                if now >= begin { latencies.append(Double(now - asked) / 1e6) }
                try callers[index].send(exchange.request(sent), at: now)
                sent += 1
            }
        }
        let perSecond = Double(latencies.count) / duration.inSeconds
        return (Sample(perSecond: perSecond, latencies: Percentiles(latencies)), sent - first)
    }

    private static func silent(_ exchange: HTTPExchange) -> Failure {
        Failure(.failed, "port \(exchange.port) has not answered for \(silenceMilliseconds / 1_000) s")
    }

    /// Nanoseconds of the monotonic clock.
    private static var now: UInt64 {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
    }
}
