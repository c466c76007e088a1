/// Octets that have arrived and are not consumed yet.
package struct InputBuffer: Sendable {
    private var octets: [UInt8] = []
    private var start = 0

    package init() {}

    /// How many octets wait.
    package var count: Int { octets.count - start }
    package var isEmpty: Bool { count == 0 }

    /// Appends what was received.
    package mutating func append(_ received: UnsafeBufferPointer<UInt8>) {
        octets.append(contentsOf: received)
    }

    /// The waiting octets, for the length of the call.
    func withOctets<Result, Failure: Error>(
        _ body: (UnsafeBufferPointer<UInt8>) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try octets.withUnsafeBufferPointer { (all) throws(Failure) -> Result in
            try body(UnsafeBufferPointer(rebasing: all[start...]))
        }
    }

    /// The first `count` waiting octets, which are then consumed.
    mutating func take(_ count: Int) -> [UInt8] {
        let taken = Array(octets[start..<start + count])
        consume(count)
        return taken
    }

    mutating func consume(_ count: Int) {
        start += count
        if start == octets.count {
            octets.removeAll(keepingCapacity: octets.capacity <= 16 * 1024)
            start = 0
        } else if start >= 64 * 1024 {
            octets.removeSubrange(..<start)
            start = 0
        }
    }

    /// Drops everything, memory too.
    mutating func discard() {
        octets = []
        start = 0
    }
}
