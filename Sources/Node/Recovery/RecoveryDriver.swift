import HotlineCore
import NodeCore
import PeerTransport
import Platform
import Storage
import SyncProtocol
import WorkCalendar

/// Brings a node that is new or was restored back to work: hello to every peer at once, take back from the mirrors
/// above what was lost, then accept writes again (design section 5, "Hello").
struct RecoveryDriver: Sendable {
    /// States asked for in one request.
    private static let statesAtOnce = 200

    let engine: Engine
    let greeters: [NodeCode: Greeter]
    let wires: [NodeCode: PeerWire]
    /// Notified when the core finds the database restored, or mirrors that are still to be asked.
    let wakeup: Wakeup
    let random: any RandomSource
    let log: Log

    /// Runs until its task is cancelled.
    func run() async {
        // Tries in a row that left something untaken.
        var failures = 0
        while !Task.isCancelled {
            do {
                if try await isRecovering() { try await recover() }
                failures = try await takeBackRest() ? 0 : failures + 1
            } catch {
                failures += 1
                log.error("recovery.failed", ["error": .text("\(error)")])
            }
            await wait(failures)
        }
    }

    /// Waits for work. A peer that is heard and cannot be called must not make this node try at each of its hellos:
    /// only a new restore shortens the wait.
    private func wait(_ failures: Int) async {
        guard failures > 0 else {
            _ = await wakeup.wait()
            return
        }
        let delay = BackOff.delayMilliseconds(failures: failures, jitter: random.next())
        let until = ContinuousClock.now + .milliseconds(delay)
        while await wakeup.wait(until: until) {
            if (try? await isRecovering()) == true { return }
        }
    }

    private func isRecovering() async throws -> Bool {
        try await engine.read { try NodeRecord.find(in: $0)?.mode == .recovering }
    }

    private func recover() async throws {
        let heard = await greetAll()
        var unheard = greeters.keys.filter { !heard.contains($0) }.sorted()
        for upper in engine.core.settings.upperNodes where heard.contains(upper) {
            do {
                try await takeBack(from: upper)
            } catch {
                unheard.append(upper)
                log.warning("recovery.incomplete", ["peer": .text(upper.rawValue), "error": .text("\(error)")])
            }
        }
        let missing = unheard
        try await engine.commit { try $0.finishRecovery(unheard: missing, in: $1, at: $2) }
        log.notice("recovery.finished", [
            "heard": .int(heard.count), "unheard": .text(missing.map(\.rawValue).joined(separator: " ")),
        ])
    }

    /// Takes back, while this node works on, what is left at upper nodes; false where some of them still withhold it.
    private func takeBackRest() async throws -> Bool {
        let core = engine.core
        var isWhole = true
        for upper in try await engine.read({ try core.untaken(in: $0) }) {
            do {
                guard case .open? = try await greeters[upper]?.greet() else {
                    isWhole = false
                    continue
                }
                try await takeBack(from: upper)
                try await engine.commit { try $0.finishTakingBack(from: upper, in: $1, at: $2) }
                log.notice("recovery.rest-taken", ["peer": .text(upper.rawValue)])
            } catch {
                isWhole = false
                log.info("recovery.incomplete", ["peer": .text(upper.rawValue), "error": .text("\(error)")])
            }
        }
        return isWhole
    }

    /// Says hello to every peer that can be reached, all at once; those that answered in time.
    private func greetAll() async -> Set<NodeCode> {
        await withTaskGroup(of: NodeCode?.self) { group in
            for (code, greeter) in greeters {
                group.addTask {
                    guard case .open? = try? await greeter.greet() else { return nil }
                    return code
                }
            }
            var heard: Set<NodeCode> = []
            for await code in group { if let code { heard.insert(code) } }
            return heard
        }
    }

    /// Takes back from one upper node every state of an own ticket that is not in this database's history, and every
    /// newer state of the tickets below, whose owners fed them through this node.
    private func takeBack(from peer: NodeCode) async throws {
        guard let wire = wires[peer] else { return }
        try await engine.commit { core, transaction, _ in try core.beginTakingBack(from: peer, in: transaction) }
        let comparison = Comparison(engine: engine, peer: peer, wire: wire, peerHoldsCopies: true, patience: .zero)
        for code in engine.core.settings.subtree {
            let differences = try await comparison.days(
                of: code.source, from: RegistrationDay(ordinal: 0),
                through: RegistrationDay(ordinal: Int64(engine.now.day.number) + 1)
            ).map(\.difference)
            // An older state of an own ticket may be of a history that was lost; the core tells by the journal.
            let ids = code == engine.core.code
                ? differences.flatMap { $0.newer + $0.different + $0.older } : differences.flatMap(\.newer)
            try await takeBack(ids, from: peer, over: wire)
        }
    }

    private func takeBack(_ ids: [String], from peer: NodeCode, over wire: PeerWire) async throws {
        for start in stride(from: 0, to: ids.count, by: Self.statesAtOnce) {
            let some = Array(ids[start..<min(start + Self.statesAtOnce, ids.count)])
            let response = try await wire.post(
                "/reconciliation/states", body: CanonicalJSON.encode(StatesRequest(ids: some)), timeout: .seconds(30))
            guard response.status == 200 else { throw SyncProblem(answered: response) }
            let taken = try await engine.commit { try $0.takeBack(response.body, from: peer, in: $1, at: $2) }
            log.notice("recovery.taken-back", [
                "peer": .text(peer.rawValue), "recovered": .int(taken.recovered), "mirrors": .int(taken.mirrors),
                "conflicting": .int(taken.conflicting), "unreadable": .int(taken.unreadable),
            ])
        }
    }
}
