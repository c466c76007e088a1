import HTTPWire
import HotlineCore
import NodeCore
import Storage
import SyncProtocol
import Testing

/// `POST /journal/seals`: what a node keeps of the journals of those below it, each for itself.
@Suite(.timeLimit(.minutes(3))) struct SealRouteTests {
    private static let county = NodeCode(rawValue: "140525")!
    private static let other = NodeCode(rawValue: "140581")!
    private static let ask = #"{"after":0}"#
    private static let head = JournalHead(length: 7, since: 0, digest: StorageHash.sha256([1, 2, 3]))

    /// Any event on the feed will do: the seal belongs to its batch.
    private static func feed(_ peer: PlayedPeer, journal: String) async throws -> APIAnswer {
        let event = EventBuilder(
            key: EventKey(source: peer.code.source, id: "1-1"), type: "cn.hotline.bell.rung.v1", data: Array("{}".utf8))
        var headers: Headers = ["content-type": "application/cloudevents-batch+json"]
        let header = StreamHeader(name: .feed, generation: 1, epoch: "k1", first: 1, chain: .zero)
        headers[StreamHeader.fieldName] = header.value
        headers[JournalHead.fieldName] = journal
        return try await peer.post("/inbox", "[\(String(decoding: try event.encoded(), as: UTF8.self))]", headers)
    }

    // proves: ZZ23-47
    @Test func aNodeGetsTheSealsOfItsOwnJournalOnly() async throws {
        try await TestNode.overCounties().run { node in
            try await node.untilWritable()
            let (county, other) = (node.peer(Self.county), node.peer(Self.other))
            for peer in [county, other] { try await peer.hello() }
            #expect(try await Self.feed(county, journal: Self.head.value).status == 200)

            let own = try await county.post("/journal/seals", Self.ask)
            let seals = try CanonicalJSON.decode(SealsResponse.self, from: own.body).seals
            #expect(seals.map(\.length) == [7] && seals.first?.digest == Self.head.digest, "\(own.text)")
            let none = try await other.post("/journal/seals", Self.ask)
            #expect(try CanonicalJSON.decode(SealsResponse.self, from: none.body).seals == [], "\(none.text)")
            let stranger = try await node.send(.post, "/journal/seals", as: "token-admin", body: Self.ask)
            #expect(stranger.status == 401, "\(stranger.text)")
            #expect(try await county.post("/journal/seals", "{}").status == 400)
        }
    }

    /// What is no seal is refused with the batch that it came with: nothing is taken in part.
    @Test func aMalformedSealTakesNothing() async throws {
        try await TestNode.overCounties().run { node in
            try await node.untilWritable()
            let county = node.peer(Self.county)
            try await county.hello()
            let refused = try await Self.feed(county, journal: "length=7")
            #expect(refused.status == 400 && refused.problem == "malformed-header", "\(refused.text)")
            #expect(try await Self.feed(county, journal: Self.head.value).status == 200)
            let own = try await county.post("/journal/seals", Self.ask)
            #expect(try CanonicalJSON.decode(SealsResponse.self, from: own.body).seals.count == 1)
        }
    }
}
