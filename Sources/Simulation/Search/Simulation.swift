import NodeCore
import Storage
import SyncProtocol
import WorkCalendar

/// Makes worlds and looks what becomes of them.
package enum Simulation {
    private static let day: Int64 = 86_400_000
    /// How long a world is given to come to rest once nothing breaks any more, in days of its own.
    private static let daysToHeal = 3
    /// Comparisons of books on the way to rest: one mends what the one before brought to light.
    private static let comparisons = 6

    /// Runs one world to its end: days with accidents, then without, then every check.
    ///
    /// - Parameter progress: called with each day of the world that has passed.
    package static func run(
        _ options: WorldOptions, progress: (_ day: Int, _ tally: Tally) -> Void = { _, _ in }
    ) throws -> WorldReport {
        let world = try World(options)
        var findings: [Finding] = []
        do {
            for day in 1...max(1, options.days) {
                try world.run(until: WorldOptions.start.adding(milliseconds: Int64(day) * Self.day))
                progress(day, world.tally)
            }
            try settle(world)
            var auditor = Auditor(world)
            findings = try auditor.audit()
        } catch {
            findings = [Finding(check: .failure, detail: "at \(world.now): \(error)")]
        }
        return WorldReport(
            options: options, nodes: world.nodes.count, findings: findings, tally: world.tally, trace: world.trace)
    }

    /// Nothing begins and nothing breaks any more: what is under way must come to its end.
    private static func settle(_ world: World) throws {
        world.close()
        try world.heal()
        let step = Int64(daysToHeal) * day / Int64(comparisons + 1)
        try world.run(until: world.now.adding(milliseconds: step))
        for _ in 0..<comparisons {
            for node in world.nodes.reversed() { try world.reconcile(node) }
            try world.run(until: world.now.adding(milliseconds: step))
        }
    }
}
