/// The nonces of signatures that were accepted, as long as those could be replayed. Bounded per key: a key that has
/// used up its room must wait until the oldest are forgotten, and takes none from others.
package struct NonceMemory: Sendable {
    /// What came of a nonce.
    package enum Verdict: Hashable, Sendable {
        case fresh
        case replayed
        /// The key has signed more in the window than is remembered.
        case full
    }

    fileprivate struct Window: Sendable {
        var seen: Set<String> = []
        /// In the order of their ends; those that end first stand first.
        var ends: [(until: Int64, nonce: String)] = []
        var forgotten = 0
    }

    private let capacity: Int
    private var windows: [String: Window] = [:]

    /// - Parameter capacity: nonces of one key.
    package init(capacity: Int = 200_000) { self.capacity = capacity }

    /// Remembers a nonce of a key.
    ///
    /// - Parameters:
    ///   - until: how long, in seconds of POSIX time.
    ///   - now: the present moment; what has ended is forgotten.
    package mutating func take(_ nonce: String, of key: String, until: Int64, now: Int64) -> Verdict {
        var window = windows.removeValue(forKey: key) ?? Window()
        defer { windows[key] = window }
        window.forget(before: now)
        guard !window.seen.contains(nonce) else { return .replayed }
        guard window.seen.count < capacity else { return .full }
        window.insert(nonce, until: until)
        return .fresh
    }
}

extension NonceMemory.Window {
    fileprivate mutating func insert(_ nonce: String, until: Int64) {
        seen.insert(nonce)
        // Nearly sorted as it comes: clocks differ by seconds.
        var place = ends.count
        while place > forgotten, ends[place - 1].until > until { place -= 1 }
        ends.insert((until, nonce), at: place)
    }

    fileprivate mutating func forget(before now: Int64) {
        while forgotten < ends.count, ends[forgotten].until < now {
            seen.remove(ends[forgotten].nonce)
            forgotten += 1
        }
        // Cut rarely, so that each nonce is moved once at most.
        if forgotten > 1_024, forgotten * 2 > ends.count {
            ends.removeFirst(forgotten)
            forgotten = 0
        }
    }
}
