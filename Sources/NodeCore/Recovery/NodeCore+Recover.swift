package import HotlineCore
package import Storage
import SyncProtocol
package import WorkCalendar

/// What a restored node has taken back from one mirror.
package struct TakenBack: Sendable, Hashable {
    /// Tickets whose newer state came back.
    package var recovered = 0
    /// Tickets of which this node and the mirror hold different histories: both are on record.
    package var conflicting = 0
    /// Mirrors of tickets of nodes below, of which this node held an older state or none.
    package var mirrors = 0
    /// Events that could not be read.
    package var unreadable = 0
}

extension NodeCore {
    /// Takes back the states of own tickets that a mirror above holds and this database lacks; and of tickets below,
    /// whose owner may have been restored too and will look for them here.
    ///
    /// - Parameter events: the carrying events, as the mirror's node received them.
    package func takeBack(
        _ events: [UInt8], from peer: NodeCode, in transaction: StorageTransaction, at now: Moment
    ) throws -> Outcome<TakenBack> {
        let work = Work(self, transaction, at: now)
        var reader = InboundReader()
        var result = TakenBack()
        var enriched: Set<NodeCode> = []
        for event in try reader.batch(events) {
            guard case .feed(let state, _) = event.content else {
                result.unreadable += 1
                continue
            }
            if state.id.owner == code {
                try work.takeBack(try Work.ticket(of: event), from: peer, into: &result)
            } else if let below = try work.takeBackMirror(event, state) {
                result.mirrors += 1
                enriched.insert(below)
            }
        }
        for below in enriched.sorted() { try work.askToTakeBack(below) }
        return Outcome(result, work.effects)
    }

    /// Ends the read-only time after a restore: what was to be had from the peers is here.
    ///
    /// - Parameter unheard: peers that could not be reached. What those above hold is taken back when they are (see
    ///   `untaken`), with an alarm and with writes open meanwhile; until then no feed goes to them, whose newer states
    ///   of a new generation would hide what they hold.
    package func finishRecovery(
        unheard: [NodeCode], in transaction: StorageTransaction, at now: Moment
    ) throws -> Outcome<Void> {
        let work = Work(self, transaction, at: now)
        let node = try NodeRecord.update(in: transaction) { node in
            node.mode = .normal
            return node
        }
        // A node that was only just made has nothing to take back, unless a hello tells of an earlier generation.
        let isNew = node.generation == 1 && node.journalLength == 0
        for upper in settings.upperNodes {
            if isNew {
                try PeerStore.mark(.nothing, upper, in: transaction)
            } else if unheard.contains(upper) {
                try work.leaveUntaken(upper)
            } else {
                try work.finishTakingBack(from: upper)
            }
        }
        for (key, stream) in try OutboxStore.all(in: transaction) where stream.backlog > 0 {
            work.effects.wake.insert(key)
        }
        return Outcome((), work.effects)
    }

    /// The nodes above whose mirrors are still to be asked for what a restore lost here. Meanwhile this node takes
    /// writes, but no orders of theirs, which may speak of what was lost, and sends them no feed.
    package func untaken(in view: StorageView) throws -> [NodeCode] {
        try settings.upperNodes.filter { try PeerStore.untaken($0, in: view) != .nothing }
    }

    /// The mirrors of an upper node are about to be compared: what comes to them from now on is not seen for sure.
    package func beginTakingBack(from upper: NodeCode, in transaction: StorageTransaction) throws -> Outcome<Void> {
        try PeerStore.mark(.underWay, upper, in: transaction)
        return Outcome(())
    }

    /// All that an upper node held of what a restore lost is here: the feed to it flows again.
    package func finishTakingBack(
        from upper: NodeCode, in transaction: StorageTransaction, at now: Moment
    ) throws -> Outcome<Void> {
        let work = Work(self, transaction, at: now)
        try work.finishTakingBack(from: upper)
        return Outcome((), work.effects)
    }

    /// An upper node was found to hold newer states than this one, which sent them: what it holds is taken back.
    package func mirrorsAreNewer(
        at upper: NodeCode, in transaction: StorageTransaction, at now: Moment
    ) throws -> Outcome<Void> {
        let work = Work(self, transaction, at: now)
        try work.leaveUntaken(upper)
        work.effects.takeBack = true
        return Outcome((), work.effects)
    }
}

/// The part of a feed event's `data` that a restored owner takes back.
private struct FeedState: Decodable {
    var ticket: Ticket
}

extension Work {
    private static let untakenAlarm = "recovery-incomplete"

    /// A peer is in touch whose mirrors were out of reach when this node recovered: they are asked now. True if so.
    func resumeRecovery(with peer: NodeCode) throws -> Bool {
        guard try PeerStore.untaken(peer, in: transaction) != .nothing else { return false }
        effects.takeBack = true
        return true
    }

    /// Notes that an upper node's mirrors are still to be asked, and says so to the operators.
    func leaveUntaken(_ upper: NodeCode) throws {
        try PeerStore.mark(.open, upper, in: transaction)
        try AlarmStore.raise(
            kind: Self.untakenAlarm, peer: upper,
            detail: "本库恢复后尚未从上级节点 \(upper) 取回其保存的较新数据：本节点可照常办理，但暂不向其推送、暂不接收其派单；"
                + "能访问该节点后自动取回并解除，请检查到该节点的链路",
            at: now.milliseconds, in: transaction)
    }

