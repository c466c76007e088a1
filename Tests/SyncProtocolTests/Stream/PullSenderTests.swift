import SyncProtocol
import Testing

@Suite struct PullSenderTests {
    private func pull(_ acknowledged: Int64, generation: Int64 = 1, history: String = "1",
        refused: [Refusal] = []) -> PullRequest {
        PullRequest(
            name: .feed, generation: generation, epoch: "e", chain: chain(acknowledged, history: history),
            acknowledged: acknowledged, refused: refused, wait: 30)
    }

    private func problem(_ outcome: PullSender.PullOutcome) -> ProblemType? {
        guard case .refuse(let problem) = outcome else { return nil }
        return problem.known
    }

    @Test func deliversAndHolds() {
        var sender = PullSender(
            name: .feed, generation: 1, epoch: "e", acknowledged: 0, next: 4,
            limits: StreamSender.Limits(count: 2, bytes: 9))
        says(problem(sender.pulled(pull(0)) { chain($0) }), .helloRequired)
        sender.helloSucceeded(generation: 1, epoch: "e", from: 1)
        says(
            sender.pulled(pull(0)) { chain($0) },
            .deliver(through: 0, refused: [], first: 1, max: 2, bytes: 9))
        // The reply was lost: the same again.
        says(
            sender.pulled(pull(0)) { chain($0) },
            .deliver(through: 0, refused: [], first: 1, max: 2, bytes: 9))
        let refusal = Refusal(position: 2, id: "1-2", problem: Problem(.unknownType))
        says(
            sender.pulled(pull(2, refused: [refusal])) { chain($0) },
            .deliver(through: 2, refused: [refusal], first: 3, max: 2, bytes: 9))
        says(
            sender.pulled(pull(3, refused: [refusal])) { chain($0) },
            .hold(through: 3, refused: [], milliseconds: 30_000))
        sender.owed(next: 5)
        says(
            sender.pulled(pull(3)) { chain($0) },
            .deliver(through: 3, refused: [], first: 4, max: 2, bytes: 9))
    }

    @Test func believesNoImpossiblePull() {
        var sender = PullSender(name: .feed, generation: 1, epoch: "e", acknowledged: 2, next: 4)
        sender.helloSucceeded(generation: 1, epoch: "e", from: 3)
        says(problem(sender.pulled(pull(1)) { chain($0) }), .helloRequired)
        says(problem(sender.pulled(pull(4)) { chain($0) }), .helloRequired)
        says(problem(sender.pulled(pull(2, generation: 2)) { chain($0) }), .helloRequired)
        says(problem(sender.pulled(pull(3, history: "9")) { chain($0) }), .streamRestored)
        #expect(sender.acknowledged == 2)
    }
}
