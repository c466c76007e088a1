package import Storage
package import WorkCalendar

extension NodeCore {
    /// Raises an alarm for each neighbour that is owed more than the disk is meant for, and closes it once that is no
    /// longer so (design section 5, "Delivery": a dead peer costs disk only, within a budget that alarms).
    package func watchBacklogs(in transaction: StorageTransaction, at now: Moment) throws {
        let budget = settings.limits.backlogAlarmBytes
        let owed = try OutboxStore.owedBytes(in: transaction)
        let open = Set(try AlarmStore.peers(ofOpen: Self.backlogAlarm, in: transaction))
        for peer in settings.peers.map(\.code) {
            let isBeyond = owed[peer, default: 0] > budget
            if isBeyond, !open.contains(peer) {
                let megabytes = budget >> 20
                try AlarmStore.raise(
                    kind: Self.backlogAlarm, peer: peer,
                    detail: "应发给节点 \(peer) 的消息已超过 \(megabytes) MB，在送达前一直留存；请恢复与它的链路，并留意磁盘空间",
                    at: now.milliseconds, in: transaction)
            } else if !isBeyond, open.contains(peer) {
                try AlarmStore.clear(kind: Self.backlogAlarm, peer: peer, at: now.milliseconds, in: transaction)
            }
        }
    }

    private static let backlogAlarm = "backlog-large"
}
