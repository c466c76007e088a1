import Crypto
import Platform

/// What signing in needs beside the database: who is guessing now, and the thread that checks.
final class SignInDesk: Sendable {
    let cookie: SessionCookie
    let sessions: SessionWatch
    let passwords: PasswordDesk
    /// One guess at a time for each account: many at once would all be made before the first is counted.
    let guesses = Turnstile<Digest>(limit: 1)
    /// Those of one address do not fill the queue.
    let addresses = Turnstile<String>(limit: 8)

    init(_ configuration: NodeConfiguration, engine: Engine, cost: PasswordHash.Cost) {
        passwords = PasswordDesk(cost: cost)
        cookie = SessionCookie(of: configuration.code)
        sessions = SessionWatch(SessionLimits(configuration.limits), engine: engine)
    }
}
