import Crypto
import HotlineCore
import Synchronization

/// The key that this node signs with, and those of its neighbours that it trusts (design section 5, "Identity").
///
/// A neighbour may have two keys at once: while it changes from one to the other both hold.
final class KeyRing: Sendable {
    /// A key of a neighbour.
    struct Trusted: Sendable, Hashable {
        var peer: NodeCode
        var key: VerifyingKey
    }

    private struct State {
        var own: SigningKey
        /// By their names in `keyid`.
        var trusted: [String: Trusted] = [:]
    }

    private let state: Mutex<State>

    init(own: SigningKey, trusted: [Trusted]) {
        var state = State(own: own)
        for trusted in trusted { state.trusted[trusted.key.id] = trusted }
        self.state = Mutex(state)
    }

    /// The key that this node signs with.
    var own: SigningKey { state.withLock { $0.own } }

    /// The trusted key of a name.
    func trusted(_ id: String) -> Trusted? { state.withLock { $0.trusted[id] } }

    /// Whether a neighbour has to sign.
    func demandsSignature(of peer: NodeCode) -> Bool {
        state.withLock { state in state.trusted.values.contains { $0.peer == peer } }
    }
}

extension KeyRing {
    /// The keys that a configuration and a data folder hold.
    convenience init(_ configuration: NodeConfiguration, _ folder: DataFolder) throws(NodeStartError) {
        let own: SigningKey = if let key = configuration.signingKey.flatMap(SigningKey.init(text:)) {
            key
        } else {
            try KeyFile.open(folder.key)
        }
        let trusted = configuration.peers.flatMap { peer in
            peer.keys.compactMap { text -> Trusted? in
                guard let code = NodeCode(rawValue: peer.code), let key = VerifyingKey(text) else { return nil }
                return Trusted(peer: code, key: key)
            }
        }
        self.init(own: own, trusted: trusted)
    }
}
