import Crypto
import Database
import HTTPServer
import NodeCore
import Storage
import WorkCalendar

/// A request with an `Idempotency-Key`: sent again, it gets its first answer again and changes nothing.
struct Repetition: Sendable {
    let key: KeysInFlight.Key
    let digest: Digest

    init(key: KeysInFlight.Key, digest: Digest) {
        self.key = key
        self.digest = digest
    }

    /// Nil where the request has no key.
    init?(_ call: Call) throws(APIProblem) {
        guard let key = try call.request.idempotencyKey(of: call.caller) else { return nil }
        self.key = key
        digest = SHA256.hash(call.request.body)
    }

    /// The answer that the same request got before; 422 where the key stands for another.
    func keptAnswer(in transaction: ReadTransaction) throws -> IdempotencyStore.Answer? {
        guard let kept = try IdempotencyStore.find(scope: key.scope, key: key.key, in: transaction) else { return nil }
        guard kept.requestDigest == digest.bytes else { throw APIProblem.keyReused }
        return kept
    }

    /// Keeps the answer to the first request, in the transaction of what it did.
    func keep(_ json: [UInt8], status: Int, at now: Moment, in transaction: Transaction) throws {
        try IdempotencyStore.save(
            IdempotencyStore.Answer(requestDigest: digest.bytes, status: status, response: json), scope: key.scope,
            key: key.key, at: now.milliseconds, in: transaction)
    }
}
