import HotlineCore
import Storage
import SyncProtocol
import WorkCalendar

extension Work {
    private static let contradictionAlarm = "journal-contradicts"

    /// Keeps what a node below says of its journal, together with the batch that it came with. Batches that were
    /// applied follow each other, and so do their journals: one that contradicts an earlier one was written anew since.
    func seal(_ batch: InboundBatch, from peer: PeerSettings) throws {
        guard let head = batch.journal, batch.header.name == .feed, peer.relation == .lower else { return }
        let seal = JournalSeal(
            generation: batch.header.generation, length: head.length, digest: head.digest, receivedAt: now.milliseconds)
        guard case .contradicts(let earlier) = try SealStore.take(seal, of: peer.code, in: transaction) else { return }
        // Named by the earlier seal alone: whatever follows contradicts the same one, and is the same alarm.
        try AlarmStore.raise(
            kind: Self.contradictionAlarm, peer: peer.code,
            detail: "节点 \(peer.code) 的日志与它于 \(Moment(milliseconds: earlier.receivedAt)) 上报的封签"
                + "（第 \(earlier.generation) 代，共 \(earlier.length) 行）矛盾：已封签的日志被改动或删除。前后封签均已保留；"
                + "请保留现场、报告安全负责人，并在该节点运行 hotline verify --against-peer 查明是哪些行",
            at: now.milliseconds, in: transaction)
    }
}
