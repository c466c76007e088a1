import Database
import Platform
import Synchronization
import WorkCalendar

/// What is known of the node's disk: set by writes that fail and by the watch over free space, read by every request.
final class DiskGauge: Sendable {
    /// What an operator sees.
    struct Standing: Sendable, Equatable {
        var condition = DiskCondition.healthy
        /// Since when; nil while the disk is healthy.
        var since: Moment?
        /// What the system or the database said last.
        var detail: String?
        /// Bytes that the disk has free for the node; nil before the first look.
        var freeBytes: Int?
    }

    private let standing = Mutex(Standing())
    private let clock: any Clock
    private let log: Log
    /// Notified when a write has failed.
    let trouble = Wakeup()

    init(clock: any Clock, log: Log) {
        self.clock = clock
        self.log = log
    }

    var current: Standing { standing.withLock { $0 } }
    var condition: DiskCondition { standing.withLock { $0.condition } }

    /// Throws where nothing may be written.
    func requireCommits() throws(DiskRefusal) {
        let condition = condition
        guard condition.takesCommits else { throw DiskRefusal(condition: condition) }
    }

    /// A write failed. What has nothing to do with the disk changes nothing.
    func failed(_ error: any Error) {
        guard let error = error as? DatabaseError, let condition = DiskCondition(error) else { return }
        enter(condition, detail: error.description)
        trouble.notify()
    }

    /// So much is free.
    func measured(freeBytes: Int) { standing.withLock { $0.freeBytes = freeBytes } }

    /// The disk is in another condition from now on; logged once.
    func enter(_ condition: DiskCondition, detail: String?) {
        let now = Moment(milliseconds: clock.wallMilliseconds)
        let before = standing.withLock { standing -> DiskCondition in
            let before = standing.condition
            standing.condition = condition
            standing.detail = detail
            if condition == .healthy { standing.since = nil } else if before == .healthy { standing.since = now }
            return before
        }
        guard before != condition else { return }
        if condition == .healthy {
            log.notice("disk.writable", ["was": .text(before.rawValue)])
        } else {
            log.error("disk.unwell", ["condition": .text(condition.rawValue), "detail": .text(detail ?? "")])
        }
    }
}
