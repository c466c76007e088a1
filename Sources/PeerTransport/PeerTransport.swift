/// Sends requests to peers. Whatever a peer does ends in an answer or a ``TransportError``, within the request's times.
package protocol PeerTransport: Sendable {
    /// Sends a request and returns the whole answer. Cancelling the task cuts the connection.
    func send(_ request: PeerRequest) async throws(TransportError) -> PeerResponse

    /// Sends a request and returns as soon as the head of the answer is there; for server-sent events.
    func stream(_ request: PeerRequest) async throws(TransportError) -> PeerStream
}
