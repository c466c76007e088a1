import SyncProtocol

/// The batch behind the one that is under way, read while the peer works on that one: a backlog drains without a pause
/// between its batches.
struct ReadAhead {
    private let first: Int64
    private let max: Int
    private let bytes: Int
    private let reading: Task<Consignment?, any Error>

    /// Begins to read.
    init(_ stream: StreamName, of port: any PeerPort, from first: Int64, max: Int, bytes: Int) {
        (self.first, self.max, self.bytes) = (first, max, bytes)
        reading = Task { try await port.batch(stream, from: first, maxEvents: max, maxBytes: bytes) }
    }

    /// Whether this is what a step asks for.
    func isFor(_ step: StreamSender.Step) -> Bool { step == .send(first: first, max: max, bytes: bytes) }

    /// What was read; nil where nothing is held from there on.
    var batch: Consignment? {
        get async throws { try await reading.value }
    }
}
