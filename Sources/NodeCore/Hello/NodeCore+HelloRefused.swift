package import HotlineCore
package import Storage
package import SyncProtocol
package import WorkCalendar

extension NodeCore {
    /// A peer answered this node's hello with 409: it may be telling that this database was restored.
    package func helloRefused(
        _ problem: Problem, by peer: NodeCode, freshEpoch: String, in transaction: StorageTransaction, at now: Moment
    ) throws -> Outcome<HelloResult> {
        let work = Work(self, transaction, at: now)
        switch problem.known {
        case .helloRequired, .streamGap:
            return Outcome(.again)
        case .streamRestored:
            let reason = "节点 \(peer) 的记录与本库不符（\(problem.detail ?? problem.title)）"
            try work.beginGeneration(try work.node.generation + 1, on: peer, epoch: freshEpoch, reason: reason)
            try work.reissueUnacknowledged()
            return Outcome(.again, work.effects)
        case .olderGeneration, .generationTaken:
            return try work.judge(problem, of: peer, freshEpoch: freshEpoch)
        default:
            return Outcome(.standDown(problem))
        }
    }
}

extension Work {
    /// The peer has seen a generation of this node that is newer than, or another than, this database's.
    fileprivate func judge(
        _ problem: Problem, of peer: NodeCode, freshEpoch: String
    ) throws -> Outcome<HelloResult> {
        let node = try node
        switch OwnGeneration.decide(
            generation: node.generation, epoch: node.epoch, settled: node.isSettled, peerHasSeen: problem.generation,
            epoch: problem.epoch)
        {
        case .keep:
            // Said of a generation that this node has left meanwhile, on another peer's word: it speaks with a new one.
            return Outcome(problem.generation ?? node.generation < node.generation ? .again : .standDown(problem))
        case .adopt(let generation):
            let reason = "节点 \(peer) 见过本节点的第 \(problem.generation ?? 0) 代"
            try beginGeneration(generation, on: peer, epoch: freshEpoch, reason: reason)
            try reissueUnacknowledged()
            return Outcome(.again, effects)
        case .standDown(let problem) where problem.known == .generationJump:
            return Outcome(.standDown(problem), effects)
        case .standDown(let problem):
            try AlarmStore.raise(
                kind: "two-incarnations", peer: peer,
                detail: "节点 \(peer) 见过本节点的另一个运行实例（第 \(problem.generation ?? 0) 代），请停用其中一台",
                at: now.milliseconds, in: transaction)
            return Outcome(.standDown(problem), effects)
        }
    }
}
