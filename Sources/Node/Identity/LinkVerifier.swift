import Crypto
import HotlineCore
import Platform
import Storage
import Synchronization
import SyncProtocol
import WorkCalendar

/// Holds what neighbours say against their keys. Whatever is unsigned, wrong, stale or replayed changes nothing.
final class LinkVerifier: Sendable {
    private let keys: KeyRing
    private let clock: any Clock
    private let started: Int64
    private let nonces = Mutex(NonceMemory())

    init(keys: KeyRing, clock: any Clock) {
        self.keys = keys
        self.clock = clock
        started = clock.wallMilliseconds / 1_000
    }

    /// Who signed a request, and under what label.
    ///
    /// - Parameter body: nil where it comes in pieces; then its digest is not held against it here.
    /// - Throws: `Problem`: signature-missing, -invalid, -stale, -replayed, key-unknown, digest-differs.
    func signer(
        ofRequest request: SignableMessage, body: [UInt8]?
    ) throws(SyncProblem) -> (node: NodeCode, label: String) {
        let now = clock.wallMilliseconds / 1_000
        let check = try read(request, SignatureCheck.Clock(now: now, started: started))
        let node = try signer(check, of: request)
        try requireDigest(of: request, body)
        // Last, so that only who holds the key can use up its room.
        let verdict = nonces.withLock {
            $0.take(check.nonce, of: check.keyID, until: check.rememberUntil, now: now)
        }
        switch verdict {
        case .fresh: return (node, check.label)
        case .replayed: throw SyncProblem(.signatureReplayed)
        case .full: throw SyncProblem(.busy, detail: "the key \(check.keyID) has signed too much in five minutes")
        }
    }

    /// Throws unless a neighbour signed this answer to this request.
    ///
    /// - Parameter body: nil where the content has a digest of its own.
    func require(
        _ answer: SignableMessage, to request: SignableMessage, from peer: NodeCode, body: [UInt8]?
    ) throws(SyncProblem) {
        let check = try SignatureCheck(of: answer, to: (request, NodeSignature.label))
        let node = try signer(check, of: answer, to: request)
        guard node == peer else { throw SyncProblem(.keyUnknown, detail: "\(node) answered in the place of \(peer)") }
        try requireDigest(of: answer, body)
    }

    /// A refusal for its time tells the time here, so that the sender can see by how much its clock is off.
    private func read(_ request: SignableMessage, _ clock: SignatureCheck.Clock) throws(SyncProblem) -> SignatureCheck {
        do throws(SyncProblem) {
            return try SignatureCheck(of: request, clock: clock)
        } catch {
            guard error.known == .signatureStale else { throw error }
            var problem = error
            problem.time = Moment(milliseconds: clock.now * 1_000).description
            throw problem
        }
    }

    /// The key is looked up first: whoever has none costs little.
    private func signer(
        _ check: SignatureCheck, of message: SignableMessage, to request: SignableMessage? = nil
    ) throws(SyncProblem) -> NodeCode {
        guard let trusted = keys.trusted(check.keyID) else {
            throw SyncProblem(.keyUnknown, detail: "no key \(check.keyID) is trusted here")
        }
        guard trusted.key.verifies(check.signature, of: try check.base(of: message, to: request)) else {
            throw SyncProblem(.signatureInvalid, detail: "the key \(check.keyID) did not sign this")
        }
        return trusted.peer
    }

    private func requireDigest(of message: SignableMessage, _ body: [UInt8]?) throws(SyncProblem) {
        guard let body, !body.isEmpty else { return }
        guard let field = message.field(ContentDigest.fieldName) else {
            throw SyncProblem(.signatureInvalid, detail: "a body needs a Content-Digest that is signed")
        }
        let fault: Result<Bool, SyncProblem> = body.withUnsafeBytes { bytes in
            Result { () throws(SyncProblem) in
                try ContentDigest.matches(field, body: bytes, hashing: StorageHash.self)
            }
        }
        guard try fault.get() else { throw SyncProblem(.digestDiffers) }
    }
}
