internal import Crypto
internal import HTTPWire
internal import Platform

/// One connection to a peer: connecting, carrying one exchange, or kept for the next. Lives on the loop's thread.
final class PeerConnection: EventHandler {
    private enum State {
        case connecting(Exchange)
        /// TLS shakes hands.
        case securing(Exchange)
        case busy(Exchange)
        case idle
        case closed
    }

    let origin: PeerOrigin
    private(set) var idleDeadline = UInt64.max
    private let core: TransportCore
    private let channel: any ByteChannel
    /// Where the channel is TLS's.
    private let session: TLSSession?
    private var state: State
    private var token: WatchToken?
    private var interest: Readiness
    /// How much of the exchange's request has left.
    private(set) var sentOctets = 0
    private var canWrite = true

    /// Takes over a socket that is connecting for `exchange`; with a context it will speak TLS.
    init(
        descriptor: Int32, for exchange: Exchange, security: TLSContext?, core: TransportCore
    ) throws(SocketError) {
        origin = exchange.request.origin
        (channel, session) = Self.channel(over: SocketChannel(descriptor: descriptor), security, host: origin.host)
        self.core = core
        state = .connecting(exchange)
        interest = .writable
        token = try core.loop.watch(descriptor, for: interest, handler: self)
    }

    func ready(_ readiness: Readiness) {
        switch state {
        case .connecting(let exchange):
            if let error = Socket.pendingError(channel.descriptor) {
                close()
                exchange.connectFailed(error)
            } else if session != nil {
                state = .securing(exchange)
                exchange.progressed(.securing)
                secure(exchange)
            } else {
                exchange.connected(self)
            }
        case .securing(let exchange):
            secure(exchange)
        case .busy(let exchange):
            if readiness.contains(.writable), case .failed = channel.flush() { canWrite = false }
            if readiness.contains(.writable) { send(exchange) }
            guard case .busy(let current) = state, current === exchange else { return }
            // A failed socket may still hold the answer that the peer sent before it closed: reading tells.
            if !readiness.isDisjoint(with: [.readable, .failed]) { receive(exchange) }
            // What the socket will not tell again.
            if case .busy(let current) = state, current === exchange, exchange.wantsMore, channel.hasNews {
                receive(exchange)
            }
        case .idle:
            // Whatever comes now belongs to no request: an end, or octets that must not answer the next one. Only TLS
            // may have something to say of its own.
            if channel.read(into: core.scratch) != .wouldBlock { close() }
        case .closed:
            break
        }
    }

    /// One step of the TLS handshake. What the peer answers before it is asked is kept.
    private func secure(_ exchange: Exchange) {
        switch channel.read(into: core.scratch) {
        case .wouldBlock where channel.wait == .none:
            exchange.connected(self)
        case .wouldBlock:
            watch(channel.wait == .socket ? [.readable, .writable] : .readable)
        case .bytes(let count):
            exchange.connected(self)
            exchange.receive(UnsafeBufferPointer(rebasing: core.scratch.bindMemory(to: UInt8.self).prefix(count)))
        case .end, .failed:
            exchange.fail(.tls(session?.failure ?? .closedInHandshake))
        }
    }

    /// Carries an exchange: sends its request at once.
    func carry(_ exchange: Exchange) {
        state = .busy(exchange)
        idleDeadline = .max
        sentOctets = 0
        canWrite = true
        send(exchange)
    }

    /// Waits for the next exchange.
    func rest(until deadline: UInt64) {
        state = .idle
        idleDeadline = deadline
        core.loop.arm(deadline)
        watch(.readable)
    }

    /// Whether the whole request has left.
    func hasSent(_ exchange: Exchange) -> Bool { sentOctets == exchange.octetCount }

    private func send(_ exchange: Exchange) {
        while canWrite && !hasSent(exchange) {
            guard let (octets, left) = exchange.octets(at: sentOctets) else { return }
            let result = octets.withUnsafeBytes { channel.write(UnsafeRawBufferPointer(rebasing: $0[left...])) }
            switch result {
            case .bytes(let count): sentOctets += count
            case .wouldBlock: return settle(exchange)
            // A peer may answer and close before it has read everything; its answer still counts.
            case .end, .failed: canWrite = false
            }
        }
        exchange.progressed(hasSent(exchange) ? .waiting : .sending)
        settle(exchange)
    }

    private func receive(_ exchange: Exchange) {
        switch channel.read(into: core.scratch) {
        case .bytes(let count):
            exchange.receive(UnsafeBufferPointer(rebasing: core.scratch.bindMemory(to: UInt8.self).prefix(count)))
        case .wouldBlock:
            break
        case .end:
            exchange.receiveEnd()
        case .failed:
            if let error = session?.failure { exchange.sessionFailed(error) } else { exchange.receiveEnd() }
        }
        if case .busy(let current) = state, current === exchange { settle(exchange) }
    }

    /// Watches for what is needed next; also after a streamed answer's reader has made room.
    func settle(_ exchange: Exchange) {
        guard case .busy = state else { return }
        var wanted: Readiness = exchange.wantsMore ? .readable : []
        if canWrite && (!hasSent(exchange) || channel.wait == .socket) { wanted.insert(.writable) }
        watch(wanted)
    }

    private func watch(_ wanted: Readiness) {
        guard wanted != interest, let token else { return }
        interest = wanted
        core.loop.update(token, descriptor: channel.descriptor, for: wanted)
    }

    func close() {
        if case .closed = state { return }
        state = .closed
        if let token { core.loop.unwatch(token, descriptor: channel.descriptor) }
        channel.close()
        core.forget(self)
    }
}
