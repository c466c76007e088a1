import HotlineCore
import NodeCore
import Simulation
import Storage
import SyncProtocol
import Testing
import WorkCalendar

extension TestNetwork {
    /// Brings one node that is new or was restored back to work, from above downward; false where none is.
    func recoverOne() throws -> Bool {
        for code in plan.downward where self[code].isRunning {
            let node = self[code]
            let isRecovering = try node.read { try NodeRecord.find(in: $0)?.mode } == .recovering
            if isRecovering ? try recover(node) : try takeBackRest(node) { return true }
        }
        return false
    }

    /// Goes on where mirrors were out of reach, or have come back since; false where there are none in reach.
    private func takeBackRest(_ node: TestNode) throws -> Bool {
        for upper in try node.read({ try node.core.untaken(in: $0) }) where isOpen(node.code, upper) {
            guard case .open = try greet(node.code, upper) else { continue }
            do {
                try takeBack(node, from: upper)
            } catch is Problem {
                continue
            }
            try node.write { try node.core.finishTakingBack(from: upper, in: $0, at: now) }
            return true
        }
        return false
    }

    private func recover(_ node: TestNode) throws -> Bool {
        var unheard: [NodeCode] = []
        var isBarred = false
        for peer in node.core.settings.peers {
            guard isOpen(node.code, peer.code) else {
                unheard.append(peer.code)
                continue
            }
            switch try greet(node.code, peer.code) {
            case .open:
                guard peer.relation == .upper else { continue }
                do {
                    try takeBack(node, from: peer.code)
                } catch is Problem {
                    unheard.append(peer.code)
                }
            case .refused: isBarred = true
            case .unanswered: unheard.append(peer.code)
            }
        }
        guard !isBarred else { return false }
        try node.write { try node.core.finishRecovery(unheard: unheard, in: $0, at: now) }
        try node.noteIdentity()
        return true
    }

    /// Takes back what a mirror holds newer or other than its owner. Older ones too: they may belong to a history that
    /// was lost, which only the journal can tell.
    @discardableResult
    func takeBack(_ node: TestNode, from peer: NodeCode) throws -> TakenBack {
        let other = self[peer]
        try node.write { try node.core.beginTakingBack(from: peer, in: $0) }
        var ids: [String] = []
        for source in node.core.settings.subtree {
            let difference = try compare(source: source, owner: node.code, copy: peer)
            ids += difference.newer
            if source == node.code { ids += difference.different + difference.older }
        }
        let states = try other.read { try other.core.states(ids, for: node.code, in: $0) }
        return try node.write { try node.core.takeBack(states, from: peer, in: $0, at: now) }
    }

    // MARK: - Reconciliation

    /// What a copy lacks of a source's tickets.
    func compare(source: NodeCode, owner: NodeCode, copy: NodeCode) throws -> ReconciliationDifference {
        try Books.compare(source, owner: self[owner], copy: self[copy], at: now)
    }

    /// Reconciles every source along every link, from below upward.
    func reconcileUpward() throws {
        for link in plan.links.reversed() {
            for source in plan.sources(through: link.lower) {
                _ = try repair(source: source, owner: link.lower, copy: link.upper)
            }
            try settle()
        }
    }

    /// Has the owner's side deliver again what the copy lacks.
    func repair(source: NodeCode, owner: NodeCode, copy: NodeCode) throws -> Int {
        let difference = try compare(source: source, owner: owner, copy: copy)
        let node = self[owner]
        if !difference.newer.isEmpty {
            try node.write { try node.core.mirrorsAreNewer(at: copy, in: $0, at: now) }
        }
        return try node.write {
            try node.core.redeliver(
                difference.missing + difference.older + difference.different, of: source.source, to: copy, in: $0,
                at: now)
        }
    }
}
