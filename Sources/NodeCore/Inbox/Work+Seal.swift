import HotlineCore
import Storage
import SyncProtocol
import WorkCalendar

extension Work {
    /// Keeps what a node below says of its journal, together with the batch that it came with. Batches that were
    /// applied follow each other, and so do their journals: one that contradicts an earlier one was written anew since.
    func seal(_ batch: InboundBatch, from peer: PeerSettings) throws {
        guard let head = batch.journal, batch.header.name == .feed, peer.relation == .lower else { return }
        let seal = JournalSeal(
            generation: batch.header.generation, length: head.length, since: head.since, digest: head.digest,
            receivedAt: now.milliseconds)
        switch try SealStore.take(seal, of: peer.code, in: transaction) {
        case .fits: return
        case .contradicts(let earlier): try warn(of: earlier, contradictedBy: peer.code)
        case .replaces(let earlier): try warn(of: earlier, replacedBy: seal, peer.code)
        }
    }

    /// Named by the earlier seal alone: whatever follows contradicts the same one, and is the same alarm.
    private func warn(of earlier: JournalSeal, contradictedBy peer: NodeCode) throws {
        try AlarmStore.raise(
            kind: "journal-contradicts", peer: peer,
            detail: "节点 \(peer) 的日志与它于 \(Moment(milliseconds: earlier.receivedAt)) 上报的封签"
                + "（第 \(earlier.generation) 代，共 \(earlier.length) 行）矛盾：已封签的日志被改动或删除。前后封签均已保留；"
                + "请保留现场、报告安全负责人，并在该节点运行 hotline verify --against-peer 查明是哪些行",
            at: now.milliseconds, in: transaction)
    }

    /// A restore is lawful, and the one excuse for rows that are gone: people know whether there was one.
    private func warn(of earlier: JournalSeal, replacedBy seal: JournalSeal, _ peer: NodeCode) throws {
        try AlarmStore.raise(
            kind: "journal-replaced", peer: peer,
            detail: "节点 \(peer) 称其数据库经过恢复：第 \(seal.generation) 代的日志从第 \(seal.since + 1) 行重新写起，"
                + "而此前已封签到第 \(earlier.length) 行（\(Moment(milliseconds: earlier.receivedAt))）。"
                + "请向该节点核实当时确有恢复，属实即可关闭；无人恢复过的，按日志被改动处置",
            at: now.milliseconds, in: transaction)
    }
}
