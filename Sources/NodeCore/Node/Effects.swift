package import HotlineCore
package import Storage
package import WorkCalendar

/// What the shell does once a transaction is durable.
package struct Effects: Sendable {
    /// Streams with something new to send.
    package var wake: Set<StreamKey> = []
    /// Of these, how far messages were owed: one more than the last position. A stream that is to be woken for another
    /// reason has none.
    package var owed: [StreamKey: Int64] = [:]
    /// Subscribers with something new to be told.
    package var subscribers: Set<Int64> = []
    /// Tickets and mirrors that changed, in the order of their changes, for screens and subscribers.
    package var changes: [ChangeNotice] = []
    /// Peers that should be said hello to, before anything else is sent to them.
    package var hello: Set<NodeCode> = []
    /// Peers for which there are contents of attachments.
    package var blobs: Set<NodeCode> = []
    /// Alarms that were raised.
    package var alarms: [String] = []
    /// The node has found itself restored: it says hello to every peer and takes back what it lost.
    package var recover = false
    /// Mirrors above may hold what a restore lost, and are to be asked (see `NodeCore.untaken`).
    package var takeBack = false
    /// Whether a write was committed is unknown: every stream looks for itself what it owes.
    package var wakeAll = false
    /// The earliest of the timers that were set, which may be due already.
    package var timer: Moment?
    /// The calendar that is in force now, where it changed.
    package var calendar: WorkCalendar?

    package init() {}

    /// Adds what follows from a later part of the same transaction.
    package mutating func add(_ later: Effects) {
        // Where one part woke a stream for another reason, no position tells all that it is to do.
        let unplaced = wake.subtracting(owed.keys).union(later.wake.subtracting(later.owed.keys))
        owed = owed.merging(later.owed) { max($0, $1) }.filter { !unplaced.contains($0.key) }
        wake.formUnion(later.wake)
        subscribers.formUnion(later.subscribers)
        changes += later.changes
        hello.formUnion(later.hello)
        blobs.formUnion(later.blobs)
        alarms += later.alarms
        recover = recover || later.recover
        takeBack = takeBack || later.takeBack
        wakeAll = wakeAll || later.wakeAll
        timer = [timer, later.timer].compactMap(\.self).min()
        calendar = later.calendar ?? calendar
    }
}

/// A change as screens hear of it: ids and revisions only, never content.
package struct ChangeNotice: Codable, Hashable, Sendable {
    /// What changed: an own ticket, another node's, something raised about one, or who has an own one open.
    package enum Place: String, Codable, Hashable, Sendable { case ticket, mirror, escalation, viewers }

    /// The ticket, its matter, and the state it has reached.
    package var place: Place
    package var ticket: TicketID
    package var rootId: TicketID
    package var generation: Int64
    package var revision: Int64
    /// The name of the change, `assignment.signed`.
    package var type: String
    /// The state after it, and when it happened.
    package var state: String
    package var at: Moment
    /// Units that have a share, so that a unit's screen hears only of its own.
    package var units: [UnitID]
    /// Of an own ticket's matter, for screens that are shown one field only.
    package var kind: MatterKind?
    package var category: String?
    /// The petitioner asked for confidentiality.
    package var confidential: Bool
}

/// What an entry point answers, and what the shell does with it after the commit.
package struct Outcome<Value: Sendable>: Sendable {
    package var value: Value
    package var effects: Effects

    package init(_ value: Value, _ effects: Effects = Effects()) {
        self.value = value
        self.effects = effects
    }
}
