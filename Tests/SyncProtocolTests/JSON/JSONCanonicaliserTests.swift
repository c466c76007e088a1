import SyncProtocol
import TestSupport
import Testing

@Suite struct JSONCanonicaliserTests {
    @Test(arguments: [
        (" { \"b\" : 1 , \"a\" : [ 1 , 2 ] } ", #"{"a":[1,2],"b":1}"#),
        (#"{"b":{"z":1,"y":2},"a":0}"#, #"{"a":0,"b":{"y":2,"z":1}}"#),
        (#""\u0041\/\u00e9\u4e2d\ud83d\ude00""#, "\"A/é中😀\""),
        (#""\u000a\u0008\u000C\u000D\u0009\u001F\u0000""#, #""\n\b\f\r\t\u001f\u0000""#),
        (#""\u0022\u005c""#, #""\"\\""#), ("1.50e+2", "1.50e+2"), (#"{"\u0062":1,"a":2}"#, #"{"a":2,"b":1}"#),
        (#"{"中":1,"z":2,"😀":3,"ﬀ":4}"#, #"{"z":2,"中":1,"ﬀ":4,"😀":3}"#), ("\"\u{7F}\"", "\"\u{7F}\""),
    ])
    func writes(_ text: String, _ canonical: String) throws {
        let written = try JSONCanonicaliser.canonical(Array(text.utf8))
        #expect(String(decoding: written, as: UTF8.self) == canonical)
    }

    /// A random value is canonical as written, every respelling comes back to it, and the scanner knows which is which.
    @Test(arguments: 1...40 as ClosedRange<UInt64>)
    func respellingsComeBack(_ seed: UInt64) throws {
        let value = RandomJSON(seed: seed).value(depth: 4)
        let canonical = value.canonical
        #expect(try JSONCanonicaliser.canonical(canonical) == canonical)
        #expect(try isCanonical(canonical))
        for variant in 0..<5 as Range<UInt64> {
            let respelt = value.respelt(SeededRandom(seed: seed * 100 + variant))
            #expect(try JSONCanonicaliser.canonical(respelt) == canonical)
            #expect(try isCanonical(respelt) == (respelt == canonical))
        }
    }

    private func isCanonical(_ text: [UInt8]) throws -> Bool {
        var tape = JSONTape()
        return try text.withUnsafeBytes { bytes in
            try tape.scan(bytes)
            return tape[0].isCanonical && tape[0].range.count == text.count
        }
    }
}
