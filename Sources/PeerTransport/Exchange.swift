internal import Crypto
internal import HTTPWire
internal import Platform

/// One request under way: finding the peer, connecting, sending, and taking in the answer.
// Sendable though mutable: tasks hold it only to hand it to `loop.submit`; all state is touched on the loop's thread.
final class Exchange: @unchecked Sendable {
    /// Who gets the answer.
    enum Sink {
        case whole(CheckedContinuation<Result<PeerResponse, TransportError>, Never>)
        case head(CheckedContinuation<Result<PeerStream, TransportError>, Never>)
        case pieces(BodyQueue)
        case none
    }

    let request: PeerRequest
    /// The request on the wire.
    private var outgoing: OutgoingOctets
    let core: TransportCore
    private let limits: MessageLimits
    private var machine: ClientConnection
    private var sink = Sink.none
    private var phase = TransportError.Phase.resolving
    private var connectDeadline = UInt64.max
    private var deadline = UInt64.max
    private var connection: PeerConnection?
    private var addresses: ArraySlice<SocketAddress> = []
    /// This side of TLS, for an `https` origin.
    private var security: TLSContext?
    private var isOnKeptConnection = false
    private var isCancelled = false
    /// Whether an attempt before this one has left traces at the peer.
    private var hasSentBefore = false
    private var head: ResponseHead?
    private var body: [UInt8] = []

    init(_ request: PeerRequest, core: TransportCore, limits: MessageLimits) {
        self.request = request
        self.core = core
        self.limits = limits
        machine = ClientConnection(answering: request.method, limits: limits)
        outgoing = OutgoingOctets(request)
    }

    /// How many octets the request has.
    var octetCount: Int { outgoing.count }

    /// What leaves next from `offset` on, and how much of that has left; nil where it cannot be read: it has failed.
    func octets(at offset: Int) -> (octets: [UInt8], left: Int)? {
        do {
            return try outgoing.next(at: offset)
        } catch {
            fail(.other("the body cannot be read: \(error)"))
            return nil
        }
    }

    /// Whether the socket should be read: not while the reader of a streamed answer lags behind.
    var wantsMore: Bool {
        if case .pieces(let queue) = sink { return !queue.isFull }
        return true
    }

    var nextDeadline: UInt64 { isOver ? .max : min(connectDeadline, deadline) }

    private var isOver: Bool {
        if case .none = sink { return true }
        return false
    }

    func begin(_ sink: Sink) {
        self.sink = sink
        guard !isCancelled else { return fail(.cancelled) }
        guard !core.isShutDown else { return fail(.shutDown) }
        core.add(self)
        deadline = core.loop.now + request.totalTime.wholeMilliseconds
        core.loop.arm(deadline)
        if let kept = core.takeIdle(for: request.origin) {
            isOnKeptConnection = true
            carry(on: kept)
        } else {
            resolve()
        }
    }

    private func resolve() {
        if request.origin.isSecure {
            security = core.configuration.security(request.origin)
            guard security != nil else { return fail(.cannotConnect("nothing says which authorities it may have")) }
        }
        phase = .resolving
        connectDeadline = core.loop.now + request.connectTime.wholeMilliseconds
        core.loop.arm(connectDeadline)
        core.resolver.resolve(request.origin) { [self] answer in
            guard !isOver, phase == .resolving else { return }
            switch answer {
            case .success(let found):
                addresses = found[...]
                phase = .connecting
                connect(after: nil)
            case .failure(let error):
                fail(.unknownHost(error.description))
            }
        }
    }

    /// Tries the next address; with none left the last error is the answer.
    private func connect(after error: SocketError?) {
        guard let address = addresses.popFirst() else { return fail(Self.cause(of: error)) }
        switch Socket.connect(to: address) {
        case .failed(let error):
            connect(after: error)
        case .connected(let descriptor), .inProgress(let descriptor):
            // Connected or not, the socket becomes writable when it is settled: one way for both.
            do throws(SocketError) {
                connection = try PeerConnection(descriptor: descriptor, for: self, security: security, core: core)
            } catch {
                fail(.cannotConnect(error.description))
            }
        }
    }

    func connectFailed(_ error: SocketError) {
        connection = nil
        connect(after: error)
    }

    func connected(_ connection: PeerConnection) {
        connectDeadline = .max
        carry(on: connection)
    }

    private func carry(on connection: PeerConnection) {
        self.connection = connection
        phase = .sending
        connection.carry(self)
    }

