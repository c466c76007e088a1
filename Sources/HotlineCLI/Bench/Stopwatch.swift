/// Elapsed time by the monotonic clock.
struct Stopwatch: Sendable {
    private let start = ContinuousClock.now

    var elapsed: Duration { ContinuousClock.now - start }
    var seconds: Double { elapsed.inSeconds }
}

extension Duration {
    var inSeconds: Double {
        Double(components.seconds) + Double(components.attoseconds) * 1e-18
    }

    var inMilliseconds: Double { inSeconds * 1_000 }
}
