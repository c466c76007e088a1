import Crypto
import SyncProtocol

/// The digest of the target `Crypto`, as the nodes use it.
enum SHA: Hashing {
    static func sha256(_ bytes: UnsafeRawBufferPointer) -> Digest32 {
        SHA256.hash(bytes).withUnsafeBytes { Digest32(loading: $0) }
    }
}

/// The keys of the positions `first...last` of Zezhou.
func keys(_ positions: ClosedRange<Int64>, history: String = "1") -> [EventKey] {
    positions.map { EventKey(source: "urn:hotline:140525", id: "\(history)-\($0)") }
}

/// chain_n of those positions.
func chain(_ position: Int64, history: String = "1") -> Digest32 {
    guard position > 0 else { return Chain.origin }
    return Chain.rolled(Chain.origin, over: keys(1...position, history: history), hashing: SHA.self)
}
