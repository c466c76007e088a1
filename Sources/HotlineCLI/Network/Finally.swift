/// Does `work`, and then `end`, also when the work fails.
func doing<Value>(_ work: () async throws -> Value, finally end: () async -> Void) async throws -> Value {
    do {
        let value = try await work()
        await end()
        return value
    } catch {
        await end()
        throw error
    }
}
