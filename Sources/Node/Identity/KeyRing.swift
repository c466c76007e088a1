import Crypto
import HotlineCore
import Synchronization

/// The keys that this node signs with, and those of its neighbours that it trusts (design section 5, "Identity").
///
/// Both sides can have two keys at once, so that one may follow the other without an outage: this node draws its next
/// key, its neighbours trust it beside the present one, this node signs with it, they revoke the old one.
final class KeyRing: Sendable {
    /// The most keys of one neighbour that hold at once.
    static let mostOfOne = 2

    /// A key of a neighbour.
    struct Trusted: Sendable, Hashable {
        var peer: NodeCode
        var key: VerifyingKey
    }

    private struct State {
        var own: SigningKey
        var next: SigningKey?
        /// By their names in `keyid`.
        var trusted: [String: Trusted] = [:]
        /// Neighbours that have or had a key here: a revoked key opens no way back to a secret.
        var signers: Set<NodeCode> = []
    }

    private let state: Mutex<State>
    private let turning = Mutex(())

    init(own: SigningKey, next: SigningKey? = nil, trusted: [Trusted]) {
        var state = State(own: own, next: next)
        for trusted in trusted {
            state.trusted[trusted.key.id] = trusted
            state.signers.insert(trusted.peer)
        }
        self.state = Mutex(state)
    }

    /// The key that this node signs with.
    var own: SigningKey { state.withLock { $0.own } }

    /// The key that it will sign with, once its neighbours trust it.
    var next: SigningKey? { state.withLock { $0.next } }

    /// The trusted key of a name.
    func trusted(_ id: String) -> Trusted? { state.withLock { $0.trusted[id] } }

    /// The keys of a neighbour that hold.
    func keys(of peer: NodeCode) -> [VerifyingKey] {
        state.withLock { $0.trusted.values.filter { $0.peer == peer }.map(\.key) }.sorted { $0.id < $1.id }
    }

    /// Whether a neighbour has to sign.
    func demandsSignature(of peer: NodeCode) -> Bool { state.withLock { $0.signers.contains(peer) } }

    /// A neighbour's key holds from now on.
    func trust(_ trusted: Trusted) {
        state.withLock { state in
            state.trusted[trusted.key.id] = trusted
            state.signers.insert(trusted.peer)
        }
    }

    /// A neighbour's key holds no longer.
    func revoke(_ trusted: Trusted) {
        state.withLock { state in
            if state.trusted[trusted.key.id] == trusted { state.trusted[trusted.key.id] = nil }
            state.signers.insert(trusted.peer)
        }
    }

    /// Runs one change of the own keys at a time: file and memory follow each other.
    func turn<Result>(_ change: () throws -> Result) rethrows -> Result {
        try turning.withLock { _ in try change() }
    }

    /// A further key waits to be used.
    func prepare(_ key: SigningKey) { state.withLock { $0.next = key } }

    /// The key that waited is used from now on.
    func advance() {
        state.withLock { state in
            guard let next = state.next else { return }
            (state.own, state.next) = (next, nil)
        }
    }
}
