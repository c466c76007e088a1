/// What went on in a world, counted.
package struct Tally: Sendable, Hashable {
    package var happenings = 0
    package var requests = 0
    package var messages = 0
    package var matters = 0
    package var commands = 0
    package var refusals = 0
    package var timers = 0
    package var alarms = 0
    /// Accidents by kind.
    package var faults: [FaultKind: Int] = [:]

    mutating func count(_ kind: FaultKind) { faults[kind, default: 0] += 1 }
}
