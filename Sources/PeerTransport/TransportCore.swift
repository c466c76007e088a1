internal import HTTPWire
internal import Platform

/// What one transport's exchanges share: the kept connections, and everybody's deadlines.
// Sendable though mutable: all state but the constants is touched on the loop's thread; other threads come in by
// `loop.submit`.
final class TransportCore: @unchecked Sendable {
    let loop: EventLoop
    let configuration: SocketTransport.Configuration
    let resolver: Resolver
    /// Where sockets are read into; one for all, as each read is taken at once.
    let scratch = UnsafeMutableRawBufferPointer.allocate(byteCount: 64 * 1024, alignment: 16)
    private var exchanges: [ObjectIdentifier: Exchange] = [:]
    private var idle: [PeerOrigin: [PeerConnection]] = [:]
    private(set) var isShutDown = false

    init(loop: EventLoop, configuration: SocketTransport.Configuration) {
        self.loop = loop
        self.configuration = configuration
        resolver = Resolver(loop: loop)
    }

    deinit { scratch.deallocate() }

    func begin() {
        // Keeps this object alive for as long as the loop runs; the loop drops it at its end.
        loop.onAlarm = { [self] now in sweep(now) }
        loop.start(name: "peer-transport")
    }

    var idleCount: Int { idle.values.reduce(0) { $0 + $1.count } }

    func add(_ exchange: Exchange) { exchanges[ObjectIdentifier(exchange)] = exchange }
    func remove(_ exchange: Exchange) { exchanges[ObjectIdentifier(exchange)] = nil }

    /// The kept connection that was used last, as it is the least likely to be stale.
    func takeIdle(for origin: PeerOrigin) -> PeerConnection? { idle[origin]?.popLast() }

    /// Keeps a connection for the next request, or closes it where enough are kept.
    func keep(_ connection: PeerConnection) {
        guard !isShutDown, idle[connection.origin, default: []].count < configuration.idlePerOrigin else {
            return connection.close()
        }
        connection.rest(until: loop.now + configuration.idleTime.wholeMilliseconds)
        idle[connection.origin, default: []].append(connection)
    }

    func forget(_ connection: PeerConnection) {
        idle[connection.origin]?.removeAll { $0 === connection }
        if idle[connection.origin]?.isEmpty == true { idle[connection.origin] = nil }
    }

    func shutDown() {
        guard !isShutDown else { return }
        isShutDown = true
        for exchange in Array(exchanges.values) { exchange.fail(.shutDown) }
        for connection in idle.values.flatMap({ $0 }) { connection.close() }
        loop.stop()
    }

    private func sweep(_ now: UInt64) -> UInt64? {
        var next = UInt64.max
        for exchange in Array(exchanges.values) {
            exchange.checkDeadline(now)
            next = min(next, exchange.nextDeadline)
        }
        for connection in idle.values.flatMap({ $0 }) {
            if connection.idleDeadline <= now { connection.close() } else { next = min(next, connection.idleDeadline) }
        }
        return next == .max ? nil : next
    }
}
