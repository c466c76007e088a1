internal import Crypto
internal import HTTPWire
internal import Platform
internal import Synchronization

/// What all connections of one server share, on the loop's thread.
// Sendable though mutable: everything but the constants and `openCount`, which is atomic, is touched on the loop's
// thread alone; other threads come in by `loop.submit`.
final class ServerCore: @unchecked Sendable {
    /// Connections beyond the limit that may still be told so; further ones are closed without a word.
    private static let refusedConnections = 64
    /// The same for connections of one address.
    private static let refusedOfAddress = 16
    static let lingerMilliseconds: UInt64 = 2000

    let loop: EventLoop
    let limits: Limits
    let table: RouteTable
    /// Gives each new connection its side of TLS; nil for plain HTTP.
    let security: (@Sendable () -> TLSContext)?
    /// What every answer carries that does not say otherwise itself.
    let headers: Headers
    let onError: @Sendable (any Error) -> Void
    let headerMilliseconds: UInt64
    let bodyMilliseconds: UInt64
    let idleMilliseconds: UInt64
    /// What the bodies of all requests may take up.
    let bodies: BodyBudget
    /// Where sockets are read into; one for all, as each read is taken at once.
    let scratch = UnsafeMutableRawBufferPointer.allocate(byteCount: 64 * 1024, alignment: 16)
    private(set) var isStopping = false
    private var date = DateHeader()
    private var listener: Listener?
    private var connections: [ObjectIdentifier: Connection] = [:]
    private var cutDeadline = UInt64.max
    private var stopWaiters: [CheckedContinuation<Void, Never>] = []
    private let openCount = Atomic<Int>(0)
    private var addresses = AddressCounts()
    /// Read from any thread.
    let refusals = Mutex(HTTPServer.Refusals())

    init(
        loop: EventLoop, _ configuration: HTTPServer.Configuration, table: RouteTable,
        onError: @escaping @Sendable (any Error) -> Void
    ) {
        self.loop = loop
        limits = configuration.limits
        security = configuration.security
        headers = configuration.headers
        self.table = table
        self.onError = onError
        headerMilliseconds = limits.headerTime.wholeMilliseconds
        bodyMilliseconds = limits.bodyTime.wholeMilliseconds
        idleMilliseconds = limits.idleTime.wholeMilliseconds
        bodies = BodyBudget(limit: limits.bodiesBytes)
    }

    deinit { scratch.deallocate() }

    /// Read from any thread.
    var openConnections: Int { openCount.load(ordering: .relaxed) }

    func begin(listeningOn socket: Int32) {
        // Keeps this object alive for as long as the loop runs; the loop drops it at its end.
        loop.onAlarm = { [self] now in sweep(now) }
        do throws(SocketError) {
            listener = try Listener(socket: socket, core: self)
        } catch {
            onError(error)
        }
    }

    /// Seconds after which whoever was refused may come again: drawn, so that not all come at once.
    private var patience: Int { Int.random(in: 1...3) }

    /// The answer to a body that there is no memory for; counted.
    func noRoom() -> Problem {
        refusals.withLock { $0.bodies += 1 }
        return .tooManyBodies(retryAfter: patience)
    }

    func currentDate() -> [UInt8] { date.current() }

    /// Takes over a new connection, or tells it that there are too many.
    func admit(_ descriptor: Int32, from peer: SocketAddress) {
        let socket = SocketChannel(descriptor: descriptor)
        let host = peer.host
        let ofAddress = addresses[host]
        let isRefused = connections.count >= limits.connections || ofAddress >= limits.connectionsOfAddress
        if isRefused { refusals.withLock { $0.connections += 1 } }
        guard connections.count < limits.connections + Self.refusedConnections,
            ofAddress < limits.connectionsOfAddress + Self.refusedOfAddress
        else { return socket.close() }
        let connection = Connection(socket: socket, peer: host, core: self)
        do throws(SocketError) {
            try connection.watch()
        } catch {
            onError(error)
            return socket.close()
        }
        connections[ObjectIdentifier(connection)] = connection
        addresses.add(host)
        openCount.store(connections.count, ordering: .relaxed)
        if connections.count > limits.connections {
            connection.refuse(.tooManyConnections(retryAfter: patience))
        } else if ofAddress >= limits.connectionsOfAddress {
            connection.refuse(.tooManyOfAddress(host, limits.connectionsOfAddress, retryAfter: patience))
        }
    }

    func forget(_ connection: Connection) {
        if connections.removeValue(forKey: ObjectIdentifier(connection)) != nil { addresses.remove(connection.peer) }
        openCount.store(connections.count, ordering: .relaxed)
        finishIfStopped()
    }

    func stop(grace: Duration, continuation: CheckedContinuation<Void, Never>) {
        stopWaiters.append(continuation)
        isStopping = true
        listener?.close()
        listener = nil
        cutDeadline = min(cutDeadline, loop.now + grace.wholeMilliseconds)
        loop.arm(cutDeadline)
        for connection in Array(connections.values) { connection.serverStops() }
        finishIfStopped()
    }

    /// The server object has gone without `stop`.
    func abandon() {
        loop.submit { [self] in
            isStopping = true
            listener?.close()
            listener = nil
            cutAll()
            finishIfStopped()
        }
    }

    private func finishIfStopped() {
        guard isStopping, connections.isEmpty else { return }
        loop.stop()
        for waiter in stopWaiters { waiter.resume() }
        stopWaiters = []
    }

    private func cutAll() {
        for connection in Array(connections.values) { connection.close() }
    }

    /// Ends what has waited too long, and says when to look again. Deadlines move with every request, so each
    /// connection is looked at once per its own limit, not once per request.
    private func sweep(_ now: UInt64) -> UInt64? {
        if now >= cutDeadline { cutAll() }
        listener?.resume()
        var next = cutDeadline
        for connection in Array(connections.values) {
            if connection.deadline <= now { connection.deadlinePassed() }
            next = min(next, connection.deadline)
        }
        return next == .max ? nil : next
    }
}
