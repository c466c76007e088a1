internal import Synchronization

/// A request's body as it arrives, for routes that take it in pieces. While nobody takes pieces the peer is not read,
/// so that a body of any length costs one buffer.
package final class RequestBody: Sendable {
    /// Octets held beyond which the peer is not read.
    static let capacity = 256 * 1024

    private struct State {
        var pieces: [[UInt8]] = []
        var octets = 0
        var end: Result<Void, ConnectionClosed>?
        var reader: CheckedContinuation<Void, Never>?
    }

    /// The length that the head announced, in bytes; nil for a chunked body.
    package let length: Int?
    private let state = Mutex(State())
    /// Tells the connection that there is room again; called on any thread.
    private let makeRoom: @Sendable () -> Void

    init(length: Int?, makeRoom: @escaping @Sendable () -> Void) {
        self.length = length
        self.makeRoom = makeRoom
    }

    /// For tests that call handlers without a server: a body that has arrived.
    package init(_ octets: [UInt8]) {
        length = octets.count
        makeRoom = {}
        append(octets)
        finish()
    }

    var isFull: Bool { state.withLock { $0.octets >= Self.capacity } }

    func append(_ octets: [UInt8]) {
        wakeReader { state in
            state.pieces.append(octets)
            state.octets += octets.count
        }
    }

    /// The body is whole.
    func finish() { wakeReader { if $0.end == nil { $0.end = .success(()) } } }

    /// No more of it will come; what has come is still given out.
    func cut() { wakeReader { if $0.end == nil { $0.end = .failure(ConnectionClosed()) } } }

    /// What has arrived since the last call, as one piece; nil once the body was given out whole. One task reads.
    ///
    /// - Throws: ``ConnectionClosed`` where the body broke off, after all that had arrived was given out.
    package func next() async throws -> [UInt8]? {
        while true {
            let (pieces, end) = state.withLock { state in
                defer { (state.pieces, state.octets) = ([], 0) }
                return (state.pieces, state.end)
            }
            if !pieces.isEmpty {
                makeRoom()
                return pieces.count == 1 ? pieces[0] : Array(pieces.joined())
            }
            if let end {
                try end.get()
                return nil
            }
            await withCheckedContinuation { wait($0) }
        }
    }

    private func wait(_ continuation: CheckedContinuation<Void, Never>) {
        let mayGoOn = state.withLock { state in
            guard state.pieces.isEmpty, state.end == nil else { return true }
            state.reader = continuation
            return false
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
