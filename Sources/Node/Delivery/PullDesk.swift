import HotlineCore
import NodeCore
import Platform
import Storage
import Synchronization
import SyncProtocol

/// Where nodes that fetch their messages themselves wait for some (pull mode): one request at a time a stream, held
/// open until something is owed.
final class PullDesk: Sendable {
    /// One request that waits. Made before the first look at what is owed, so that nothing slips in between.
    final class Visit: Sendable {
        fileprivate let key: StreamKey
        fileprivate let wakeup = Wakeup()

        fileprivate init(_ key: StreamKey) { self.key = key }
    }

    private let visits = Mutex<[StreamKey: Visit]>([:])

    /// Takes the place of the request that waits on this stream, which is sent away.
    func enter(_ key: StreamKey) -> Visit {
        let visit = Visit(key)
        let replaced = visits.withLock { $0.updateValue(visit, forKey: key) }
        replaced?.wakeup.notify()
        return visit
    }

    /// Waits until something new is owed: true. False when another request has taken the place, or time is over.
    func wait(_ visit: Visit, until deadline: ContinuousClock.Instant) async -> Bool {
        guard isPresent(visit) else { return false }
        let isNotified = await visit.wakeup.wait(until: deadline)
        return isNotified && isPresent(visit)
    }

    /// The request has been answered.
    func leave(_ visit: Visit) {
        visits.withLock { if $0[visit.key] === visit { $0[visit.key] = nil } }
    }

    /// Something is owed.
    func wake(_ key: StreamKey) { visits.withLock { $0[key] }?.wakeup.notify() }

    /// Something has changed for all that a neighbour waits for.
    func wakeAll(of peer: NodeCode) {
        for stream in StreamName.allCases { wake(StreamKey(peer: peer, stream: stream)) }
    }

    /// Sends everyone away.
    func close() {
        let all = visits.withLock { visits in
            defer { visits = [:] }
            return Array(visits.values)
        }
        for visit in all { visit.wakeup.notify() }
    }

    private func isPresent(_ visit: Visit) -> Bool { visits.withLock { $0[visit.key] === visit } }
}
