import SyncProtocol
import Testing

@Suite struct StreamReceiverTests {
    /// A receiver that has applied positions 1...10 of generation 2.
    private func receiver() -> StreamReceiver {
        StreamReceiver(name: .feed, position: StreamPosition(generation: 2, epoch: "e", highest: 10, chain: chain(10)))
    }

    private func header(_ first: Int64, generation: Int64 = 2, epoch: String = "e",
        history: String = "1") -> StreamHeader {
        StreamHeader(
            name: .feed, generation: generation, epoch: epoch, first: first, chain: chain(first - 1, history: history))
    }

    @Test(arguments: [
        (11...15, .apply(skip: 0)), (8...15, .apply(skip: 3)), (1...11, .apply(skip: 10)), (8...10, .alreadySeen),
        (1...10, .alreadySeen), (1...9, .gap(wanted: 11)), (5...5, .gap(wanted: 11)), (12...15, .gap(wanted: 11)),
    ] as [(ClosedRange<Int64>, StreamReceiver.Receipt)])
    func judgesPositions(_ positions: ClosedRange<Int64>, _ receipt: StreamReceiver.Receipt) {
        var receiver = receiver()
        says(receiver.receive(header(positions.lowerBound), keys: keys(positions), hashing: SHA.self), receipt)
    }

    @Test func anEmptyBatchIsSeen() {
        var receiver = receiver()
        says(receiver.receive(header(11), keys: [], hashing: SHA.self), .alreadySeen)
    }

    @Test func judgesGenerationAndEpoch() {
        var receiver = receiver()
        let batch = keys(11...11)
        says(
            receiver.receive(header(11, generation: 1), keys: batch, hashing: SHA.self), .olderGeneration(seen: 2))
        says(
            receiver.receive(header(11, generation: 3), keys: batch, hashing: SHA.self), .newerGenerationNeedsHello)
        says(
            receiver.receive(header(11, epoch: "f"), keys: batch, hashing: SHA.self),
            .restored(.epochDiffers(seen: "e", given: "f")))
    }

    /// Another history: at the border, overlapping, and with positions that have overtaken ours.
    @Test(arguments: [11...12, 6...14] as [ClosedRange<Int64>])
    func findsARestoredSender(_ positions: ClosedRange<Int64>) {
        var receiver = receiver()
        let batch = keys(positions, history: "9")
        says(
            receiver.receive(header(positions.lowerBound, history: "9"), keys: batch, hashing: SHA.self),
            .restored(.chainDiffers(at: 10)))
    }

    /// The chain before `first` is honest, but one id within the overlap is not what was applied.
    @Test func findsOneOtherIDInTheOverlap() {
        var receiver = receiver()
        var batch = keys(6...14)
        batch[2] = EventKey(source: "urn:hotline:140525", id: "other")
        says(receiver.receive(header(6), keys: batch, hashing: SHA.self), .restored(.chainDiffers(at: 10)))
    }

    @Test func advancesAndAnswers() {
        var receiver = receiver()
        says(receiver.receive(header(11), keys: keys(11...13), hashing: SHA.self), .apply(skip: 0))
        receiver.advance(over: keys(11...13), hashing: SHA.self)
        #expect(
            receiver.position == StreamPosition(generation: 2, epoch: "e", highest: 13, chain: chain(13)))
        says(receiver.answer(missing: ["sha256-x"]), Answer(generation: 2, epoch: "e", acknowledged: 13,
            missing: ["sha256-x"]))
        says(receiver.receive(header(11), keys: keys(11...13), hashing: SHA.self), .alreadySeen)
    }

    @Test func repeatsRefusalsUntilFirstHasPassed() {
        var receiver = receiver()
        let refusals = [11, 13].map { Refusal(position: $0, id: "1-\($0)", problem: Problem(.unknownType)) }
        for refusal in refusals { receiver.refuse(refusal) }
        receiver.advance(over: keys(11...13), hashing: SHA.self)
        says(receiver.receive(header(11), keys: keys(11...13), hashing: SHA.self), .alreadySeen)
        #expect(receiver.answer().refused == refusals)
        says(receiver.receive(header(20), keys: keys(20...20), hashing: SHA.self), .gap(wanted: 14))
        #expect(receiver.answer().refused == refusals)
        says(receiver.receive(header(13), keys: keys(13...14), hashing: SHA.self), .apply(skip: 1))
        #expect(receiver.answer().refused == [refusals[1]])
        receiver.advance(over: keys(14...14), hashing: SHA.self)
        says(receiver.receive(header(15), keys: keys(15...15), hashing: SHA.self), .apply(skip: 0))
        #expect(receiver.answer().refused.isEmpty)
    }
}
