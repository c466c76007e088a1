package import Crypto
package import HTTPWire
internal import Platform
internal import Synchronization

/// An HTTP/1.1 server: one event loop on its own thread, which also runs callback handlers; async handlers run on the
/// cooperative pool.
package final class HTTPServer: Sendable {
    /// Where and how to serve.
    package struct Configuration: Sendable {
        /// A name or address of this machine to listen on.
        package var host: String
        /// 0 lets the system choose; ``HTTPServer/start()`` tells which.
        package var port: UInt16
        package var limits: Limits
        /// Asked at every new connection, on the loop's thread, for the side of TLS that it gets: so certificates are
        /// renewed while connections live on. Nil for plain HTTP.
        package var security: (@Sendable () -> TLSContext)?
        /// What every answer carries that does not say otherwise itself, the server's own refusals included.
        package var headers: Headers

        package init(
            host: String = "127.0.0.1", port: UInt16 = 0, limits: Limits = Limits(),
            security: (@Sendable () -> TLSContext)? = nil, headers: Headers = Headers()
        ) {
            self.host = host
            self.port = port
            self.limits = limits
            self.security = security
            self.headers = headers
        }
    }

    /// Why a server could not start.
    package enum StartError: Error, Sendable, CustomStringConvertible {
        case unknownHost(String)
        case cannotListen(address: String, reason: String)
        case noEventLoop(reason: String)

        package var description: String {
            switch self {
            case .unknownHost(let reason): "no address to listen on: \(reason)"
            case .cannotListen(let address, let reason): "cannot listen on \(address): \(reason)"
            case .noEventLoop(let reason): "no event loop: \(reason)"
            }
        }
    }

    private let configuration: Configuration
    private let table: RouteTable
    private let onError: @Sendable (any Error) -> Void
    private let core = Mutex<ServerCore?>(nil)

    /// `onError` gets what handlers throw unexpectedly and what the system refuses; it is called on any thread.
    package init(
        configuration: Configuration, router: Router, onError: @escaping @Sendable (any Error) -> Void
    ) throws(RouteClash) {
        self.configuration = configuration
        self.onError = onError
        table = try RouteTable(router)
    }

    deinit { core.withLock { $0 }?.abandon() }

    /// Listens, and returns the port. Blocks for as long as the host's name takes to resolve. To be called once.
    @discardableResult
    package func start() throws(StartError) -> UInt16 {
        let address = try resolveHost()
        let loop: EventLoop
        do { loop = try EventLoop() } catch { throw .noEventLoop(reason: error.description) }
        do {
            let socket = try Socket.listen(on: address)
            let port = try Socket.localAddress(socket).port
            let core = ServerCore(loop: loop, configuration, table: table, onError: onError)
            self.core.withLock { $0 = core }
            loop.start(name: "http-server")
            loop.submit { core.begin(listeningOn: socket) }
            return port
        } catch {
            throw .cannotListen(address: address.description, reason: error.description)
        }
    }

    private func resolveHost() throws(StartError) -> SocketAddress {
        do {
            let addresses = try SocketAddress.resolve(host: configuration.host, port: configuration.port)
            guard let first = addresses.first else { throw StartError.unknownHost(configuration.host) }
            return first
        } catch let error as ResolveError {
            throw .unknownHost(error.description)
        } catch {
            throw .unknownHost(configuration.host)
        }
    }

    /// Takes no new connections, closes idle ones, lets requests in flight finish for at most `grace`, then cuts what
    /// is left. Returns when all is closed.
    package func stop(grace: Duration) async {
        guard let core = core.withLock({ $0 }) else { return }
        await withCheckedContinuation { continuation in
            let isRunning = core.loop.submit { core.stop(grace: grace, continuation: continuation) }
            if !isRunning { continuation.resume() }
        }
    }

    /// What a server has refused by itself since its start, before it looked at what was asked.
    package struct Refusals: Sendable, Equatable {
        /// Connections beyond a limit, told so or closed without a word.
        package var connections = 0
        /// Bodies that there was no memory for.
        package var bodies = 0

        package init() {}
    }

    /// See ``Refusals``.
    package var refusals: Refusals { core.withLock { $0 }?.refusals.withLock { $0 } ?? Refusals() }

    /// Bytes that bodies of requests take up or have announced.
    package var bodyBytes: Int { core.withLock { $0 }?.bodies.heldBytes ?? 0 }

    /// How many connections are open.
    package var connectionCount: Int { core.withLock { $0 }?.openConnections ?? 0 }
}
