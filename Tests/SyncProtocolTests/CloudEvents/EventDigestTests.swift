import SyncProtocol
import TestSupport
import Testing

@Suite struct EventDigestTests {
    private func digest(_ bytes: [UInt8]) throws -> Digest32 {
        var decoder = EventDecoder(hashing: SHA.self)
        switch try decoder.single(bytes) {
        case .event(let event): return event.digest
        case .fault(let fault): throw fault
        }
    }

    private static let plain =
        #"{"data":{"a":1,"b":"中"},"id":"1","source":"s","specversion":"1.0","subject":"x","type":"t"}"#

    @Test func aCanonicalEventIsHashedAsItStands() throws {
        #expect(try digest(Array(Self.plain.utf8)) == SHA.sha256(Array(Self.plain.utf8)))
    }

    @Test(arguments: [
        #"{"type":"t","subject":"x","specversion":"1.0","source":"s","id":"1","data":{"b":"中","a":1}}"#,
        #" { "data" : { "a" : 1 , "b" : "\u4e2d" } , "id":"1","#
            + #""source":"s","specversion":"1.0","subject":"x","type":"t"}"#,
        #"{"data":{"a":1,"b":"中"},"hopcount":7,"id":"1","source":"s","specversion":"1.0","subject":"x","type":"t"}"#,
        #"{"data":{"a":1,"b":"中"},"hopvia":"y","id":"1","source":"s","specversion":"1.0","#
            + #""subject":"x","traceparent":"00-1","tracestate":"v","type":"t"}"#,
        #"{"data":{"a":1,"b":"中"},"datacontenttype":"application/json","id":"1","#
            + #""source":"s","specversion":"1.0","subject":"x","type":"t"}"#,
        #"{"data":{"a":1,"b":"中"},"dataschema":null,"id":"1","#
            + #""source":"s","specversion":"1.0","subject":"x","time":null,"type":"t"}"#,
    ])
    func otherSpellingsHaveTheSameDigest(_ source: String) throws {
        #expect(try digest(Array(source.utf8)) == digest(Array(Self.plain.utf8)))
    }

    @Test(arguments: [
        #"{"data":{"a":1.0,"b":"中"},"id":"1","source":"s","specversion":"1.0","subject":"x","type":"t"}"#,
        #"{"data":{"a":1,"b":"国"},"id":"1","source":"s","specversion":"1.0","subject":"x","type":"t"}"#,
        #"{"data":{"a":1,"b":"中"},"ext":"1","id":"1","source":"s","specversion":"1.0","subject":"x","type":"t"}"#,
        #"{"data":{"a":1,"b":"中"},"id":"1","source":"s","specversion":"1.0","type":"t"}"#,
    ])
    func otherContentHasAnother(_ source: String) throws {
        #expect(try digest(Array(source.utf8)) != digest(Array(Self.plain.utf8)))
    }

    @Test func integersAndBooleansAreTheirText() throws {
        let typed = #"{"flag":true,"id":"1","n":-5,"source":"s","specversion":"1.0","type":"t"}"#
        let texts = #"{"flag":"true","id":"1","n":"-5","source":"s","specversion":"1.0","type":"t"}"#
        #expect(try digest(Array(typed.utf8)) == SHA.sha256(Array(texts.utf8)))
    }

    /// Random data, built, respelt, with and without hop attributes: always the digest of the builder's bytes.
    @Test(arguments: 1...40 as ClosedRange<UInt64>)
    func respellingsHaveTheSameDigest(_ seed: UInt64) throws {
        let value = RandomJSON(seed: seed).value(depth: 4)
        var builder = EventBuilder(
            key: EventKey(source: "urn:hotline:140525", id: "3-\(seed)"), type: "t", subject: "中\"\\",
            time: "2026-11-21T10:00:00.000+08:00", extensions: [EventExtension(name: "b", value: "é")],
            data: value.canonical)
        let canonical = try builder.encoded()
        let expected = SHA.sha256(canonical)
        #expect(try digest(canonical) == expected)
        for variant in 0..<4 as Range<UInt64> {
            builder.data = value.respelt(SeededRandom(seed: seed * 1000 + variant))
            #expect(try builder.encoded() == canonical)
            let spelt = #"{"b":"\u00e9","subject":"\u4e2d\"\\","traceparent":"00-\#(variant)","specversion":"1.0","#
                + #""type":"t","id":"3-\#(seed)","source":"urn:hotline:140525","#
                + #""time":"2026-11-21T10:00:00.000+08:00","data": "#
            #expect(try digest(Array(spelt.utf8) + (builder.data ?? []) + [0x7D]) == expected)
        }
    }
}
