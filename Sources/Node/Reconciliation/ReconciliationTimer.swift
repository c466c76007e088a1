import Database
import HotlineCore
import NodeCore
import Platform
import Storage
import SyncProtocol
import WorkCalendar

/// Compares this node's books with those of a node above by the clock, and sends again what differs (对账): soon after
/// the link opens for the first time, and then at an interval.
struct ReconciliationTimer: Sendable {
    /// Between two comparisons where the configuration says nothing else.
    static let usualInterval = Duration.seconds(3_600)
    /// Days before today that are compared each time; the first comparison goes back further.
    private static let recentDays = 30
    private static let allDays = 400
    /// How long a comparison waits at most for the feed to come to rest.
    private static let patience = Duration.seconds(60)
    /// The kind of the alarm that stands while the books differ.
    static let alarm = "reconciliation-differs"

    let engine: Engine
    let link: PeerLink
    let wire: PeerWire
    let random: any RandomSource
    let log: Log
    let interval: Duration

    /// Runs until the link is stopped.
    func run() async {
        _ = await link.opened.wait()
        // A hub that returns has many below it, and what was owed to it goes first.
        await rest(min(interval, .seconds(2)) * (1 + random.unit()))
        var days = Self.allDays
        while !link.isStopped, !Task.isCancelled {
            await untilFeedRests()
            let outcome = await compare(days)
            link.note(outcome)
            if outcome.failure == nil { days = Self.recentDays }
            await rest((outcome.failure == nil ? interval : min(interval, .seconds(60))) * (0.9 + 0.2 * random.unit()))
        }
    }

    /// What flows differs all the while, and goes first: a comparison waits for it, but not for ever.
    private func untilFeedRests() async {
        let key = StreamKey(peer: link.peer, stream: .feed)
        let end = ContinuousClock.now + min(interval, Self.patience)
        while ContinuousClock.now < end, !link.isStopped, !Task.isCancelled {
            guard let stream = try? await engine.read({ try OutboxStore.find(key, in: $0) }), stream.backlog > 0
            else { return }
            await rest(.seconds(1))
        }
    }

    /// Compares once, and puts on record what came of it.
    private func compare(_ days: Int) async -> ReconciliationOutcome {
        var outcome = ReconciliationOutcome(at: engine.now)
        outcome.redeliveredInAll = link.reconciled?.redeliveredInAll ?? 0
        do {
            for source in engine.core.settings.subtree { outcome.add(try await compare(source, days)) }
            try await record(outcome)
        } catch {
            outcome.failure = "\(error)"
            log.info("reconciliation.failed", ["peer": .text(link.peer.rawValue), "error": .text("\(error)")])
        }
        return outcome
    }

    private func compare(_ source: NodeCode, _ days: Int) async throws -> [ComparedDay] {
        let comparison = Comparison(
            engine: engine, peer: link.peer, wire: wire, peerHoldsCopies: true, mustBeApplied: true)
        let today = engine.now.day
        var compared = try await comparison.days(
            of: source.source, from: RegistrationDay(ordinal: Int64((today - days).number)),
            through: RegistrationDay(ordinal: Int64(today.number)))
        try await comparison.mend(&compared, of: source.source)
        if compared.contains(where: { !$0.difference.newer.isEmpty }) {
            // A restore that went unnoticed here, or one above that came to light after this node had looked.
            let peer = link.peer
            try await engine.commit { try $0.mirrorsAreNewer(at: peer, in: $1, at: $2) }
        }
        return compared
    }

    /// The alarm stands from a comparison that found a difference to one that finds none.
    private func record(_ outcome: ReconciliationOutcome) async throws {
        let peer = link.peer
        guard !outcome.isEqual else {
            guard link.reconciled?.isEqual != true else { return }
            return try await engine.store(lane: .bulk) { transaction, now in
                try AlarmStore.clear(kind: Self.alarm, peer: peer, at: now.milliseconds, in: transaction)
            }
        }
        log.warning("reconciliation.differs", [
            "peer": .text(peer.rawValue), "tickets": .int(outcome.differing), "redelivered": .int(outcome.redelivered),
        ])
        try await engine.store(lane: .bulk) { transaction, now in
            try AlarmStore.raise(
                kind: Self.alarm, peer: peer,
                detail: "定时对账发现与节点 \(peer) 的工单不一致，应补的已重发；再次对账一致后自动解除，久不解除请用对账功能核查",
                at: now.milliseconds, in: transaction)
        }
    }

    /// Waits for the time itself, and ends early with the task, when the node stops.
    private func rest(_ time: Duration) async { try? await Task.sleep(for: time) }
}
