import HotlineCore
import WorkCalendar

/// How many decisions a second the core takes on tickets in memory, each with the ticket after it.
struct CoreDecisions: Sendable {
    /// From the registration to the approval of the completion.
    private static let steps = 6

    private let matter: BenchMatter
    private let node: NodeCode

    init() throws {
        guard let node = NodeCode(rawValue: "140525"), let unit = UnitID(rawValue: "water"),
            let now = Moment("2026-09-18T16:00:00+08:00")
        else { preconditionFailure("these are a node's code, a unit's id and a time") }
        self.node = node
        matter = try BenchMatter(at: node, handledBy: unit, now: now)
    }

    func perSecond(for duration: Duration) throws -> Double {
        let watch = Stopwatch()
        var count = 0
        var counter: Int64 = 0
        while watch.elapsed < duration {
            counter += 1
            let id = TicketID(owner: node, generation: 1, counter: counter)
            _ = try matter.ticket(id, after: matter.way(of: id).prefix(Self.steps))
            count += Self.steps
        }
        return Double(count) / watch.seconds
    }
}