    func progressed(_ phase: TransportError.Phase) {
        if self.phase != .receiving { self.phase = phase }
    }

    func receive(_ octets: UnsafeBufferPointer<UInt8>) {
        phase = .receiving
        machine.receive(octets)
        take()
    }

    func receiveEnd() {
        machine.receiveEnd()
        take()
    }

    /// TLS has ended the connection, before or within the answer.
    func sessionFailed(_ error: TLSError) {
        guard error == .truncated else {
            // A peer that refuses this side's certificate says so after the request, which it has not looked at.
            return fail(.tls(error), wasRefused: error.isRefusal && !machine.hasBegun)
        }
        machine.receiveEnd(isWhole: false)
        take()
    }

    private func take() {
        while !isOver {
            switch machine.next() {
            case .needsInput: return
            case .head(let head): begin(head)
            case .body(let octets): take(octets)
            case .end(let isReusable): finish(isReusable: isReusable)
            case .malformed(let error): fail(error.transportCause)
            case .truncated(let hasHead): closedEarly(hasHead: hasHead)
            }
        }
    }

    private func begin(_ head: ResponseHead) {
        self.head = head
        guard case .head(let continuation) = sink else { return }
        let queue = BodyQueue(exchange: self)
        sink = .pieces(queue)
        continuation.resume(returning: .success(queue.stream(status: head.status, headers: head.headers)))
        rearmSilence()
    }

    private func take(_ octets: [UInt8]) {
        if case .pieces(let queue) = sink {
            queue.append(octets)
            rearmSilence()
        } else if body.isEmpty {
            body = octets
        } else {
            body.append(contentsOf: octets)
        }
    }

    /// A streamed answer may last for ever, but not in silence. While its reader lags, the silence is ours.
    func rearmSilence() {
        deadline = wantsMore ? core.loop.now + request.silenceTime.wholeMilliseconds : .max
        if deadline != .max { core.loop.arm(deadline) }
    }

    /// The reader of a streamed answer has made room.
    func resumeReading() {
        guard !isOver else { return }
        rearmSilence()
        connection?.settle(self)
    }

    private func finish(isReusable: Bool) {
        guard let head, let connection else { preconditionFailure("an answer has ended that never began") }
        let sink = self.sink
        let isReusable = isReusable && connection.hasSent(self)
        end()
        if isReusable { core.keep(connection) } else { connection.close() }
        switch sink {
        case .whole(let continuation):
            let response = PeerResponse(status: head.status, headers: head.headers, body: body)
            continuation.resume(returning: .success(response))
        case .pieces(let queue): queue.finish(nil)
        case .head, .none: break
        }
    }

    private func closedEarly(hasHead: Bool) {
        guard !hasHead else { return fail(.closedWithinResponse) }
        // RFC 9112 section 9.3.1: a kept connection may die as we use it. What certainly had no effect, or may have it
        // twice, is sent once more.
        let mayRepeat = request.isRepeatable || connection?.sentOctets == 0
        guard isOnKeptConnection, !machine.hasBegun, mayRepeat else { return fail(.closedBeforeResponse) }
        isOnKeptConnection = false
        hasSentBefore = (connection?.sentOctets ?? 0) > 0
        machine = ClientConnection(answering: request.method, limits: limits)
        connection?.close()
        connection = nil
        resolve()
    }

    func cancel() {
        isCancelled = true
        fail(.cancelled)
    }

    func checkDeadline(_ now: UInt64) {
        if nextDeadline <= now { fail(.timedOut(phase)) }
    }

    /// `wasRefused`: the peer has not looked at what was sent on this connection.
    func fail(_ cause: TransportError.Cause, wasRefused: Bool = false) {
        guard !isOver else { return }
        let hasSent = (connection?.sentOctets ?? 0) > 0 && !wasRefused
        let error = TransportError(cause, mayHaveBeenReceived: hasSentBefore || hasSent)
        let sink = self.sink
        end()
        connection?.close()
        switch sink {
        case .whole(let continuation): continuation.resume(returning: .failure(error))
        case .head(let continuation): continuation.resume(returning: .failure(error))
        case .pieces(let queue): queue.finish(error)
        case .none: break
        }
    }

    private func end() {
        sink = .none
        core.remove(self)
    }

    private static func cause(of error: SocketError?) -> TransportError.Cause {
        guard let error else { return .cannotConnect("the name has no usable address") }
        return error.isRefusal ? .refused : .cannotConnect(error.description)
    }
}
