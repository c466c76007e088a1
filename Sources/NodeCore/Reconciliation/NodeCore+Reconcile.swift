package import HotlineCore
package import Storage
package import SyncProtocol
package import WorkCalendar

extension NodeCore {
    /// What this node holds of a source's tickets, for a peer that compares (对账).
    ///
    /// The answer is stated as of a position of the feed between the two: what this node has owed where it sends the
    /// feed, what it has applied where it receives it.
    ///
    /// - Throws: `Problem`: source-not-authorised where the peer has no part in the source's tickets; restored where a
    ///   node below asks before this node has taken back its own mirrors: it would conclude from them.
    package func reconcile(
        _ scope: ReconciliationRequest.Scope, source: String, with peer: NodeCode, in view: StorageView
    ) throws -> ReconciliationResponse {
        try requireShared(ticketsOf: source, with: peer)
        guard let node = try NodeRecord.find(in: view) else { throw StorageError.noIdentity }
        if node.mode == .recovering, settings.peer(peer)?.relation == .lower { throw Problem(.nodeRestored) }
        let content: ReconciliationResponse.Content = switch scope {
        case .days(let from, let through):
            .days(try DaySumStore.list(source: source, from: from.day, through: through.day, in: view))
        case .hours(let day): .hours(hours(try entries(source, day.milliseconds, in: view)))
        case .items(let day, let hour) where (0..<24).contains(hour):
            .items(try entries(source, day.milliseconds(ofHour: hour), in: view).map(\.item))
        case .items: throw Problem(.malformedRequest, detail: "hours are 0 to 23")
        case .resend(let ids): .resent(count: ids.count)
        }
        return ReconciliationResponse(
            source: source, generation: node.generation, epoch: node.epoch,
            position: try feedPosition(with: peer, in: view), content: content)
    }

    /// Sends states again that the peer lacks or holds older: as new positions, so that repair only ever adds. How many
    /// were found here; tickets of other sources are passed over.
    ///
    /// - Throws: `Problem` (source-not-authorised) for a peer that is not above this node: only those have its feed.
    package func redeliver(
        _ ids: [String], of source: String, to peer: NodeCode, in transaction: StorageTransaction, at now: Moment
    ) throws -> Outcome<Int> {
        try requireFeed(to: peer)
        let work = Work(self, transaction, at: now)
        try work.requireWritable()
        var count = 0
        for id in ids.compactMap(TicketID.init(rawValue:)) where id.owner.source == source {
            if try work.refeed(id, to: peer) { count += 1 }
        }
        return Outcome(count, work.effects)
    }

    /// The position of the feed between this node and a peer as of which this node's sums are stated.
    package func feedPosition(with peer: NodeCode, in view: StorageView) throws -> Int64 {
        let key = StreamKey(peer: peer, stream: .feed)
        if settings.peer(peer)?.relation == .upper {
            return try OutboxStore.find(key, in: view).map { $0.next - 1 } ?? 0
        }
        return try InboundStreamStore.find(key, in: view)?.highest ?? 0
    }

    /// The carrying events of mirrored tickets, as one JSON array: what a restored owner takes back. Tickets in which
    /// the peer has no part are passed over.
    package func states(_ ids: [String], for peer: NodeCode, in view: StorageView) throws -> [UInt8] {
        var events: [ArraySlice<UInt8>] = []
        for id in ids.compactMap(TicketID.init(rawValue:)) where shares(ticketsOf: id.owner.source, with: peer) {
            if let event = try MirrorStore.event(of: id, in: view) { events.append(event[...]) }
        }
        return EventBatch.joined(events)
    }

    private func entries(
        _ source: String, _ range: Range<Int64>, in view: StorageView
    ) throws -> [ReconciliationStore.Entry] {
        try ReconciliationStore.entries(source: source, isOwn: source == code.source, range: range, in: view)
    }

    private func hours(_ entries: [ReconciliationStore.Entry]) -> [HourSummary] {
        var sums = [ReconciliationSum](repeating: ReconciliationSum(), count: 24)
        for entry in entries {
            sums[RegistrationHour(milliseconds: entry.registeredAt).hour]
                .add(entry.item.digest(hashing: StorageHash.self))
        }
        return sums.enumerated().filter { $0.element.count > 0 }.map { HourSummary(hour: $0.offset, $0.element) }
    }
}

extension RegistrationDay {
    /// The same day in the calendar's terms.
    package var day: Day { Day(number: Int32(ordinal)) }

    /// The moments of the day, in milliseconds.
    var milliseconds: Range<Int64> { day.start.milliseconds..<(day + 1).start.milliseconds }

    /// The moments of one of its hours.
    func milliseconds(ofHour hour: Int) -> Range<Int64> {
        let start = day.start.milliseconds + Int64(hour) * Moment.millisecondsPerHour
        return start..<start + Moment.millisecondsPerHour
    }
}

extension Work {
    /// Owes the present state of a ticket, own or mirrored, to an upper peer once more; false where there is none.
    func refeed(_ id: TicketID, to peer: NodeCode) throws -> Bool {
        let stream = StreamKey(peer: peer, stream: .feed)
        guard let stored = try TicketStore.find(id, in: transaction) else {
            guard let mirror = try MirrorStore.find(id, in: transaction),
                let body = try MessageStore.body(mirror.message, in: transaction)
            else { return false }
            var reader = InboundReader()
            try owe(row: mirror.message, try reader.single(body).key, to: stream)
            return true
        }
        guard let last = try JournalStore.last(of: id, in: transaction) else { return false }
        let message = try feedMessage(of: stored.ticket, event: last)
        try owe(row: message.row, message.key, to: stream)
        return true
    }
}
