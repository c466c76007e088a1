import NodeCore
import Platform
import WorkCalendar

/// Carries out what follows a durable write. Called on the writer's thread, in the order of the commits.
struct EffectsRunner: Sendable {
    let feed: ChangeFeed
    let delivery: DeliveryCentre
    let subscribers: SubscriberCentre
    let blobs: BlobCentre
    let recovery: Wakeup
    let timers: TimerBell
    /// Mirrors came in, whose texts are to be entered in the search index.
    let arrivals: Wakeup
    let clock: any Clock
    let log: Log

    func callAsFunction(_ effects: Effects) {
        feed.publish(effects.changes)
        if effects.changes.contains(where: { $0.place == .mirror }) { arrivals.notify() }
        timers.heard(effects.timer, at: Moment(milliseconds: clock.wallMilliseconds))
        if !effects.wake.isEmpty { delivery.wake(effects.wake, owed: effects.owed) }
        if !effects.subscribers.isEmpty { subscribers.wake(effects.subscribers) }
        if !effects.blobs.isEmpty { blobs.wake(effects.blobs) }
        if !effects.hello.isEmpty { delivery.greet(effects.hello) }
        if effects.recover {
            recovery.notify()
            delivery.greetAll()
        }
        if effects.wakeAll {
            delivery.wakeAll()
            subscribers.wakeAll()
        }
        if effects.takeBack || effects.wakeAll { recovery.notify() }
        for alarm in effects.alarms { log.warning("alarm", ["detail": .text(alarm)]) }
    }
}
