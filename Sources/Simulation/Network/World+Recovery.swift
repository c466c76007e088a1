import HotlineCore
import NodeCore
import Storage
import SyncProtocol

/// What a node does that is new or was restored, as the shell's recovery does it.
extension World {
    /// Until what was out of reach is tried again, in milliseconds.
    private static let retry: Int64 = 120_000

    func recover(_ node: SimulatedNode) throws {
        guard node.isRunning else { return }
        if try node.read({ try NodeRecord.find(in: $0)?.mode }) == .recovering { try recoverWhole(node) }
        guard node.isRunning, try !takeBackRest(node) else { return }
        plan(.recovery(node: node.index), in: dice.network.wait(about: Self.retry))
    }

    private func recoverWhole(_ node: SimulatedNode) throws {
        var unheard: [NodeCode] = []
        for peer in node.core.settings.peers {
            guard try greetAtOnce(peer.code, by: node) else {
                unheard.append(peer.code)
                continue
            }
            guard peer.relation == .upper else { continue }
            do {
                try takeBack(node, from: self.node(peer.code))
            } catch is Problem {
                unheard.append(peer.code)
            }
        }
        _ = try commit(node) { try node.core.finishRecovery(unheard: unheard, in: $0, at: $1) }
    }

    /// Takes back what is left at nodes above; false where some of it is out of reach.
    private func takeBackRest(_ node: SimulatedNode) throws -> Bool {
        var isWhole = true
        for upper in try node.read({ try node.core.untaken(in: $0) }) {
            guard node.isRunning, try greetAtOnce(upper, by: node) else {
                isWhole = false
                continue
            }
            do {
                try takeBack(node, from: self.node(upper))
            } catch is Problem {
                isWhole = false
                continue
            }
            _ = try commit(node) { try node.core.finishTakingBack(from: upper, in: $0, at: $1) }
        }
        return isWhole
    }

    /// A hello and its answer without delay; false where nobody answers or nothing comes of it.
    private func greetAtOnce(_ peer: NodeCode, by node: SimulatedNode) throws -> Bool {
        let other = self.node(peer)
        var heard: Hello?
        for _ in 0..<4 {
            guard node.isRunning, isInReach(peer, of: node) else { return false }
            let hello = try node.read { try node.core.hello(to: peer, after: heard, in: $0) }
            let epochs = (node.freshEpoch(), other.freshEpoch())
            guard let answer = try commit(other, {
                try other.core.answerHello(hello, from: node.code, freshEpoch: epochs.1, in: $0, at: $1)
            }) else { return false }
            heard = try? answer.get()
            let result = try commit(node) { transaction, moment in
                switch answer {
                case .success(let hello):
                    try node.core.helloAnswered(hello, by: peer, freshEpoch: epochs.0, in: transaction, at: moment)
                case .failure(let problem):
                    try node.core.helloRefused(problem, by: peer, freshEpoch: epochs.0, in: transaction, at: moment)
                }
            }
            switch result {
            case .ready: return true
            case .again: continue
            case .standDown, nil: return false
            }
        }
        return false
    }

    /// Takes back what a mirror holds newer or other than its owner; older ones too, which may belong to a history that
    /// was lost.
    private func takeBack(_ node: SimulatedNode, from other: SimulatedNode) throws {
        _ = try commit(node) { transaction, _ in
            try node.core.beginTakingBack(from: other.code, in: transaction)
        }
        guard node.isRunning else { return }
        var ids: [String] = []
        for source in node.core.settings.subtree {
            let difference = try compare(source, owner: node, copy: other)
            ids += difference.newer
            if source == node.code { ids += difference.different + difference.older }
        }
        let states = try other.read { try other.core.states(ids, for: node.code, in: $0) }
        _ = try commit(node) { try node.core.takeBack(states, from: other.code, in: $0, at: $1) }
    }
}
