import Crypto
import Database
import NodeCore
import Storage
import Synchronization
import WorkCalendar

/// The open sessions: whose each is, and when it was last used.
final class SessionWatch: Sendable {
    private struct Use {
        var usedAt: Int64
        /// When the database was last told.
        var writtenAt: Int64
    }

    /// More than a node's people have; beyond, the memory begins anew from what the database was told.
    private static let capacity = 4_096
    /// How far the database may lag behind.
    private static let writtenEvery: Int64 = 60_000

    let limits: SessionLimits
    private let engine: Engine
    private let uses = Mutex<[Digest: Use]>([:])

    init(_ limits: SessionLimits, engine: Engine) {
        self.limits = limits
        self.engine = engine
    }

    /// The session of a cookie; nil where it has ended, by a person, by its age, or for want of use.
    func find(_ digest: Digest, in transaction: ReadTransaction) throws -> SessionStore.Session? {
        guard let session = try SessionStore.find(digest.bytes, in: transaction) else { return nil }
        let usedAt = max(session.usedAt, uses.withLock { $0[digest]?.usedAt ?? 0 })
        let isOpen = limits.admits(openedAt: session.openedAt, usedAt: usedAt, at: engine.now.milliseconds)
        return isOpen ? session : nil
    }

    /// A request came in a session. The database hears of it once a minute, so that a restart ends no session in use.
    func used(_ digest: Digest, _ session: SessionStore.Session) {
        let now = engine.now.milliseconds
        let isDue = uses.withLock { uses in
            if uses.count >= Self.capacity { uses = [:] }
            let writtenAt = max(uses[digest]?.writtenAt ?? 0, session.usedAt)
            let isDue = now - writtenAt >= Self.writtenEvery
            uses[digest] = Use(usedAt: now, writtenAt: isDue ? now : writtenAt)
            return isDue
        }
        guard isDue else { return }
        engine.commit { _, transaction, now in
            Outcome(try SessionStore.use(digest.bytes, at: now.milliseconds, in: transaction))
        } completion: { _ in
            // What was not written is written with the next use.
        }
    }

    /// A session has ended.
    func forget(_ digest: Digest) { uses.withLock { $0[digest] = nil } }
}
