import Synchronization

/// Counts what is under way for each key, and lets in so much of it at a time.
final class Turnstile<Key: Hashable & Sendable>: Sendable {
    /// One that is under way. Ends once nobody holds it any longer.
    final class Pass: Sendable {
        private let turnstile: Turnstile
        private let key: Key

        fileprivate init(_ turnstile: Turnstile, _ key: Key) {
            self.turnstile = turnstile
            self.key = key
        }

        deinit { turnstile.leave(key) }
    }

    /// The most for one key at a time.
    let limit: Int
    private let counts = Mutex<[Key: Int]>([:])

    init(limit: Int) { self.limit = limit }

    /// One more; nil where there are as many as there may be.
    func enter(_ key: Key) -> Pass? {
        let isIn = counts.withLock { counts in
            let count = counts[key] ?? 0
            if count < limit { counts[key] = count + 1 }
            return count < limit
        }
        return isIn ? Pass(self, key) : nil
    }

    /// How many are under way for a key.
    func count(of key: Key) -> Int { counts.withLock { $0[key] ?? 0 } }

    /// Whether there are as many for a key as there may be.
    func isFull(for key: Key) -> Bool { count(of: key) >= limit }

    private func leave(_ key: Key) {
        counts.withLock { counts in
            guard let count = counts[key] else { return }
            // Kept for those who are here only: keys are drawn by whoever calls.
            counts[key] = count > 1 ? count - 1 : nil
        }
    }
}
