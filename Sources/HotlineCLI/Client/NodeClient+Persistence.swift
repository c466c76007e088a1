extension NodeClient {
    /// The same client, but one that outlasts a restart of the node: what got no answer, or one of those
    /// statuses, is sent again until `patience` is over. Only for requests that may be repeated: reads, and commands
    /// with an `Idempotency-Key`.
    func persistent(for patience: Duration, on statuses: Set<Int> = [503]) -> NodeClient {
        NodeClient(address: address) { request in
            let deadline = ContinuousClock.now + patience
            while true {
                do {
                    let answer = try await self.answer(to: request)
                    guard statuses.contains(answer.status), ContinuousClock.now < deadline else { return answer }
                } catch let failure as Failure where failure.exitCode == .unreachable {
                    guard ContinuousClock.now < deadline else { throw failure }
                }
                // A node that is away cannot tell when it is back.
                try await Task.sleep(for: .milliseconds(20))
            }
        }
    }
}
