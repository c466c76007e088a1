package import Database

/// The answers that repeated requests get again (`Idempotency-Key`), written with the change they answer.
package enum IdempotencyStore {
    /// What the first request of a key was answered.
    package struct Answer: Sendable, Hashable {
        /// Digest of the request's body: the same key with another body is a mistake of the caller.
        package var requestDigest: [UInt8]
        package var status: Int
        package var response: [UInt8]

        package init(requestDigest: [UInt8], status: Int, response: [UInt8]) {
            self.requestDigest = requestDigest
            self.status = status
            self.response = response
        }
    }

    /// - Parameter scope: caller and route.
    package static func find(scope: String, key: String, in transaction: ReadTransaction) throws -> Answer? {
        try transaction.first(
            "SELECT request_digest, status, response FROM idempotency WHERE scope = ? AND key = ?", scope, key
        ) { row in
            Answer(requestDigest: row.blob(0), status: row.int(1), response: row.blob(2))
        }
    }

    /// Keeps the answer to the first request of `key`; `scope` is who asked and what for.
    package static func save(
        _ answer: Answer, scope: String, key: String, at now: Int64, in transaction: Transaction
    ) throws {
        try transaction.execute("""
            INSERT INTO idempotency (scope, key, request_digest, status, response, at) VALUES (?, ?, ?, ?, ?, ?)
            """, scope, key, answer.requestDigest, answer.status, answer.response, now)
    }

    /// Forgets answers older than `moment`, some at a time; how many went.
    package static func forget(before moment: Int64, limit: Int, in transaction: Transaction) throws -> Int {
        try transaction.execute("""
            DELETE FROM idempotency WHERE (scope, key) IN
              (SELECT scope, key FROM idempotency WHERE at < ? ORDER BY at LIMIT ?)
            """, moment, limit)
    }
}
