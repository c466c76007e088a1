import HotlineCore
import HTTPWire
import PeerTransport
import Platform
import SyncProtocol
import Synchronization

/// Says hello to one peer for whichever of its streams asks, one request at a time, and keeps the record of outages.
final class Greeter: Sendable {
    /// How a hello ended without a verdict.
    struct Failure: Error, Sendable, CustomStringConvertible {
        var description: String
        /// Where the peer asked to wait, in seconds; zero for its own choice.
        var isBusy: Bool
        var retryAfter: Int64?
    }

    /// How long a peer may take to answer.
    static let patience = Duration.seconds(5)

    private let link: PeerLink
    private let port: any PeerPort
    private let wire: PeerWire
    private let log: Log
    /// Notified with each hello that opens the link, beside the link's own.
    private let opened: [Wakeup]
    private let running = Mutex<Task<Result<Greeted, Failure>, Never>?>(nil)
    private let isOut = Mutex(false)

    init(link: PeerLink, port: any PeerPort, wire: PeerWire, opened: [Wakeup] = [], log: Log) {
        self.link = link
        self.port = port
        self.wire = wire
        self.opened = opened
        self.log = log
    }

    /// Says hello, or waits for the one under way.
    func greet() async throws(Failure) -> Greeted {
        let task = running.withLock { running in
            if let running { return running }
            let task = Task { await self.exchange() }
            running = task
            return task
        }
        // Others may wait for the same hello: only the end of the link ends it.
        let result = await withTaskCancellationHandler {
            await task.value
        } onCancel: {
            if link.isStopped { task.cancel() }
        }
        return try result.get()
    }

    private func exchange() async -> Result<Greeted, Failure> {
        defer { running.withLock { $0 = nil } }
        do {
            // Three at most: after one adoption on either side the next hello must agree.
            var heard: Hello?
            for _ in 0..<3 {
                let response = try await wire.post(
                    "/hello", body: port.greeting(after: heard), timeout: Self.patience)
                if let busy = Failure(busy: response) { return .failure(busy) }
                let greeted = try await port.greeted(status: response.status, body: response.body)
                if case .again(let hello) = greeted {
                    heard = hello
                    continue
                }
                try await noteContact()
                if case .open = greeted { for wakeup in [link.opened] + opened { wakeup.notify() } }
                return .success(greeted)
            }
            log.warning("hello.unsettled", ["peer": .text(link.peer.rawValue)])
            return .failure(Failure(description: "hello did not settle", isBusy: false))
        } catch let error as TransportError {
            await noteOutage(error.description)
            return .failure(Failure(description: error.description, isBusy: false))
        } catch {
            log.warning("hello.failed", ["peer": .text(link.peer.rawValue), "error": .text("\(error)")])
            return .failure(Failure(description: "\(error)", isBusy: false))
        }
    }

    /// The record is closed even if this run began none: the node may have been stopped within an outage.
    private func noteContact() async throws {
        try await port.outageEnded()
        let wasOut = isOut.withLock { isOut in
            defer { isOut = false }
            return isOut
        }
        log.info("peer.open", ["peer": .text(link.peer.rawValue), "returned": .flag(wasOut)])
    }

    /// Puts on record that the peer is out of reach (CARD-7); once, until a hello succeeds.
    func noteOutage(_ cause: String) async {
        guard !isOut.withLock({ $0 }) else { return }
        do {
            try await port.outageBegan(cause: cause)
            isOut.withLock { $0 = true }
        } catch {
            // Tried again with the next hello.
            log.error("outage.unrecorded", ["peer": .text(link.peer.rawValue), "error": .text("\(error)")])
        }
        log.notice("peer.unreachable", ["peer": .text(link.peer.rawValue), "cause": .text(cause)])
    }
}

extension Greeter.Failure {
    /// 429, 503 and 507 are no verdict: the peer has no time, is recovering, or has no room on its disk.
    fileprivate init?(busy response: PeerResponse) {
        guard [429, 503, 507].contains(response.status) else { return nil }
        self.init(
            description: "hello was answered \(response.status)", isBusy: true,
            retryAfter: response.headers["retry-after"].flatMap { Int64($0) })
    }
}