    func finishTakingBack(from upper: NodeCode) throws {
        guard try PeerStore.untaken(upper, in: transaction) != .open else {
            try leaveUntaken(upper)
            effects.takeBack = true
            return
        }
        try PeerStore.mark(.nothing, upper, in: transaction)
        effects.wake.insert(StreamKey(peer: upper, stream: .feed))
        try AlarmStore.clear(kind: Self.untakenAlarm, peer: upper, at: now.milliseconds, in: transaction)
    }

    /// Mirrors of a lower node's tickets came back here that it may have looked for in vain after a restore of its own:
    /// every hello says so, until it has taken them back.
    func askToTakeBack(_ lower: NodeCode) throws {
        let mark = NodeEventID(generation: try node.generation, counter: try drawCounter())
        try PeerStore.note(mirrorsRestored: mark.description, lower, in: transaction)
        effects.hello.insert(lower)
    }

    /// A mirror of a ticket below; the peer that leads to its owner where it was missing here or older.
    fileprivate func takeBackMirror(_ event: InboundEvent, _ state: MirrorState) throws -> NodeCode? {
        guard let way = settings.wayDown(to: state.id.owner), event.key.source == state.id.owner.source,
            try repairMirror(event, state, from: way)
        else { return nil }
        return way.code
    }

    /// The ticket that a feed event carries.
    fileprivate static func ticket(of event: InboundEvent) throws -> Ticket {
        struct Carried: Decodable { var data: FeedState }
        return try CanonicalJSON.decode(Carried.self, from: event.bytes).data.ticket
    }

    fileprivate func takeBack(_ mirrored: Ticket, from peer: NodeCode, into result: inout TakenBack) throws {
        try NumberStore.pass(mirrored.number, in: transaction)
        let stored = try TicketStore.find(mirrored.id, in: transaction)
        if stored == nil {
            try noteSharedNumber(mirrored)
            try noteSharedOrder(mirrored)
        }
        if let stored, try isInHistory(mirrored, of: stored.ticket) { return }
        let whole = try stored.map { try border(for: $0.ticket).refill(mirrored, from: $0.ticket) } ?? mirrored
        if whole == stored?.ticket { return }
        let kept = try apply(
            .recover(Recover(ticket: whole, from: peer)), to: stored, actor: .system(of: settings.code))
        if stored.map({ mirrored.isNewer(than: $0.ticket) }) ?? true {
            result.recovered += 1
            try noteStruckText(of: kept)
        } else {
            result.conflicting += 1
            try UnrecoveredStore.add(
                ticket: mirrored.id,
                detail: "节点 \(peer) 的镜像与本库不同（第 \(mirrored.generation) 代第 \(mirrored.revision) 版），两者均已记入办理记录，请人工核对",
                at: now.milliseconds, in: transaction)
        }
        try noteMissingPetitioner(mirrored)
    }

    /// Whether a mirror's state is one that this database's own history went through.
    private func isInHistory(_ mirrored: Ticket, of ticket: Ticket) throws -> Bool {
        if mirrored.isNewer(than: ticket) { return false }
        var state: Ticket?
        for event in try JournalStore.all(of: ticket.id, in: transaction) {
            state = evolve(state, event)
            if state?.generation == mirrored.generation, state?.revision == mirrored.revision {
                return try state.map { try leaving($0) == CanonicalJSON.encode(mirrored) } ?? false
            }
        }
        return false
    }

    /// A number that was drawn again before this came back stands for two matters now: both petitioners were told it.
    private func noteSharedNumber(_ mirrored: Ticket) throws {
        guard let other = try TicketStore.find(number: mirrored.number, in: transaction) else { return }
        try UnrecoveredStore.add(
            ticket: mirrored.id, detail: "工单编号 \(mirrored.number) 在恢复前后各发出一次，另一工单为 \(other.ticket.id)，请告知诉求人",
            at: now.milliseconds, in: transaction)
    }

    /// An order that was carried out anew before its first ticket came back has two tickets now.
    private func noteSharedOrder(_ mirrored: Ticket) throws {
        guard let order = mirrored.order?.assignment, let other = try TicketStore.find(order: order, in: transaction)
        else { return }
        try UnrecoveredStore.add(
            ticket: mirrored.id, detail: "派单 \(order) 在恢复前后各立一单，现由工单 \(other.ticket.id) 继续办理，请核对后合并处理",
            at: now.milliseconds, in: transaction)
    }

    /// A ticket as it leaves this node.
    private func leaving(_ ticket: Ticket) throws -> [UInt8] {
        try border(for: ticket).cleanForFeed(try CanonicalJSON.encode(ticket))
    }

    /// The feed carries no personal values in its texts: what was typed since the backup came back without them.
    private func noteStruckText(of kept: CommandResult) throws {
        guard !kept.ticket.petitioner.confidential, kept.body.firstRange(of: Redaction.mark.utf8) != nil else { return }
        try UnrecoveredStore.add(
            ticket: kept.ticket.id, detail: "上级镜像的文字不含诉求人信息，取回的文字中以“\(Redaction.mark)”代替，请核实补录",
            at: now.milliseconds, in: transaction)
    }

    /// Personal fields never left this node unmasked: what the restore lost of them is lost.
    private func noteMissingPetitioner(_ ticket: Ticket) throws {
        guard let reference = ticket.petitioner.reference,
            try PetitionerStore.find(reference, in: transaction) == nil
        else { return }
        try UnrecoveredStore.add(
            ticket: ticket.id, detail: "诉求人信息未能恢复（只在本节点保存），请重新核实登记", at: now.milliseconds,
            in: transaction)
    }
}
