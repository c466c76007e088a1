import Database
import HotlineCore
import NodeCore
import PeerTransport
import Storage
import SyncProtocol
import WorkCalendar

/// One registration day of one source as both sides hold it.
struct ComparedDay: Sendable {
    var source: String
    var day: RegistrationDay
    var ours: Int64
    var theirs: Int64
    /// As the holder of copies sees it, whichever side that is.
    var difference: ReconciliationDifference
    /// How many states were sent again, or will be.
    var redelivered = 0

    var isEqual: Bool { difference.isEmpty && ours == theirs }
}

/// Compares with one peer what both hold of one source: days first, then the hours and items of what differs
/// (design section 5, "Reconciliation").
struct Comparison: Sendable {
    let engine: Engine
    let peer: NodeCode
    let wire: PeerWire
    /// Whether the peer holds the copies: then the source's states are ours.
    let peerHoldsCopies: Bool
    /// Until when what is on its way is waited for, so that it does not count as missing; past while nothing flows.
    let patience: ContinuousClock.Instant
    /// Whether nothing is concluded before it has arrived.
    let mustBeApplied: Bool

    init(
        engine: Engine, peer: NodeCode, wire: PeerWire, peerHoldsCopies: Bool, patience: Duration = .seconds(10),
        mustBeApplied: Bool = false
    ) {
        self.mustBeApplied = mustBeApplied
        self.engine = engine
        self.peer = peer
        self.wire = wire
        self.peerHoldsCopies = peerHoldsCopies
        self.patience = .now + patience
    }

    /// The peer has answered something else than was asked.
    struct Unanswered: Error, CustomStringConvertible {
        var description: String
    }

    /// Every day on which either side has a ticket, with what differs.
    func days(of source: String, from: RegistrationDay, through: RegistrationDay) async throws -> [ComparedDay] {
        let scope = ReconciliationRequest.Scope.days(from: from, through: through)
        guard case .days(let theirs) = try await ask(scope, source),
            case .days(let ours) = try await look(scope, source)
        else { throw Unanswered(description: "\(peer) did not answer with days") }
        let (owner, copy) = peerHoldsCopies ? (ours, theirs) : (theirs, ours)
        let differing = Set(Reconciliation.differing(owner: owner, copy: copy))
        var compared: [ComparedDay] = []
        for day in Set(ours.map(\.day) + theirs.map(\.day)).sorted() {
            compared.append(ComparedDay(
                source: source, day: day, ours: ours.first { $0.day == day }?.count ?? 0,
                theirs: theirs.first { $0.day == day }?.count ?? 0,
                difference: differing.contains(day) ? try await narrow(day, source) : ReconciliationDifference()))
        }
        return compared
    }

    /// Asks the peer to send states again.
    func askAgain(for ids: [String], of source: String) async throws -> Int {
        guard case .resent(let count) = try await ask(.resend(ids: ids), source) else {
            throw Unanswered(description: "\(peer) did not say how many states it sends again")
        }
        return count
    }

    /// Sends again, or asks the owner to, what differs; each day then says how many states that were.
    func mend(_ days: inout [ComparedDay], of source: String) async throws {
        for index in days.indices where !days[index].difference.mendable.isEmpty {
            let ids = days[index].difference.mendable
            if peerHoldsCopies {
                days[index].redelivered = try await engine.commit(lane: .bulk) {
                    try $0.redeliver(ids, of: source, to: peer, in: $1, at: $2)
                }
            } else {
                days[index].redelivered = try await askAgain(for: ids, of: source)
            }
        }
    }

    private func narrow(_ day: RegistrationDay, _ source: String) async throws -> ReconciliationDifference {
        var all = ReconciliationDifference()
        guard case .hours(let theirs) = try await ask(.hours(of: day), source),
            case .hours(let ours) = try await look(.hours(of: day), source)
        else { throw Unanswered(description: "\(peer) did not answer with hours") }
        let (owner, copy) = peerHoldsCopies ? (ours, theirs) : (theirs, ours)
        for hour in Reconciliation.differing(owner: owner, copy: copy) {
            let scope = ReconciliationRequest.Scope.items(day: day, hour: hour)
            all.merge(peerHoldsCopies ? try await compareCopies(scope, source) : try await compareOwn(scope, source))
        }
        return all
    }

