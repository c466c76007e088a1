import HotlineCore
import Storage
import SyncProtocol
import WorkCalendar

extension Work {
    /// A change of another node's ticket: the newest state wins, and every change goes on upward.
    func mirror(_ event: InboundEvent, _ state: MirrorState, change: String, from peer: PeerSettings) throws {
        let stored = try MirrorStore.find(state.id, in: transaction)
        let row = try keep(event, from: peer, previous: stored?.message)
        if replaces(stored, by: state) {
            try MirrorStore.save(state, message: row, peer: peer.code, replacing: stored, in: transaction)
            if let notice = ChangeNotice(state, change: change, at: now) { effects.changes.append(notice) }
        } else if let stored, stored.isNewer(than: state) {
            // It comes late, behind a state that was taken back from above: its place is below that in the history.
            // The very state once more, as reconciliation re-delivers it, is no further step of it.
            try MessageStore.place(row, below: stored.message, in: transaction)
        }
        try passOn(event, row: row, from: peer)
        try tellSubscribers(of: {
            FeedFilter.Subject(
                owner: state.id.owner, kind: MatterKind(rawValue: state.kind), category: state.category,
                confidential: state.confidential)
        }, message: { row })
    }

    /// The newest state wins.
    private func replaces(_ stored: MirrorStore.Stored?, by state: MirrorState) -> Bool {
        guard let stored, settings.mutation != .olderRevisionWins else { return true }
        return stored.isOlder(than: state)
    }

    /// A change that was accepted before comes again, as reconciliation re-delivers it: it may fill a mirror that is
    /// missing or older, and is never passed on twice.
    ///
    /// - Returns: whether it did.
    @discardableResult
    func repairMirror(_ event: InboundEvent, _ state: MirrorState, from peer: PeerSettings) throws -> Bool {
        let stored = try MirrorStore.find(state.id, in: transaction)
        guard replaces(stored, by: state) else { return false }
        let row = try MessageStore.refill(
            MessageStore.Message(
                key: event.key, digest: event.digest, body: event.bytes, origin: peer.code, previous: stored?.message),
            at: now.milliseconds, in: transaction)
        try MirrorStore.save(state, message: row, peer: peer.code, replacing: stored, in: transaction)
        return true
    }

    /// The full record of a petitioner from below: kept, and passed on over links that carry it.
    func takePetitioner(_ record: PetitionerRecord, _ event: InboundEvent, from peer: PeerSettings) throws {
        try PetitionerStore.save(
            record.fields, reference: record.reference, ticket: record.ticket, confidential: false, in: transaction)
        let row = try keep(event, from: peer)
        for upper in settings.peers
        where upper.relation == .upper && upper.personalData == .full && upper.code != peer.code {
            try owe(row: row, event.key, to: StreamKey(peer: upper.code, stream: .feed))
        }
    }
}
