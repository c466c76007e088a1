/// Finds the cause of each change among the changes and commands seen before, at whatever node. Changes of several
/// nodes reach the watcher in any order: one whose cause has not been seen, and explained itself, waits for it.
struct HopTracker: Sendable {
    private struct Seen: Sendable {
        let change: ChangeEvent
        let at: ContinuousClock.Instant
        var latency: Duration?
        var cause: Hop.Cause?
        /// `type` of events at a neighbour that this one has explained already.
        var explained: Set<String> = []
    }

    /// The nodes directly above each node.
    private let uppers: [String: [String]]
    private var seen: [String: [Seen]] = [:]
    private var commands: [CommandNote] = []

    init(uppers: [String: [String]]) {
        self.uppers = uppers
    }

    /// A person is about to ask for something.
    mutating func note(_ command: CommandNote) {
        commands.removeAll { $0.node == command.node && $0.root == command.root }
        commands.append(command)
    }

    /// The steps that this change completes: itself, and others that waited for it.
    mutating func observe(_ change: ChangeEvent, at moment: ContinuousClock.Instant) -> [Hop] {
        seen[change.root, default: []].append(Seen(change: change, at: moment))
        var hops: [Hop] = []
        while let hop = nextExplained(in: change.root) { hops.append(hop) }
        return hops
    }

    /// The steps whose cause was never seen, in the order in which they were.
    mutating func giveUp(on root: String) -> [Hop] {
        var hops: [Hop] = []
        for index in (seen[root] ?? []).indices where seen[root]?[index].cause == nil {
            seen[root]?[index].cause = .unknown
            guard let change = seen[root]?[index].change else { continue }
            hops.append(Hop(change: change, cause: .unknown, latency: nil))
        }
        return hops
    }

    /// Whether every node above each ticket of the matter has the ticket's newest state.
    func isSettled(_ root: String) -> Bool {
        let changes = (seen[root] ?? []).map(\.change)
        return changes.filter { !$0.isMirror }.allSatisfy { own in
            ancestors(of: own.node).allSatisfy { node in
                changes.contains {
                    $0.isMirror && $0.node == node && $0.ticket == own.ticket && $0.version >= own.version
                }
            }
        }
    }

    private mutating func nextExplained(in root: String) -> Hop? {
        guard let changes = seen[root] else { return nil }
        for index in changes.indices where changes[index].cause == nil {
            guard let (cause, since) = cause(of: index, in: root) else { continue }
            let latency = max(.zero, changes[index].at - since)
            seen[root]?[index].cause = cause
            seen[root]?[index].latency = latency
            return Hop(change: changes[index].change, cause: cause, latency: latency)
        }
        return nil
    }

    private mutating func cause(of index: Int, in root: String) -> (Hop.Cause, ContinuousClock.Instant)? {
        guard let changes = seen[root] else { return nil }
        let change = changes[index].change
        if change.isMirror { return feed(change, changes) }
        let causes = HopCauses.of(change.type)
        if let message = message(change, causes, changes) {
            seen[root]?[message].explained.insert("\(change.node) \(change.ticket) \(change.type)")
            return (.message(from: changes[message].change.node), changes[message].at)
        }
        let before = causes.actions == nil ? predecessor(of: change, in: changes) : nil
        if let command = command(change, causes), before.map({ $0.at < command.sentAt }) ?? true {
            return (.command, command.sentAt)
        }
        // It came with the one before it, by rule: what caused that one caused this one.
        guard let before, let cause = before.cause, let latency = before.latency else { return nil }
        return (cause, before.at - latency)
    }

    /// The state below, own or mirrored, that the feed brought here.
    private func feed(_ change: ChangeEvent, _ changes: [Seen]) -> (Hop.Cause, ContinuousClock.Instant)? {
        let source = changes.first {
            $0.cause != nil && $0.change.ticket == change.ticket && $0.change.version == change.version
                && isAbove(change.node, $0.change.node)
        }
        return source.map { (.feed(from: $0.change.node), $0.at) }
    }

    /// The newest event at a neighbour that can have brought this one about and has not yet.
    private func message(_ change: ChangeEvent, _ causes: HopCauses, _ changes: [Seen]) -> Int? {
        changes.lastIndex { other in
            guard other.cause != nil, !other.change.isMirror, other.change.node != change.node,
                !other.explained.contains("\(change.node) \(change.ticket) \(change.type)")
            else { return false }
            return causes.above.contains(other.change.type) && isAbove(other.change.node, change.node)
                || causes.below.contains(other.change.type) && isAbove(change.node, other.change.node)
        }
    }

    private func command(_ change: ChangeEvent, _ causes: HopCauses) -> CommandNote? {
        let isFirst = change.type == "ticket.registered"
        return commands.last { note in
            note.node == change.node && note.root == (isFirst ? nil : change.root)
                && causes.actions?.contains(note.action) ?? true
        }
    }

    /// The event of the same ticket before this one, once its own cause is known.
    private func predecessor(of change: ChangeEvent, in changes: [Seen]) -> Seen? {
        changes.first {
            !$0.change.isMirror && $0.change.ticket == change.ticket && $0.cause != nil
                && $0.change.version.revision == change.version.revision - 1
        }
    }

    private func isAbove(_ upper: String, _ lower: String) -> Bool { uppers[lower]?.contains(upper) ?? false }

    private func ancestors(of node: String) -> [String] {
        let direct = uppers[node] ?? []
        return direct + direct.flatMap { ancestors(of: $0) }
    }
}