    /// The peer owns: its items as it states them, once they have been applied here.
    private func compareOwn(
        _ scope: ReconciliationRequest.Scope, _ source: String
    ) async throws -> ReconciliationDifference {
        guard case .items(let theirs) = try await ask(scope, source),
            case .items(let ours) = try await look(scope, source)
        else { throw Unanswered(description: "\(peer) did not answer with items") }
        return .between(owner: theirs, copy: ours)
    }

    /// The peer holds the copies: what is missing there is judged by what was here when it had been sent, what is newer
    /// there by what is here after the peer has answered. What changes meanwhile is no difference.
    private func compareCopies(
        _ scope: ReconciliationRequest.Scope, _ source: String
    ) async throws -> ReconciliationDifference {
        let core = engine.core
        let before = try await engine.read { try core.reconcile(scope, source: source, with: peer, in: $0) }
        guard case .items(let earlier) = before.content,
            case .items(let theirs) = try await ask(scope, source, applied: before.position),
            case .items(let later) = try await look(scope, source)
        else { throw Unanswered(description: "\(peer) did not answer with items") }
        var difference = ReconciliationDifference.between(owner: earlier, copy: theirs)
        difference.newer = ReconciliationDifference.between(owner: later, copy: theirs).newer
        return difference
    }

    private func look(
        _ scope: ReconciliationRequest.Scope, _ source: String
    ) async throws -> ReconciliationResponse.Content {
        let core = engine.core
        return try await engine.read { try core.reconcile(scope, source: source, with: peer, in: $0).content }
    }

    /// Asks the holder of copies until it has applied the feed up to a position. Throws ``Unanswered`` where it does
    /// not in time and `mustBeApplied`: what is on its way is no difference.
    private func ask(
        _ scope: ReconciliationRequest.Scope, _ source: String, applied position: Int64
    ) async throws -> ReconciliationResponse.Content {
        var answer = try await question(scope, source)
        while answer.position < position, ContinuousClock.now < patience {
            try await Task.sleep(for: .milliseconds(100))
            answer = try await question(scope, source)
        }
        guard answer.position >= position || !mustBeApplied else {
            throw Unanswered(description: "\(peer) has applied \(answer.position) of \(position) messages of the feed")
        }
        return answer.content
    }

    private func ask(
        _ scope: ReconciliationRequest.Scope, _ source: String
    ) async throws -> ReconciliationResponse.Content {
        let answer = try await question(scope, source)
        if !peerHoldsCopies { try await waitFor(answer) }
        return answer.content
    }

    private func question(
        _ scope: ReconciliationRequest.Scope, _ source: String
    ) async throws -> ReconciliationResponse {
        let request = ReconciliationRequest(source: source, scope: scope)
        let response = try await wire.post(
            "/reconciliation", body: CanonicalJSON.encode(request), timeout: .seconds(30))
        guard response.status == 200 else { throw SyncProblem(answered: response) }
        return try CanonicalJSON.decode(ReconciliationResponse.self, from: response.body)
    }

    /// The owner's figures are compared once what they include has been applied here, or patience has ended.
    private func waitFor(_ answer: ReconciliationResponse) async throws {
        let key = StreamKey(peer: peer, stream: .feed)
        while ContinuousClock.now < patience {
            guard let position = try await engine.read({ try InboundStreamStore.find(key, in: $0) }),
                case .waitFor = ReconciliationStep.decide(answer, feed: position)
            else { return }
            try await Task.sleep(for: .milliseconds(100))
        }
    }
}

extension ReconciliationDifference {
    fileprivate mutating func merge(_ other: ReconciliationDifference) {
        missing += other.missing
        older += other.older
        newer += other.newer
        different += other.different
    }

    /// How many tickets differ.
    var count: Int { missing.count + older.count + newer.count + different.count }

    /// What sending again mends: it only ever adds.
    var mendable: [String] { missing + older + different }
}
