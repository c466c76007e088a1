import PeerTransport

/// Where a node listens: `http://host:port` or `https://host:port`.
struct NodeAddress: OptionValue, Equatable {
    let origin: PeerOrigin

    init?(argument: String) {
        guard let origin = PeerOrigin(argument) else { return nil }
        self.origin = origin
    }

    static var expected: String { "an address such as http://127.0.0.1:8525" }
}
