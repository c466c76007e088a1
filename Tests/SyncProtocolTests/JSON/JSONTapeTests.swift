import SyncProtocol
import Testing

@Suite struct JSONTapeTests {
    static let accepted = [
        "0", "-0", "12", "-1.5", "1e2", "1E+2", "0.5e-10", "123456789012345678901234567890", "true", "false", "null",
        "\"\"", "\"a\"", "\"\\u0000\"", "\"\\ud83d\\ude00\"", "\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"", "\"\u{7F}\"",
        "\"é中😀\u{10FFFF}\"", "[]", "[ ]", "[1]", "[1,2 , 3]", "[[],[[]]]", "{}", "{ }", "{\"a\":1}",
        "{\"b\":1,\"a\":2}", "{\"\":0}", " \t\r\n[1]\n", "{\"a\":{\"a\":{\"a\":[]}}}", "\"exactly8\"", "\"seven77\"",
    ]

    static let refused: [(String, JSONFault.Cause, Int)] = [
        ("", .empty, 0), ("  ", .empty, 2), ("[", .unexpectedEnd, 1), ("{", .unexpectedEnd, 1),
        ("\"", .unexpectedEnd, 1), ("\"abc", .unexpectedEnd, 4), ("\"abc\\", .unexpectedEnd, 5),
        ("\"\\u12", .unexpectedEnd, 5), ("[1,]", .unexpectedByte, 3), ("[,1]", .unexpectedByte, 1),
        ("[1 2]", .unexpectedByte, 3), ("[1}", .unexpectedByte, 2), ("{]", .unexpectedByte, 1),
        ("{\"a\"}", .unexpectedByte, 4), ("{\"a\":}", .unexpectedByte, 5), ("{\"a\":1,}", .unexpectedByte, 7),
        ("{a:1}", .unexpectedByte, 1), ("{'a':1}", .unexpectedByte, 1), ("{1:1}", .unexpectedByte, 1),
        ("{\"a\":1 \"b\":2}", .unexpectedByte, 7), ("1 2", .trailingBytes, 2), ("[]]", .trailingBytes, 2),
        ("{}{}", .trailingBytes, 2), ("tru", .invalidLiteral, 0), ("True", .unexpectedByte, 0),
        ("nulL", .invalidLiteral, 0), ("NaN", .unexpectedByte, 0), ("-Infinity", .invalidNumber, 0),
        ("01", .invalidNumber, 0), ("-", .invalidNumber, 0), ("-01", .invalidNumber, 0), ("1.", .invalidNumber, 0),
        (".5", .unexpectedByte, 0), ("+1", .unexpectedByte, 0), ("1e", .invalidNumber, 0), ("1e+", .invalidNumber, 0),
        ("0x1", .trailingBytes, 1), ("\"\u{1}\"", .controlCharacter, 1), ("\"a\nb\"", .controlCharacter, 2),
        ("\"1234567\t\"", .controlCharacter, 8), ("\"\\x\"", .invalidEscape, 1), ("\"\\u12g4\"", .invalidEscape, 1),
        ("\"\\ud800\"", .loneSurrogate, 1), ("\"\\udc00\"", .loneSurrogate, 1), ("\"\\ud800a\"", .loneSurrogate, 1),
        ("\"\\ud800\\n\"", .loneSurrogate, 1), ("\"\\ud800\\ud800\"", .loneSurrogate, 1),
        ("{\"a\":1,\"a\":2}", .duplicateKey, 7), ("{\"a\":1,\"\\u0061\":2}", .duplicateKey, 7),
        ("{\"b\":1,\"a\":2,\"b\":3}", .duplicateKey, 13), ("\u{FEFF}1", .unexpectedByte, 0),
        ("[1]//c", .trailingBytes, 3), ("\u{B}1", .unexpectedByte, 0),
    ]

    private func scan(_ text: [UInt8], limits: JSONLimits = JSONLimits()) -> JSONFault? {
        var tape = JSONTape(limits: limits)
        return text.withUnsafeBytes { bytes in
            do throws(JSONFault) {
                try tape.scan(bytes)
                return nil
            } catch {
                #expect(tape.tokens.isEmpty)
                return error
            }
        }
    }

    @Test(arguments: accepted)
    func accepts(_ text: String) {
        #expect(scan(Array(text.utf8)) == nil)
    }

    @Test(arguments: refused)
    func refuses(_ text: String, _ cause: JSONFault.Cause, _ offset: Int) {
        #expect(scan(Array(text.utf8)) == JSONFault(cause, at: offset))
    }

