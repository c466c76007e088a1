import HTTPWire
import PeerTransport

/// Waits until a node takes every request: a node that was just created or restored is read-only until it has said
/// hello to its neighbours.
enum Readiness {
    /// Returns once the node's `/readyz` says so; never, if it never does: the caller sets the limit.
    static func wait(for origin: PeerOrigin, over transport: SocketTransport) async throws {
        let request = PeerRequest(.get, origin, "/readyz", isRepeatable: true, totalTime: .seconds(5))
        while true {
            do throws(TransportError) {
                if try await transport.send(request).status == 200 { return }
            } catch where error.cause == .cancelled {
                throw CancellationError()
            } catch {
                // Not even listening yet: asked again below.
            }
            try await Task.sleep(for: .milliseconds(5))
        }
    }
}
