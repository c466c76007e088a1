import Database
import HotlineCore
import NodeCore
import Storage
import SyncProtocol
import WorkCalendar

/// A peer as an operator sees it: what the database knows and what the loops are about.
struct PeerState: Sendable {
    /// A stream to the peer.
    struct Outbound: Sendable {
        var name: StreamName
        var stored: OutboundStream
        var oldestUnsentAt: Int64?
        var progress: PeerLink.Progress
    }

    /// A stream from the peer.
    struct Inbound: Sendable {
        var name: StreamName
        var position: StreamPosition
        var appliedAt: Int64?
    }

    var code: NodeCode
    var seen: PeerStore.Seen?
    var outbound: [Outbound]
    var inbound: [Inbound]
    var outages: [OutageStore.Outage]
    /// How the loops fare, one for each stream.
    var progress: [PeerLink.Progress]
    /// What the last comparison by the clock came to; nil before the first, and for peers that compare themselves.
    var reconciled: ReconciliationOutcome?
    /// What its signatures tell of its clock; nil before the first, and for peers that do not sign.
    var clock: ClockWatch.Reading?

    /// Reads what the database knows of a peer.
    init(_ link: PeerLink, _ clocks: ClockWatch, in transaction: ReadTransaction) throws {
        code = link.peer
        progress = StreamName.allCases.map { link.progress(of: $0) }
        reconciled = link.reconciled
        clock = clocks.reading(of: link.peer)
        seen = try PeerStore.find(link.peer, in: transaction)
        outages = try OutageStore.recent(peer: link.peer, limit: 20, in: transaction)
        outbound = try StreamName.allCases.compactMap { name in
            let key = StreamKey(peer: link.peer, stream: name)
            guard let stored = try OutboxStore.find(key, in: transaction) else { return nil }
            let oldest = try OutboxStore.oldestUnsent(after: stored.acknowledged, stream: stored.ref, in: transaction)
            return Outbound(name: name, stored: stored, oldestUnsentAt: oldest, progress: link.progress(of: name))
        }
        inbound = try StreamName.allCases.compactMap { name in
            let key = StreamKey(peer: link.peer, stream: name)
            return try InboundStreamStore.find(key, in: transaction).map { position in
                Inbound(
                    name: name, position: position, appliedAt: try InboundStreamStore.appliedAt(key, in: transaction))
            }
        }
    }

    /// `connected`, `waiting`, `suspended` or `never`. A peer that fetches is connected once it was heard.
    func word(fetches: Bool) -> String {
        if seen?.suspended != nil { return "suspended" }
        if seen?.helloAt == nil { return "never" }
        let isFlowing = progress.allSatisfy { $0.phase == .flowing }
        return isFlowing || fetches ? "connected" : "waiting"
    }
}

extension NodeContext {
    /// Every peer, in the order of the configuration.
    func peerStates() async throws -> [PeerState] {
        let links = engine.core.settings.peers.compactMap { delivery.link(to: $0.code) }
        return try await engine.read { [clocks] transaction in
            try links.map { try PeerState($0, clocks, in: transaction) }
        }
    }
}

extension JSONWriter {
    /// Writes one peer.
    mutating func peer(_ state: PeerState, _ configured: NodeConfiguration.Peer?) {
        object { writer in
            writer.member("code", state.code.rawValue)
            writer.member("name", configured?.name)
            writer.member("relation", configured?.relation.rawValue)
            writer.member("state", state.word(fetches: configured?.fetchesItself ?? false))
            writer.member("generation", state.seen?.generation ?? 0)
            writer.moment("helloAt", state.seen?.helloAt)
            writer.member("suspended", json: state.seen?.suspended)
            writer.key("clock")
            writer.clock(state.clock)
            writer.key("streams")
            writer.streams(state)
            writer.key("outages")
            writer.list(state.outages) { writer, outage in
                writer.object { writer in
                    writer.moment("since", outage.since)
                    writer.moment("until", outage.until)
                    writer.member("cause", outage.cause)
                }
            }
            writer.key("reconciliation")
            writer.reconciliation(state.reconciled)
        }
    }

    private mutating func clock(_ reading: ClockWatch.Reading?) {
        guard let reading else { return null() }
        object { writer in
            writer.member("offsetSeconds", reading.offsetSeconds)
            writer.member("beyondTolerance", reading.isBeyondTolerance)
            writer.moment("at", reading.at * 1_000)
        }
    }

    private mutating func reconciliation(_ outcome: ReconciliationOutcome?) {
        guard let outcome else { return null() }
        object { writer in
            writer.member("at", outcome.at.description)
            writer.member("equal", outcome.isEqual)
            writer.member("differing", outcome.differing)
            writer.member("redelivered", outcome.redelivered)
            writer.member("failure", outcome.failure)
        }
    }

    /// Writes a moment in milliseconds, or null.
    mutating func moment(_ key: StaticString, _ milliseconds: Int64?) {
        member(key, milliseconds.map { Moment(milliseconds: $0).description })
    }

    private mutating func streams(_ state: PeerState) {
        let count = state.outbound.count
        list(0..<count + state.inbound.count) { writer, index in
            if index < count {
                writer.outbound(state.outbound[index])
            } else {
                writer.inbound(state.inbound[index - count])
            }
        }
    }

    private mutating func outbound(_ stream: PeerState.Outbound) {
        object { writer in
            writer.member("name", stream.name.rawValue)
            writer.member("direction", "out")
            writer.member("next", stream.stored.next)
            writer.member("acknowledged", stream.stored.acknowledged)
            writer.member("backlog", stream.stored.backlog)
            writer.moment("oldestUnsentAt", stream.oldestUnsentAt)
            writer.member("failures", stream.progress.failures)
            writer.moment("nextTryAt", stream.progress.nextTryAt)
            writer.member("lastError", stream.progress.lastError)
            writer.moment("appliedAt", stream.stored.appliedAt)
        }
    }

    private mutating func inbound(_ stream: PeerState.Inbound) {
        object { writer in
            writer.member("name", stream.name.rawValue)
            writer.member("direction", "in")
            writer.member("highest", stream.position.highest)
            writer.moment("appliedAt", stream.appliedAt)
        }
    }
}
