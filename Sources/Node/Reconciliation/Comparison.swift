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

    private func narrow(_ day: RegistrationDay, _ source: String) async throws -> ReconciliationDifference {
        var all = ReconciliationDifference()
        guard case .hours(let theirs) = try await ask(.hours(of: day), source),
            case .hours(let ours) = try await look(.hours(of: day), source)
        else { throw Unanswered(description: "\(peer) did not answer with hours") }
        let (owner, copy) = peerHoldsCopies ? (ours, theirs) : (theirs, ours)
        for hour in Reconciliation.differing(owner: owner, copy: copy) {
            let scope = ReconciliationRequest.Scope.items(day: day, hour: hour)
            guard case .items(let theirs) = try await ask(scope, source),
                case .items(let ours) = try await look(scope, source)
            else { throw Unanswered(description: "\(peer) did not answer with items") }
            all.merge(peerHoldsCopies ? .between(owner: ours, copy: theirs) : .between(owner: theirs, copy: ours))
        }
        return all
    }

    private func look(
        _ scope: ReconciliationRequest.Scope, _ source: String
    ) async throws -> ReconciliationResponse.Content {
        let core = engine.core
        return try await engine.read { try core.reconcile(scope, source: source, with: peer, in: $0).content }
    }

    private func ask(
        _ scope: ReconciliationRequest.Scope, _ source: String
    ) async throws -> ReconciliationResponse.Content {
        let request = ReconciliationRequest(source: source, scope: scope)
        let response = try await wire.post(
            "/reconciliation", body: CanonicalJSON.encode(request), timeout: .seconds(30))
        guard response.status == 200 else { throw SyncProblem(answered: response) }
        let answer = try CanonicalJSON.decode(ReconciliationResponse.self, from: response.body)
        if !peerHoldsCopies { try await waitFor(answer) }
        return answer.content
    }

    /// The owner's figures are compared once what they include has been applied here; at most for ten seconds.
    private func waitFor(_ answer: ReconciliationResponse) async throws {
        let key = StreamKey(peer: peer, stream: .feed)
        for _ in 0..<100 {
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

    /// What sending again mends: it only ever adds.
    var mendable: [String] { missing + older + different }
}