    /// Overlong, surrogates, beyond U+10FFFF, lone continuation, cut short.
    @Test(arguments: [
        [0xC0, 0x80], [0xC1, 0xBF], [0xE0, 0x9F, 0xBF], [0xED, 0xA0, 0x80], [0xED, 0xBF, 0xBF], [0xF0, 0x8F, 0xBF,
        0xBF],
        [0xF4, 0x90, 0x80, 0x80], [0xF5, 0x80, 0x80, 0x80], [0x80], [0xBF], [0xE4, 0xB8], [0xC3], [0xF0, 0x9F, 0x98],
        [0xFF], [0xFE], [0xE4, 0xB8, 0x22],
    ] as [[UInt8]])
    func refusesWhatIsNotUTF8(_ bytes: [UInt8]) {
        for prefix in 0..<9 {
            let text = [0x22] + [UInt8](repeating: 0x61, count: prefix) + bytes + [0x22]
            #expect(scan(text) == JSONFault(.invalidUTF8, at: prefix + 1))
        }
    }

    /// Every scalar at the borders of the encoding's lengths passes, at every place in a word.
    @Test(arguments: [0x80, 0x7FF, 0x800, 0xD7FF, 0xE000, 0xFFFF, 0x10000, 0x10FFFF, 0x4E2D])
    func acceptsTheBorders(_ value: UInt32) throws {
        let scalar = try #require(Unicode.Scalar(value))
        for prefix in 0..<9 {
            #expect(scan(Array("\"\(String(repeating: "a", count: prefix))\(scalar)b\"".utf8)) == nil)
        }
    }

    @Test func boundsDepthBytesAndTokens() {
        let deep = Array(String(repeating: "[", count: 64).utf8) + Array(String(repeating: "]", count: 64).utf8)
        #expect(scan(deep) == nil)
        #expect(scan([0x5B] + deep + [0x5D]) == JSONFault(.tooDeep, at: 64))
        #expect(scan([UInt8](repeating: 0x5B, count: 1_000_000)) == JSONFault(.tooDeep, at: 64))
        #expect(scan(Array("[1,2]".utf8), limits: JSONLimits(bytes: 4)) == JSONFault(.tooLarge, at: 4))
        #expect(scan(Array("[1,2]".utf8), limits: JSONLimits(tokens: 2)) == JSONFault(.tooLarge, at: 3))
    }

    /// Cut at any byte or with any byte changed, a text is refused or read, but never read beyond its end.
    @Test func survivesEveryCutAndEveryChange() {
        let text = Array(#"{"a":[1,-2.5e3,"é\u00e9\ud83d\ude00中"],"b":{"c":null,"d":true}}"#.utf8)
        for end in 0..<text.count { #expect(scan(Array(text[..<end])) != nil) }
        for place in text.indices {
            for byte in [0x00, 0x22, 0x5C, 0x7D, 0x80, 0xED, 0xFF] as [UInt8] {
                var changed = text
                changed[place] = byte
                _ = scan(changed)
            }
        }
    }

    @Test(.timeLimit(.minutes(1)))
    func manyKeysInTheWorstOrderStayCheap() {
        let members = (0..<20_000).reversed().map { "\"k\(100_000 + $0)\":0" }.joined(separator: ",")
        #expect(scan(Array("{\(members)}".utf8)) == nil)
        #expect(scan(Array("{\(members),\"k100007\":1}".utf8))?.cause == .duplicateKey)
    }

    @Test func findsValuesByPath() throws {
        let text = Array(#"{"a":{"n":-7,"s":"x\u4e2d\n","f":1.0,"big":9223372036854775808},"#.utf8)
            + Array(#""t":true,"\u006c":[10,{}]}"#.utf8)
        var tape = JSONTape()
        try text.withUnsafeBytes { bytes in
            try tape.scan(bytes)
            func at(_ index: Int?) throws -> Int { try #require(index) }
            #expect(tape.integer(try at(tape.value(at: "a", "n", bytes: bytes)), bytes: bytes) == -7)
            #expect(tape.string(try at(tape.value(at: "a", "s", bytes: bytes)), bytes: bytes) == "x中\n")
            #expect(tape.integer(try at(tape.value(at: "a", "f", bytes: bytes)), bytes: bytes) == nil)
            #expect(tape.integer(try at(tape.value(at: "a", "big", bytes: bytes)), bytes: bytes) == nil)
            #expect(tape.boolean(try at(tape.value(at: "t", bytes: bytes))) == true)
            let list = try at(tape.value(at: "l", bytes: bytes))
            #expect(Array(tape.children(of: list)).count == 2)
            #expect(String(decoding: text[tape[list].range], as: UTF8.self) == "[10,{}]")
            #expect(tape.value(at: "a", "n", "deeper", bytes: bytes) == nil)
            #expect(tape.value(at: "nothing", bytes: bytes) == nil)
        }
    }
}
