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
    private let clocks: ClockWatch

    /// - Parameter clocks: is told what neighbours' clocks say.
    init(keys: KeyRing, clock: any Clock, clocks: ClockWatch) {
        self.keys = keys
        self.clock = clock
        self.clocks = clocks
        started = clock.wallMilliseconds / 1_000
    }

    /// Who signed a request, by its head alone: the signature covers the digest of the body, not the body.
    ///
    /// - Throws: `Problem`: signature-missing, -invalid, -stale, key-unknown.
    func signature(
        ofRequest request: SignableMessage
    ) throws(SyncProblem) -> (node: NodeCode, signature: SignatureCheck) {
        let now = clock.wallMilliseconds / 1_000
        let check = try read(request, SignatureCheck.Clock(now: now, started: started))
        let node = try signer(check, of: request)
        clocks.heard(node, created: check.created, now: now)
        return (node, check)
    }

    /// Throws unless the body is the one that was digested and the request came for the first time.
    ///
    /// - Parameters:
    ///   - signature: the request's, which holds.
    ///   - body: nil where it comes in pieces; then its digest is not held against it here.
    /// - Throws: `Problem`: digest-differs, signature-stale, -replayed, busy.
    func requireFirst(
        _ signature: SignatureCheck, of request: SignableMessage, body: [UInt8]?
    ) throws(SyncProblem) {
        try requireDigest(of: request, body)
        let now = clock.wallMilliseconds / 1_000
        // A body may take long; the nonces of that time may be forgotten meanwhile.
        guard signature.rememberUntil >= now else { throw stale("its body came too late", now) }
        // Last, so that only who holds the key can use up its room.
        let verdict = nonces.withLock {
            $0.take(signature.nonce, of: signature.keyID, until: signature.rememberUntil, now: now)
        }
        switch verdict {
        case .fresh: return
        case .replayed: throw SyncProblem(.signatureReplayed)
        case .full: throw SyncProblem(.busy, detail: "the key \(signature.keyID) has signed too much in five minutes")
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
        clocks.heard(node, created: check.created, now: clock.wallMilliseconds / 1_000)
        try requireDigest(of: answer, body)
    }

    /// A request that is refused for its time tells of its sender's clock, where the signature holds.
    private func read(_ request: SignableMessage, _ clock: SignatureCheck.Clock) throws(SyncProblem) -> SignatureCheck {
        do throws(SyncProblem) {
            return try SignatureCheck(of: request, clock: clock)
        } catch {
            guard error.known == .signatureStale else { throw error }
            if let check = try? SignatureCheck(of: request), let node = try? signer(check, of: request) {
                clocks.refused(node, created: check.created, now: clock.now)
            }
            throw stale(error.detail, clock.now)
        }
    }

    /// A refusal for its time tells the time here, so that the sender can see by how much its clock is off.
    private func stale(_ detail: String?, _ now: Int64) -> SyncProblem {
        var problem = SyncProblem(.signatureStale, detail: detail)
        problem.time = Moment(milliseconds: now * 1_000).description
        return problem
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
