import Platform

/// Runs blocking work on a thread of its own: the cooperative pool has as many threads as the machine has cores, and
/// must not be blocked.
func onBlockingThread<Value: Sendable>(
    _ name: String, _ work: @escaping @Sendable () throws -> Value
) async throws -> Value {
    try await withCheckedThrowingContinuation { continuation in
        DedicatedThread.start(name: name) { continuation.resume(with: Result { try work() }) }
    }
}
