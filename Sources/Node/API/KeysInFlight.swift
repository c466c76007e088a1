import Crypto
import Synchronization

/// Requests with an `Idempotency-Key` that are being carried out at this moment.
final class KeysInFlight: Sendable {
    /// A key within its scope: caller and route.
    struct Key: Hashable, Sendable {
        var scope: String
        var key: String
    }

    private let running = Mutex<[Key: Digest]>([:])

    /// Enters a request, unless the same key is under way: then throws 409, or 422 where the body is another.
    func enter(_ request: Repetition) throws(APIProblem) {
        let other = running.withLock { running -> Digest? in
            if let other = running[request.key] { return other }
            running[request.key] = request.digest
            return nil
        }
        guard let other else { return }
        guard other == request.digest else { throw APIProblem.keyReused }
        throw APIProblem(.keyInUse, "同一 Idempotency-Key 的请求尚未办完", cure: "稍后以同样内容重试", retryAfter: 1)
    }

    /// The request has been answered.
    func leave(_ request: Repetition) {
        running.withLock { $0[request.key] = nil }
    }
}

extension APIProblem {
    /// The key stands for a request with another body.
    static var keyReused: APIProblem {
        APIProblem(.keyReused, "这个 Idempotency-Key 已用于内容不同的请求，未作任何更改", cure: "为新请求换一个新的键")
    }
}
