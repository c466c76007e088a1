internal import HTTPWire

/// A body that is read while it is sent, so that it is never whole in memory. The transport's thread waits for each
/// read: for files of this machine.
package struct BodySource: Sendable {
    /// In bytes.
    package let size: Int
    /// Up to `count` bytes from `offset` on, at least one.
    package let read: @Sendable (_ offset: Int, _ count: Int) throws -> [UInt8]

    /// Of a file that stays as it is until all of it has left; what `read` throws ends the request.
    package init(size: Int, read: @escaping @Sendable (_ offset: Int, _ count: Int) throws -> [UInt8]) {
        self.size = size
        self.read = read
    }
}

/// A request as it leaves: the head together with a whole body, or the head and then a source, piece by piece.
struct OutgoingOctets {
    /// A source that ended before its size.
    struct Ended: Error, CustomStringConvertible {
        var description: String { "it has become shorter" }
    }

    let count: Int
    private let begin: [UInt8]
    private let source: BodySource?
    private var piece: (start: Int, octets: [UInt8]) = (0, [])
    private static let pieceBytes = 256 * 1024

    init(_ request: PeerRequest) {
        var octets: [UInt8] = []
        Serializer.request(
            request.method, target: request.target, host: request.origin.authority, headers: request.headers,
            body: request.body, following: request.source?.size, into: &octets)
        begin = octets
        source = request.source
        count = octets.count + (request.source?.size ?? 0)
    }

    /// What leaves next from `offset` on, which is before the end: octets, and how many of them have left.
    mutating func next(at offset: Int) throws -> (octets: [UInt8], left: Int) {
        guard let source, offset >= begin.count else { return (begin, offset) }
        let wanted = offset - begin.count
        if !(piece.start..<piece.start + piece.octets.count).contains(wanted) {
            let octets = try source.read(wanted, min(Self.pieceBytes, source.size - wanted))
            guard !octets.isEmpty else { throw Ended() }
            piece = (wanted, octets)
        }
        return (piece.octets, wanted - piece.start)
    }
}
