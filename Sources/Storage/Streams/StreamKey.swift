package import HotlineCore
package import SyncProtocol

/// One of the two streams to or from one peer.
package struct StreamKey: Hashable, Sendable, Comparable {
    package var peer: NodeCode
    package var stream: StreamName

    package init(peer: NodeCode, stream: StreamName) {
        self.peer = peer
        self.stream = stream
    }

    package static func < (left: StreamKey, right: StreamKey) -> Bool {
        (left.peer.rawValue, left.stream.rawValue) < (right.peer.rawValue, right.stream.rawValue)
    }

    /// Reads a key as tables hold it.
    init?(peer: String, stream: String) {
        guard let peer = NodeCode(rawValue: peer), let stream = StreamName(rawValue: stream) else { return nil }
        self.init(peer: peer, stream: stream)
    }
}
