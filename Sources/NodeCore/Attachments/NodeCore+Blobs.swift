package import HotlineCore
package import Storage
package import WorkCalendar

extension NodeCore {
    /// A content has arrived and was verified; whoever waits for it is brought it.
    package func blobArrived(
        _ digest: BlobDigest, in transaction: StorageTransaction, at now: Moment
    ) throws -> Outcome<Void> {
        var effects = Effects()
        effects.blobs = Set(try BlobStore.arrived(digest, in: transaction))
        for id in try BlobStore.tickets(with: digest, in: transaction) {
            guard let stored = try TicketStore.find(id, in: transaction) else { continue }
            effects.changes.append(ChangeNotice(arrivalOf: stored.ticket, at: now))
        }
        return Outcome((), effects)
    }

    /// A neighbour named contents that it lacks; what cannot be read as a digest is none.
    package func blobsWanted(
        _ names: [String], by peer: NodeCode, in transaction: StorageTransaction
    ) throws -> Outcome<Void> {
        let digests = names.prefix(BlobStore.atOnce).compactMap(BlobDigest.init(rawValue:))
        var effects = Effects()
        if try BlobStore.oweAgain(digests, to: peer, in: transaction) { effects.blobs = [peer] }
        return Outcome((), effects)
    }
}
