internal import HTTPWire
internal import Platform
internal import Synchronization

/// Pieces of a streamed answer between the loop and their reader; while it is full the peer is not read.
final class BodyQueue: Sendable {
    private static let capacity = 256 * 1024

    private struct State {
        var pieces: [[UInt8]] = []
        var octets = 0
        var end: Result<Void, TransportError>?
        var reader: CheckedContinuation<Void, Never>?
    }

    private let state = Mutex(State())
    private let exchange: Exchange

    init(exchange: Exchange) { self.exchange = exchange }

    var isFull: Bool { state.withLock { $0.octets >= Self.capacity } }

    func append(_ octets: [UInt8]) {
        wakeReader { state in
            state.pieces.append(octets)
            state.octets += octets.count
        }
    }

    func finish(_ error: TransportError?) {
        wakeReader { $0.end = error.map { .failure($0) } ?? .success(()) }
    }

    /// The answer for its reader. When the last copy of the stream is gone, so is the exchange.
    func stream(status: Int, headers: Headers) -> PeerStream {
        let lease = Lease(exchange: exchange)
        let body = AsyncThrowingStream<[UInt8], any Error> { [self] in
            // The stream's copies share this closure, and with it the lease.
            defer { withExtendedLifetime(lease) {} }
            return try await next()
        }
        return PeerStream(status: status, headers: headers, body: body)
    }

    private func next() async throws(TransportError) -> [UInt8]? {
        while true {
            let (pieces, end) = state.withLock { state in
                defer {
                    state.pieces = []
                    state.octets = 0
                }
                return (state.pieces, state.end)
            }
            if !pieces.isEmpty {
                exchange.core.loop.submit { [exchange] in exchange.resumeReading() }
                return pieces.count == 1 ? pieces[0] : Array(pieces.joined())
            }
            if let end {
                try end.get()
                return nil
            }
            await withTaskCancellationHandler {
                await withCheckedContinuation { wait($0) }
            } onCancel: { [exchange] in
                exchange.core.loop.submit { exchange.cancel() }
            }
        }
    }

    private func wait(_ continuation: CheckedContinuation<Void, Never>) {
        let mayGoOn = state.withLock { state in
            if state.pieces.isEmpty && state.end == nil {
                state.reader = continuation
                return false
            }
            return true
        }
        if mayGoOn { continuation.resume() }
    }

    private func wakeReader(_ change: (inout sending State) -> Void) {
        let reader = state.withLock { state in
            change(&state)
            defer { state.reader = nil }
            return state.reader
        }
        reader?.resume()
    }
}

/// Ends an exchange when nobody holds its stream any more.
private final class Lease: Sendable {
    private let exchange: Exchange

    init(exchange: Exchange) { self.exchange = exchange }

    deinit { exchange.core.loop.submit { [exchange] in exchange.cancel() } }
}
