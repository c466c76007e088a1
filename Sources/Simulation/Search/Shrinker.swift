/// Looks for a smaller world that fails at the same check: whoever mends the defect reads fewer events.
package struct Shrinker {
    /// Worlds that are tried at most.
    private static let tries = 60

    private let check: Finding.Check
    private var smallest: WorldReport
    private var tried = 0

    /// Begins with a world that failed.
    package init?(_ report: WorldReport) {
        guard let first = report.findings.first else { return nil }
        check = first.check
        smallest = report
    }

    /// The smallest world found that fails at the same check: fewer days, nodes, kinds of accidents, matters, in turn,
    /// until none of them can be less.
    ///
    /// - Parameter progress: called with the smallest so far after each try.
    package mutating func shrink(progress: (WorldReport) -> Void = { _ in }) throws -> WorldReport {
        var hasShrunk = true
        while hasShrunk, tried < Self.tries {
            hasShrunk = false
            for candidate in Self.smaller(than: smallest.options) where tried < Self.tries {
                tried += 1
                let report = try Simulation.run(candidate)
                progress(smallest)
                guard report.findings.contains(where: { $0.check == check }) else { continue }
                smallest = report
                hasShrunk = true
                break
            }
        }
        return smallest
    }

    /// Worlds with a little less, those that save most first.
    private static func smaller(than options: WorldOptions) -> [WorldOptions] {
        var smaller: [WorldOptions] = []
        func add(_ change: (inout WorldOptions) -> Void) {
            var changed = options
            change(&changed)
            if changed != options { smaller.append(changed) }
        }
        switch options.network {
        case .national: add { $0.network = .drawn(nodes: 40) }
        case .drawn(let nodes):
            if nodes > 4 { add { $0.network = .drawn(nodes: nodes / 2) } }
            if nodes > 2 { add { $0.network = .drawn(nodes: nodes - 1) } }
        }
        if options.days > 1 {
            add { $0.days /= 2 }
            add { $0.days -= 1 }
        }
        for kind in FaultKind.allCases where options.faults.contains(kind) { add { $0.faults.remove(kind) } }
        if options.mattersPerHundredDays > 50 { add { $0.mattersPerHundredDays /= 2 } }
        return smaller
    }
}
