import Storage

/// 登录锁定: after so many wrong guesses in a row none is taken for a minute, after each further one for twice as long,
/// an hour at most.
struct LockRule: Sendable {
    /// The wrong guess that locks first.
    let limit: Int
    /// Without a further one for so long, in milliseconds, all are forgotten.
    let memory: Int64

    /// Of one account.
    static let account = LockRule(limit: 5, memory: 86_400_000)
    /// Of one remote address, behind which a whole office may sit.
    static let address = LockRule(limit: 30, memory: 3_600_000)

    static let shortest: Int64 = 60_000
    static let longest: Int64 = 3_600_000

    /// What is counted once one more guess was wrong.
    func after(_ failures: SignInFailureStore.Failures?, at now: Int64) -> SignInFailureStore.Failures {
        let isFresh = failures.map { now - max($0.lastAt, $0.lockedUntil) > memory } ?? true
        let count = (isFresh ? 0 : failures?.count ?? 0) + 1
        let until = count < limit ? 0 : now + lock(count)
        return SignInFailureStore.Failures(count: count, lastAt: now, lockedUntil: until)
    }

    /// What is counted still once a guess was right that came after `wrong` ones at the same account: whoever mistypes
    /// and then gets in is no stranger, and an office of many such is not locked out. An account of one's own does not
    /// make up for guesses at those of others, but for one at a time.
    func after(_ failures: SignInFailureStore.Failures, right wrong: Int) -> SignInFailureStore.Failures? {
        let count = failures.count - max(1, wrong)
        return count < 1 ? nil : SignInFailureStore.Failures(count: count, lastAt: failures.lastAt, lockedUntil: 0)
    }

    private func lock(_ count: Int) -> Int64 { min(Self.longest, Self.shortest << Int64(min(count - limit, 16))) }
}

extension SignInFailureStore.Failures {
    /// Whether no guess is taken now.
    func isLocked(at now: Int64) -> Bool { now < lockedUntil }
}
