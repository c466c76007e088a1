/// Octets on their way to the socket.
struct OutputBuffer {
    /// Serialisers append here; the first `start` have left.
    var octets: [UInt8] = []
    /// When the peer last took something, in the loop's milliseconds.
    var lastProgress: UInt64 = 0
    private var start = 0

    var count: Int { octets.count - start }
    var isEmpty: Bool { count == 0 }

    func withRemaining<Result>(_ body: (UnsafeRawBufferPointer) -> Result) -> Result {
        octets.withUnsafeBytes { body(UnsafeRawBufferPointer(rebasing: $0[start...])) }
    }

    mutating func consume(_ count: Int, now: UInt64) {
        start += count
        lastProgress = now
        if start == octets.count {
            octets.removeAll(keepingCapacity: octets.capacity <= 16 * 1024)
            start = 0
        } else if start >= 256 * 1024 {
            octets.removeSubrange(..<start)
            start = 0
        }
    }
}
