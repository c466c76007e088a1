import Foundation
import SyncProtocol
import Testing

@Suite struct HelloDecisionTests {
    // MARK: Generations

    @Test(arguments: [
        (3, false, nil, nil, .keep), (3, false, 2, "x", .keep), (3, false, 3, "e", .keep), (3, false, 3, nil, .keep),
        (3, false, 3, "x", .adopt(generation: 4)), (3, false, 7, "x", .adopt(generation: 8)),
    ] as [(Int64, Bool, Int64?, String?, OwnGeneration)])
    func findsItsOwnGeneration(
        _ own: Int64, _ settled: Bool, _ seen: Int64?, _ epoch: String?, _ decision: OwnGeneration
    ) {
        #expect(
            OwnGeneration.decide(generation: own, epoch: "e", settled: settled, peerHasSeen: seen, epoch: epoch)
                == decision)
    }

    @Test(arguments: [(4, "x", ProblemType.olderGeneration), (3, "x", .generationTaken)] as [(Int64, String,
        ProblemType)])
    func theLowerOfTwoLivingStandsDown(_ seen: Int64, _ epoch: String, _ type: ProblemType) {
        guard case .standDown(let problem) = OwnGeneration.decide(
            generation: 3, epoch: "e", settled: true, peerHasSeen: seen, epoch: epoch)
        else {
            Issue.record("goes on")
            return
        }
        #expect(problem.known == type)
        #expect(problem.generation == seen)
    }

    @Test func aFreshGenerationIsAboveAllThatIsKnown() {
        #expect(OwnGeneration.fresh(seen: []) == 1)
        #expect(OwnGeneration.fresh(seen: [2, 9, 3]) == 10)
    }

    @Test func judgesThePeersGeneration() {
        func decide(_ seen: (generation: Int64, epoch: String?)?, _ generation: Int64,
            _ epoch: String?) -> PeerGeneration {
            PeerGeneration.decide(seen: seen, hello: Hello(node: "140525", generation: generation, epoch: epoch,
                streams: []))
        }
        #expect(decide(nil, 5, "e") == .first)
        #expect(decide((5, "e"), 5, "e") == .same)
        #expect(decide((5, "e"), 5, nil) == .same)
        #expect(decide((5, "e"), 6, "f") == .newer)
        for (generation, type) in [(4, ProblemType.olderGeneration), (5, .generationTaken)] as [(Int64, ProblemType)] {
            guard case .refuse(let problem) = decide((5, "e"), generation, "f") else {
                Issue.record("accepted")
                continue
            }
            #expect(problem.known == type)
            #expect(problem.generation == 5)
        }
    }

    /// What no node could say is named before anything counts with it.
    @Test(arguments: [
        #""generation":0"#, #""generation":9223372036854775807"#, #""peerGeneration":9223372036854775807"#,
        #""epoch":"a b""#, #""out":{"first":-9223372036854775808}"#, #""out":{"first":0}"#,
        #""out":{"next":9223372036854775807}"#, #""out":{"oldestHeld":0}"#, #""in":{"highestApplied":-1}"#,
        #""in":{"highestApplied":9223372036854775807}"#, #""in":{"generation":0}"#,
    ])
    func findsWhatCannotBe(_ wrong: String) throws {
        var hello: [String: Any] = ["node": "140525", "generation": 1, "epoch": "e", "streams": [Any]()]
        let given = try #require(
            JSONSerialization.jsonObject(with: Data("{\(wrong)}".utf8)) as? [String: Any])
        for (key, value) in given {
            guard let fields = value as? [String: Any] else {
                hello[key] = value
                continue
            }
            let stream: [String: Any] = [
                "name": "feed", "direction": key, "chain": String(repeating: "0", count: 64),
            ]
            hello["streams"] = [stream.merging(fields) { $1 }]
        }
        let read = try JSONDecoder().decode(Hello.self, from: JSONSerialization.data(withJSONObject: hello))
        #expect(read.fault?.known == .malformedRequest && read.fault?.errors?.count == 1)
    }

    // MARK: The sending end; it has acknowledged 1...20 of 1...30, generation 2

    private func entry(
        _ highest: Int64, generation: Int64? = 2, epoch: String? = "e", history: String = "1", refused: [Refusal] = []
    ) -> HelloStream {
        var receiver = generation.map { generation in
            StreamReceiver(
                name: .feed,
                position: StreamPosition(
                    generation: generation, epoch: epoch ?? "", highest: highest, chain: chain(highest,
                        history: history)))
        }
        for refusal in refused { receiver?.refuse(refusal) }
        return .in(.feed, receiver)
    }

    private func decide(
        _ peer: HelloStream?, acknowledged: Int64 = 20, oldestHeld: Int64 = 1, acknowledgedBy: Int64? = 7
    ) -> SenderHello {
        let own = SenderHello.Standing(
            generation: 2, epoch: "e", acknowledged: acknowledged, next: 31, oldestHeld: oldestHeld,
            acknowledgedBy: acknowledgedBy)
        let hello = Hello(node: "140500", generation: 7, epoch: "z", streams: peer.map { [$0] } ?? [])
        return SenderHello.decide(own, name: .feed, hello: hello) {
            $0 >= oldestHeld - 1 && $0 < 31 ? chain($0) : nil
        }
    }

    @Test func theSenderDecides() {
        let refusal = Refusal(position: 22, id: "1-22", problem: Problem(.unknownType))
        let rewind: (Int64, Range<Int64>) -> SenderHello = { .rewind(first: $0, unrecoverable: $1) }
        // Same state; a lost answer, with a refusal in it; all received.
        #expect(decide(entry(20)) == .proceed(first: 21, refused: []))
        #expect(decide(entry(25, refused: [refusal])) == .proceed(first: 26, refused: [refusal]))
        #expect(decide(entry(30)) == .proceed(first: 31, refused: []))
        // First contact, with and without something acknowledged before: the receiver lost everything.
        #expect(decide(nil, acknowledged: 0) == .proceed(first: 1, refused: []))
        #expect(decide(entry(0, generation: nil), acknowledged: 0) == .proceed(first: 1, refused: []))
        #expect(decide(nil) == rewind(1, 1..<1))
        #expect(decide(nil, oldestHeld: 6) == rewind(6, 1..<6))
        // The receiver was restored.
        #expect(decide(entry(12)) == rewind(13, 13..<13))
        #expect(decide(entry(12), oldestHeld: 16) == rewind(16, 13..<16))
        // We were restored.
        #expect(decide(entry(31)) == .restored(.positionsLost(next: 31, highest: 31)))
        #expect(decide(entry(20, epoch: "f")) == .restored(.epochDiffers(seen: "f", given: "e")))
        #expect(decide(entry(25, history: "9")) == .restored(.chainDiffers(at: 25)))
        #expect(decide(entry(12, history: "9")) == .restored(.chainDiffers(at: 12)))
        // It has not adopted our generation yet: our history as far as the chain says so.
        #expect(decide(entry(20, generation: 1)) == rewind(21, 21..<21))
        #expect(decide(entry(12, generation: 1)) == rewind(13, 13..<13))
        #expect(decide(entry(25, generation: 1)) == rewind(26, 26..<26))
        // Another history: what this very receiver acknowledged holds, else all that is held goes out again.
        #expect(decide(entry(25, generation: 1, history: "9")) == rewind(21, 21..<21))
        #expect(decide(entry(99, generation: 1), acknowledged: 20) == rewind(21, 21..<21))
        #expect(decide(entry(25, generation: 1, history: "9"), acknowledgedBy: 6) == rewind(1, 1..<1))
        #expect(decide(entry(25, generation: 1, history: "9"), oldestHeld: 9, acknowledgedBy: nil) == rewind(9, 1..<9))
    }

    // MARK: The receiving end; it has applied 1...10 of generation 2

    private func receive(
        next: Int64, first: Int64, oldestHeld: Int64 = 1, generation: Int64 = 2, epoch: String = "e",
        history: String = "1", highest: Int64? = 10, seen: Bool = false
    ) -> ReceiverHello {
        let record = highest.map { StreamPosition(generation: 2, epoch: "e", highest: $0, chain: chain($0)) }
        let out = HelloStream.out(
            .feed, next: next, first: first, oldestHeld: oldestHeld, chain: chain(first - 1, history: history),
            seen: seen ? HelloStream.Seen(record) : HelloStream.Seen.unread)
        let hello = Hello(node: "140525", generation: generation, epoch: epoch, streams: [out])
        return ReceiverHello.decide(record, hello: hello, peer: out)
    }

    private func adopted(_ generation: Int64, _ highest: Int64, epoch: String = "e",
        history: String = "1") -> StreamPosition {
        StreamPosition(generation: generation, epoch: epoch, highest: highest, chain: chain(highest, history: history))
    }

    @Test func theReceiverDecides() {
        // Same state; a lost answer.
        #expect(receive(next: 11, first: 11) == .proceed)
        #expect(receive(next: 15, first: 6) == .proceed)
        // First contact, and after we lost everything.
        #expect(receive(next: 5, first: 1, highest: nil) == .adopt(adopted(2, 0), unrecoverable: 1..<1))
        #expect(receive(next: 25, first: 21, highest: nil) == .awaitRewind)
        #expect(receive(next: 25, first: 6, highest: nil, seen: true) == .adopt(adopted(2, 5), unrecoverable: 1..<6))
        // We were restored: the sender goes back, as far as it holds messages.
        #expect(receive(next: 31, first: 21) == .awaitRewind)
        #expect(receive(next: 31, first: 16, seen: true) == .adopt(adopted(2, 15), unrecoverable: 11..<16))
        // The sender was restored and does not know it.
        #expect(receive(next: 10, first: 6, seen: true) == .restored(.positionsLost(next: 10, highest: 10)))
        // Or it spoke before the batch that brought position 10.
        #expect(receive(next: 10, first: 6) == .awaitRewind)
        #expect(receive(next: 15, first: 11, history: "9") == .restored(.chainDiffers(at: 10)))
        #expect(receive(next: 15, first: 11, epoch: "f") == .restored(.epochDiffers(seen: "e", given: "f")))
        // A new generation restarts the record, once the sender has seen it.
        #expect(receive(next: 15, first: 8, generation: 3, epoch: "f", history: "9") == .awaitRewind)
        #expect(
            receive(next: 15, first: 8, generation: 3, epoch: "f", history: "9", seen: true)
                == .adopt(adopted(3, 7, epoch: "f", history: "9"), unrecoverable: 0..<0))
        #expect(
            receive(next: 15, first: 13, generation: 3, epoch: "f", seen: true)
                == .adopt(adopted(3, 12, epoch: "f"), unrecoverable: 0..<0))
        #expect(
            receive(next: 15, first: 1, generation: 3, epoch: "f")
                == .adopt(adopted(3, 0, epoch: "f"), unrecoverable: 0..<0))
    }

    @Test func travelsAsJSON() throws {
        let hello = Hello(
            node: "140525", generation: 3, epoch: "k7",
            streams: [.out(.orders, next: 9, first: 4, oldestHeld: 1, chain: chain(3), seen: HelloStream.Seen(nil)),
                .in(.feed, nil), entry(12)],
            peerGeneration: 2, peerEpoch: "q", peerTicketNumber: "20261121-7")
        #expect(try JSONDecoder().decode(Hello.self, from: JSONEncoder().encode(hello)) == hello)
        let smallest = #"{"node":"x","generation":1,"also":2,"#
            + #""streams":[{"name":"feed","direction":"in","highestApplied":0,"#
            + #""chain":"\#(Digest32.zero.hex)","new":1}]}"#
        #expect(try JSONDecoder().decode(Hello.self, from: Data(smallest.utf8)).stream(.feed, .in)?.highestApplied == 0)
    }
}
