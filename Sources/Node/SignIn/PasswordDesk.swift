import Crypto
import Platform
import Synchronization

/// Checks and hashes passwords on a thread of its own, one after the other: each costs 0.2 s and 32 MB, which neither
/// the loop nor the writer nor the cooperative pool may wait for. So many wait at most.
final class PasswordDesk: Sendable {
    /// What came of a guess.
    struct Verdict: Sendable {
        var isRight: Bool
        /// The password hashed anew, where it was right and had been hashed at another cost than is usual.
        var fresh: String?
    }

    /// Some six seconds of work.
    static let mostWaiting = 32
    private let most: Int
    private let cost: PasswordHash.Cost
    private let thread = DedicatedThread(name: "passwords")
    private let state = Mutex((waiting: 0, done: 0))

    init(cost: PasswordHash.Cost, mostWaiting: Int = PasswordDesk.mostWaiting) {
        self.cost = cost
        most = mostWaiting
    }

    /// How many wait or are worked on.
    var waiting: Int { state.withLock { $0.waiting } }

    /// How many have been hashed at the usual cost.
    var done: Int { state.withLock { $0.done } }

    /// Whether `password` is the one stored as `text`; with nil it is not, and that takes as long to find out.
    func check(_ password: String, against text: String?) async throws(APIProblem) -> Verdict {
        try await run { [cost] in
            let stored = text.flatMap { PasswordHash(text: $0) }
            let isRight = stored?.matches(password) ?? false
            if let stored, !stored.needsRehash(to: cost) { return Verdict(isRight: isRight) }
            let fresh = PasswordHash(password, cost: cost).text
            return Verdict(isRight: isRight, fresh: isRight ? fresh : nil)
        }
    }

    /// A password as it is stored.
    func hash(_ password: String) async throws(APIProblem) -> String {
        try await run { [cost] in PasswordHash(password, cost: cost).text }
    }

    private func run<Value: Sendable>(_ work: @escaping @Sendable () -> Value) async throws(APIProblem) -> Value {
        let isIn = state.withLock { state in
            let isIn = state.waiting < most
            if isIn { state.waiting += 1 }
            return isIn
        }
        guard isIn else {
            throw APIProblem(
                .busy, "等待核对的密码已满 \(most) 个，未作任何更改", cure: "按 Retry-After 稍后重试", retryAfter: 5)
        }
        return await withCheckedContinuation { continuation in
            // The work holds the desk: its thread does not end before.
            thread.run { [self] in
                let value = work()
                state.withLock { $0 = ($0.waiting - 1, $0.done + 1) }
                continuation.resume(returning: value)
            }
        }
    }
}
