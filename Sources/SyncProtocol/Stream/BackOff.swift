/// How long to wait after the n-th failure in a row: 1 s, doubled each time, at most 5 min; half of it fixed, half
/// drawn, so that a hub that returns is not trampled by those that failed together. Without end.
///
///     failure      1     2   3   4   5    6    7    8      9     10 …
///     at most  s   1     2   4   8  16   32   64  128    256    300
///     at least s   0.5   1   2   4   8   16   32   64    128    150
package enum BackOff {
    package static let firstMilliseconds: Int64 = 1000
    package static let longestMilliseconds: Int64 = 300_000
    /// `Retry-After` is obeyed up to an hour.
    package static let longestRetryAfterMilliseconds: Int64 = 3_600_000
    /// The wait after a 429 or 503 that names no time.
    package static let defaultRetryAfterMilliseconds: Int64 = 5000

    /// - Parameters:
    ///   - failures: failures in a row, from 1.
    ///   - jitter: any uniformly drawn word.
    package static func delayMilliseconds(failures: Int, jitter: UInt64) -> Int64 {
        // Capped before the shift: 1000 << 9 already exceeds 5 min, and a failure count has no bound.
        let doublings = min(max(failures, 1) - 1, 9)
        let ceiling = min(firstMilliseconds << Int64(doublings), longestMilliseconds)
        let half = ceiling / 2
        return half + Int64(jitter % UInt64(ceiling - half + 1))
    }

    /// The wait that a busy peer asked for: `seconds` of `Retry-After`, nil where it named none, and up to a tenth
    /// more.
    package static func retryAfterMilliseconds(seconds: Int64?, jitter: UInt64) -> Int64 {
        let longestSeconds = longestRetryAfterMilliseconds / 1000
        let asked = seconds.map { min(max($0, 0), longestSeconds) * 1000 } ?? defaultRetryAfterMilliseconds
        return min(asked + Int64(jitter % UInt64(asked / 10 + 1)), longestRetryAfterMilliseconds)
    }
}
