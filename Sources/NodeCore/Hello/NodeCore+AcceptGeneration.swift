package import HotlineCore
package import Storage
import SyncProtocol
package import WorkCalendar

extension NodeCore {
    static let jumpAlarm = "generation-jump"

    /// An administrator says which generation of a peer is right, be it far above or below the one that was seen: the
    /// peer's next hello with this generation, or one a little above, is taken as that of a new incarnation.
    package func acceptGeneration(
        _ generation: Int64, of peer: NodeCode, by actor: Actor, in transaction: StorageTransaction, at now: Moment
    ) throws -> Outcome<Void> {
        let seen = try PeerStore.find(peer, in: transaction)
        let accepted = PeerStore.Seen(
            generation: generation - 1, epoch: "", helloAt: seen?.helloAt, suspended: seen?.suspended)
        try PeerStore.save(accepted, peer, in: transaction)
        try AlarmStore.clear(kind: Self.jumpAlarm, peer: peer, at: now.milliseconds, in: transaction)
        try AuditStore.note(
            actor, action: "peer.generation-accepted", subject: peer.rawValue, reason: "\(generation)",
            at: now.milliseconds, in: transaction)
        var effects = Effects()
        effects.hello.insert(peer)
        return Outcome((), effects)
    }
}
