import HTTPWire
import PeerTransport

/// The benchmark as a neighbour of the county.
struct RelaySubcentre: Sendable {
    let county: PeerOrigin
    let secret: String
    let transport: SocketTransport

    func hello() async throws {}
    func send(_ events: [RelayEvent]) async throws {}
    func sendAll(_ events: [RelayEvent]) async throws {}
}
