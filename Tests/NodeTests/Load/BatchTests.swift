import HotlineCore
import Node
import NodeCore
import Storage
import SyncProtocol
import Testing

/// Long batches are answered as one, in however many parts they are taken in (`ReceiveInPartsTests`).
@Suite(.timeLimit(.minutes(3))) struct BatchTests {
    private static let county = NodeCode(rawValue: "140525")!
    private static let events: Int64 = 300
    private static let refused: [Int64] = [5, 200]

    /// One answer for all parts, with the refusals of each; the same again when the batch comes again.
    // proves: CARD-2
    @Test func aLongBatchIsAnsweredAsOne() async throws {
        let node = try TestNode.overCounties()
        try await node.run { node in
            try await node.untilWritable()
            let peer = node.peer(Self.county)
            try await peer.hello()
            for _ in 1...2 {
                let answer = try await peer.deliver((1...Self.events).map(Self.event))
                #expect(answer.status == 200, "\(answer.text)")
                let read = try CanonicalJSON.decode(StreamAnswer.self, from: answer.body)
                #expect(read.acknowledged == Self.events && read.refused.map(\.position) == Self.refused)
            }
            let parked = try await node.get("/parked")
            #expect(parked.object["total"] as? Int == Int(Self.events) - Self.refused.count)
        }
    }

    /// A message of a later version, which is kept; some in the name of a node that the county does not speak for.
    private static func event(_ position: Int64) -> EventBuilder {
        let source = refused.contains(position) ? "urn:hotline:140581" : county.source
        return EventBuilder(
            key: EventKey(source: source, id: "1-\(position)"), type: "cn.hotline.petitioner.told.v1",
            time: "2026-11-21T10:00:00.000+08:00", data: Array(#"{"who":"a"}"#.utf8))
    }
}
