internal import CPlatform
internal import Glibc
internal import Synchronization

/// What a descriptor is ready for, or is watched for.
package struct Readiness: OptionSet, Sendable {
    package let rawValue: UInt32
    package init(rawValue: UInt32) { self.rawValue = rawValue }

    /// The bits as `epoll` has them.
    package static let readable = Readiness(rawValue: hotline_poll_readable)
    package static let writable = Readiness(rawValue: hotline_poll_writable)
    /// Both directions are over, or the socket has an error. Always reported.
    package static let failed = Readiness(rawValue: hotline_poll_failed)
}

/// Owns a descriptor on an ``EventLoop`` and is told, on the loop's thread, when it is ready.
package protocol EventHandler: AnyObject {
    func ready(_ readiness: Readiness)
}

/// Names one registration of a descriptor; never used twice, so that late events of a closed descriptor find nobody.
package struct WatchToken: Sendable, Equatable {
    let slot: UInt32
    let generation: UInt32
}

// Sendable though mutable: the mailbox is under a mutex, all other state is touched by the loop's thread alone, and
// `start` is called once before that thread exists.
/// One thread round `epoll_wait`: descriptors, jobs from other threads, and one alarm.
///
/// Everything but ``submit(_:)``, ``isCurrent`` and ``stop()`` belongs to the loop's own thread.
package final class EventLoop: @unchecked Sendable {
    /// What other threads ask of the loop's.
    package typealias Job = @Sendable () -> Void

    private struct Mailbox {
        var jobs: [Job] = []
        /// Whether the loop will look at the mailbox without being woken.
        var isAwake = false
        var isStopping = false
        var isOver = false
    }

    private struct Watch {
        var handler: (any EventHandler)?
        var generation: UInt32
    }

    private static let wakeSlot = UInt32.max
    private let mailbox = Mutex(Mailbox())
    private let threadID = Atomic<UInt>(0)
    private let poller: Int32
    private let wakeup: Int32
    private var watches: [Watch] = []
    private var freeSlots: [UInt32] = []
    private var alarm = UInt64.max

    /// Milliseconds on the monotonic clock, read once a turn.
    package private(set) var now: UInt64 = EventLoop.monotonicMilliseconds()
    /// Called when the alarm has come, with ``now``; returns the next deadline, if any.
    package var onAlarm: ((UInt64) -> UInt64?)?

    /// An epoll instance and the eventfd that wakes it. Throws where the system refuses either.
    package init() throws(SocketError) {
        poller = epoll_create1(Int32(EPOLL_CLOEXEC))
        guard poller >= 0 else { throw SocketError("epoll_create1") }
        wakeup = eventfd(0, Int32(EFD_CLOEXEC | EFD_NONBLOCK))
        guard wakeup >= 0 else {
            let error = SocketError("eventfd")
            close(poller)
            throw error
        }
        var event = epoll_event()
        event.events = Readiness.readable.rawValue
        event.data.u64 = UInt64(Self.wakeSlot) << 32
        epoll_ctl(poller, EPOLL_CTL_ADD, wakeup, &event)
    }

    /// Starts the loop's thread, which then keeps the loop alive until ``stop()``.
    package func start(name: String) { DedicatedThread.start(name: name) { self.run() } }

    /// Whether the caller is on the loop's thread.
    package var isCurrent: Bool { threadID.load(ordering: .relaxed) == UInt(pthread_self()) }

    /// Runs `job` on the loop's thread, in order of submission. False, and nothing happens, once the loop has ended.
    @discardableResult
    package func submit(_ job: @escaping Job) -> Bool {
        let (isAccepted, mustWake) = mailbox.withLock { mailbox in
            guard !mailbox.isOver else { return (false, false) }
            mailbox.jobs.append(job)
            let mustWake = !mailbox.isAwake
            mailbox.isAwake = true
            return (true, mustWake)
        }
        if mustWake { wake() }
        return isAccepted
    }

    /// Ends the loop after the jobs submitted so far.
    package func stop() {
        mailbox.withLock { $0.isStopping = true }
        wake()
    }

    /// Watches a descriptor; `handler` is kept until ``unwatch(_:descriptor:)``.
    package func watch(
        _ descriptor: Int32, for interest: Readiness, handler: any EventHandler
    ) throws(SocketError) -> WatchToken {
        let slot: UInt32
        if let free = freeSlots.popLast() {
            slot = free
        } else {
            slot = UInt32(watches.count)
            watches.append(Watch(handler: nil, generation: 0))
        }
        let token = WatchToken(slot: slot, generation: watches[Int(slot)].generation)
        guard control(EPOLL_CTL_ADD, descriptor, interest, token) == 0 else {
            freeSlots.append(slot)
            throw SocketError("epoll_ctl")
        }
        watches[Int(slot)].handler = handler
        return token
    }

    /// Changes what a descriptor is watched for.
    package func update(_ token: WatchToken, descriptor: Int32, for interest: Readiness) {
        _ = control(EPOLL_CTL_MOD, descriptor, interest, token)
    }

    /// Forgets a descriptor, which the caller then closes.
    package func unwatch(_ token: WatchToken, descriptor: Int32) {
        _ = control(EPOLL_CTL_DEL, descriptor, [], token)
        watches[Int(token.slot)].handler = nil
        watches[Int(token.slot)].generation &+= 1
        freeSlots.append(token.slot)
    }

    /// Makes sure that ``onAlarm`` is called at `deadline` or before.
    package func arm(_ deadline: UInt64) { alarm = min(alarm, deadline) }

    private func control(_ operation: Int32, _ descriptor: Int32, _ interest: Readiness, _ token: WatchToken) -> Int32 {
        var event = epoll_event()
        event.events = interest.rawValue
        event.data.u64 = UInt64(token.slot) << 32 | UInt64(token.generation)
        return epoll_ctl(poller, operation, descriptor, &event)
    }

    private func wake() {
        var one: UInt64 = 1
        _ = write(wakeup, &one, 8)
    }

    private func run() {
        threadID.store(UInt(pthread_self()), ordering: .relaxed)
        var events = [epoll_event](repeating: epoll_event(), count: 256)
        while true {
            let count = epoll_wait(poller, &events, Int32(events.count), timeout())
            now = Self.monotonicMilliseconds()
            for index in 0..<max(0, Int(count)) { deliver(events[index]) }
            if now >= alarm {
                alarm = .max
                if let next = onAlarm?(now) { arm(max(next, now + 1)) }
            }
            guard runJobs() else { break }
        }
        close(poller)
        close(wakeup)
        onAlarm = nil
        watches = []
    }

    private func deliver(_ event: epoll_event) {
        let slot = UInt32(truncatingIfNeeded: event.data.u64 >> 32)
        if slot == Self.wakeSlot {
            var count: UInt64 = 0
            _ = read(wakeup, &count, 8)
            return
        }
        let watch = watches[Int(slot)]
        guard watch.generation == UInt32(truncatingIfNeeded: event.data.u64) else { return }
        watch.handler?.ready(Readiness(rawValue: event.events))
    }

    /// Runs what waits; false once the loop is to end.
    private func runJobs() -> Bool {
        while true {
            let (jobs, isOver) = mailbox.withLock { mailbox in
                var jobs: [Job] = []
                swap(&jobs, &mailbox.jobs)
                mailbox.isAwake = !jobs.isEmpty
                if jobs.isEmpty && mailbox.isStopping { mailbox.isOver = true }
                return (jobs, mailbox.isOver)
            }
            guard !jobs.isEmpty else { return !isOver }
            for job in jobs { job() }
        }
    }

    private func timeout() -> Int32 {
        guard alarm != .max else { return -1 }
        return alarm <= now ? 0 : Int32(clamping: alarm - now)
    }

    private static func monotonicMilliseconds() -> UInt64 {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return UInt64(time.tv_sec) * 1000 + UInt64(time.tv_nsec) / 1_000_000
    }
}
