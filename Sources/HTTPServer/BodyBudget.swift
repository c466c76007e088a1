internal import Synchronization

/// The memory that the bodies of all requests of one server may take up together, however many connections there are.
///
/// A body is paid for before it is read where its length is announced, else piece by piece as it arrives. Those whose
/// caller nobody knows yet share a quarter, so that strangers cannot keep neighbours and staff out.
package final class BodyBudget: Sendable {
    /// A body's share of the budget; given back once nobody holds the request any longer.
    final class Lease: Sendable {
        private let budget: BodyBudget
        private let isKnown: Bool
        private let bytes = Mutex(0)

        fileprivate init(_ budget: BodyBudget, isKnown: Bool) {
            self.budget = budget
            self.isKnown = isKnown
        }

        deinit { budget.giveBack(bytes.withLock { $0 }, isKnown: isKnown) }

        /// Asks for so many bytes more; false where there is no room.
        func extend(by count: Int) -> Bool {
            guard budget.take(count, isKnown: isKnown) else { return false }
            bytes.withLock { $0 += count }
            return true
        }
    }

    private struct State {
        var held = 0
        var heldForStrangers = 0
    }

    /// Bytes in all, and of them for requests of strangers.
    private let limit: Int
    private let strangersLimit: Int
    private let state = Mutex(State())

    init(limit: Int) {
        self.limit = limit
        strangersLimit = limit / 4
    }

    /// Bytes that are taken up or announced now.
    package var heldBytes: Int { state.withLock { $0.held } }

    /// A share for the body of a request; nil where there is no room for `count` bytes.
    func lease(_ count: Int, isKnown: Bool) -> Lease? {
        let lease = Lease(self, isKnown: isKnown)
        return lease.extend(by: count) ? lease : nil
    }

    private func take(_ count: Int, isKnown: Bool) -> Bool {
        state.withLock { state in
            guard state.held + count <= limit else { return false }
            if !isKnown {
                guard state.heldForStrangers + count <= strangersLimit else { return false }
                state.heldForStrangers += count
            }
            state.held += count
            return true
        }
    }

    private func giveBack(_ count: Int, isKnown: Bool) {
        state.withLock { state in
            state.held -= count
            if !isKnown { state.heldForStrangers -= count }
        }
    }
}
