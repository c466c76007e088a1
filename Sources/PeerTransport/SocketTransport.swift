package import Crypto
package import HTTPWire
internal import Platform

/// Peers over our own HTTP/1.1 client: one event loop on its own thread, kept connections, head and body in one write.
package final class SocketTransport: PeerTransport {
    /// Bounds of answers and of kept connections.
    package struct Configuration: Sendable {
        /// Bounds of answers; `bodyBytes` does not apply to streamed ones.
        package var limits: MessageLimits
        /// Connections kept open for one origin while nobody uses them.
        package var idlePerOrigin: Int
        /// How long they are kept; less than servers wait, so that most die by our hand.
        package var idleTime: Duration
        /// Asked at every new connection to an `https` origin, on the transport's thread, for this side of TLS: so
        /// certificates are renewed while connections live on. Where it gives none there is no connection.
        package var security: @Sendable (PeerOrigin) -> TLSContext?

        package init(
            limits: MessageLimits = MessageLimits(bodyBytes: 16 * 1024 * 1024), idlePerOrigin: Int = 8,
            idleTime: Duration = .seconds(30), security: @escaping @Sendable (PeerOrigin) -> TLSContext? = { _ in nil }
        ) {
            self.limits = limits
            self.idlePerOrigin = idlePerOrigin
            self.idleTime = idleTime
            self.security = security
        }
    }

    private let core: TransportCore

    /// Starts the transport's thread. Throws the system's refusal of an event loop, in words.
    package init(configuration: Configuration = Configuration()) throws(TransportError) {
        do throws(SocketError) {
            let loop = try EventLoop()
            core = TransportCore(loop: loop, configuration: configuration)
            core.begin()
        } catch {
            throw TransportError(.cannotConnect(error.description), mayHaveBeenReceived: false)
        }
    }

    deinit { shutDown() }

    /// Ends what is under way with ``TransportError/Cause/shutDown`` and closes every connection.
    package func shutDown() { core.loop.submit { [core] in core.shutDown() } }

    /// How many connections wait to be used again.
    package var idleConnections: Int {
        get async {
            await withCheckedContinuation { continuation in
                let isRunning = core.loop.submit { [core] in continuation.resume(returning: core.idleCount) }
                if !isRunning { continuation.resume(returning: 0) }
            }
        }
    }

    /// See ``PeerTransport/send(_:)``.
    package func send(_ request: PeerRequest) async throws(TransportError) -> PeerResponse {
        let exchange = Exchange(request, core: core, limits: core.configuration.limits)
        let result = await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                begin(exchange, .whole(continuation)) { continuation.resume(returning: .failure($0)) }
            }
        } onCancel: {
            cancel(exchange)
        }
        return try result.get()
    }

    /// See ``PeerTransport/stream(_:)``.
    package func stream(_ request: PeerRequest) async throws(TransportError) -> PeerStream {
        var limits = core.configuration.limits
        limits.bodyBytes = .max
        let exchange = Exchange(request, core: core, limits: limits)
        let result = await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                begin(exchange, .head(continuation)) { continuation.resume(returning: .failure($0)) }
            }
        } onCancel: {
            cancel(exchange)
        }
        return try result.get()
    }

    private func begin(_ exchange: Exchange, _ sink: Exchange.Sink, orFail fail: (TransportError) -> Void) {
        let isRunning = core.loop.submit { exchange.begin(sink) }
        if !isRunning { fail(TransportError(.shutDown, mayHaveBeenReceived: false)) }
    }

    private func cancel(_ exchange: Exchange) { core.loop.submit { exchange.cancel() } }
}
