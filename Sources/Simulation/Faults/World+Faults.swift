import HotlineCore
import NodeCore
import Storage

extension World {
    /// How often each link is cut, each node crashes, is restored, or has its clock put wrong, in days.
    private enum Interval {
        static let day: Int64 = 86_400_000
        static let partition = 12 * day
        static let crash = 8 * day
        static let restore = 40 * day
        static let clock = 15 * day
    }

    func planFaults() {
        let end = Int64(options.days) * Interval.day
        if options.faults.contains(.partition) {
            for link in shape.links.indices { planCuts(of: link, until: end) }
        }
        for node in nodes.indices {
            if options.faults.contains(.crash) { planCrashes(of: node, until: end) }
            if options.faults.contains(.restore) { planRestore(of: node, until: end) }
            if options.faults.contains(.clock) { planClock(of: node, until: end) }
        }
    }

    /// The moments of something that comes so often, as milliseconds from now: the first at any time of an interval.
    private func moments(about mean: Int64, until end: Int64) -> [Int64] {
        var moments: [Int64] = []
        var at = dice.faults.within(0...mean)
        while at < end {
            moments.append(at)
            at += dice.faults.wait(about: mean)
        }
        return moments
    }

    private func planCuts(of link: Int, until end: Int64) {
        for at in moments(about: Interval.partition, until: end) {
            // Mostly minutes, now and then days.
            let length = dice.faults.below(6) == 0
                ? dice.faults.within(Interval.day / 2...3 * Interval.day) : dice.faults.within(10_000...3_600_000)
            let direction = Fault.Direction.allCases[dice.faults.below(3)]
            plan(.fault(.cut(link: link, direction)), in: at)
            plan(.fault(.mended(link: link)), in: at + length)
        }
    }

    private func planCrashes(of node: Int, until end: Int64) {
        for at in moments(about: Interval.crash, until: end) { plan(.fault(.crash(node: node)), in: at) }
    }

    private func planRestore(of node: Int, until end: Int64) {
        for at in moments(about: Interval.restore, until: end) {
            plan(.fault(.backup(node: node)), in: max(0, at - dice.faults.within(60_000...2 * Interval.day)))
            plan(.fault(.restore(node: node)), in: at)
        }
    }

    private func planClock(of node: Int, until end: Int64) {
        for at in moments(about: Interval.clock, until: end) {
            plan(.fault(.clock(node: node, milliseconds: dice.faults.within(-600_000...600_000))), in: at)
            plan(.fault(.clock(node: node, milliseconds: 0)), in: at + dice.faults.within(600_000...Interval.day))
        }
    }

    func happen(_ fault: Fault) throws {
        switch fault {
        case .cut(let link, let direction) where !isClosing:
            lines.cut(link, direction)
            tally.count(.partition)
        case .mended(let link): lines.mend(link)
        case .crash(let node) where !isClosing:
            guard nodes[node].isRunning else { return }
            nodes[node].powerCut = dice.faults.below(2) == 0 ? .beforeCommit : .afterCommit
        case .start(let node):
            guard !nodes[node].isRunning else { return }
            try start(nodes[node])
            try checkPromises(of: nodes[node])
        case .backup(let node) where !isClosing: copies[node] = try nodes[node].backUp()
        case .restore(let node) where !isClosing: try restore(nodes[node])
        case .clock(let node, let milliseconds) where !isClosing || milliseconds == 0:
            nodes[node].clock.offset = milliseconds
            if milliseconds != 0 { tally.count(.clock) }
        case .cut, .crash, .backup, .restore, .clock: return
        }
    }

    /// A node's process ends where it stands, and is started again after a while.
    func crash(_ node: SimulatedNode) throws {
        guard node.isRunning else { return }
        tally.count(.crash)
        note(4, at: node.index)
        try node.stop()
        timersAt[node.index] = nil
        let longest: Int64 = isClosing ? 5_000 : dice.faults.below(5) == 0 ? 7_200_000 : 60_000
        plan(.fault(.start(node: node.index)), in: dice.faults.within(1_000...longest))
    }

    /// The database is put back as an earlier copy has it.
    private func restore(_ node: SimulatedNode) throws {
        guard let copy = copies.removeValue(forKey: node.index) else { return }
        tally.count(.restore)
        note(5, at: node.index)
        if node.isRunning { try node.stop() }
        node.restore(copy, file: SimulatedNode.IdentityFile.allCases[dice.faults.below(3)])
        ledger.restored.insert(node.code)
        forgetMirrors(of: node)
        timersAt[node.index] = nil
        try start(node)
        try noteLosses(of: node)
    }

    /// Everything is mended: what is down starts, what is cut carries again, clocks are right.
    func heal() throws {
        lines.mendAll()
        for node in nodes {
            node.powerCut = nil
            node.clock.offset = 0
            if !node.isRunning { try start(node) }
        }
    }
}
