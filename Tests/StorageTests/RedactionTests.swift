import HotlineCore
import TestSupport
import Testing

@testable import Storage

/// What is struck out of texts, and what is left alone.
@Suite struct RedactionTests {
    private static let personal = PersonalFields(
        name: "王小明", phone: "+86 138-1234-5678", idNumber: "14052519800101123x", address: "巴公镇东街3号院")

    private let redaction = Redaction(personal, confidential: false)

    @Test(arguments: [
        ("找王小明", "找＊＊＊"), ("王 小 明打13812345678", "＊＊＊打＊＊＊"), ("１３８　１２３４　５６７８。", "＊＊＊。"),
        ("电话008613812345678", "电话00＊＊＊"), ("138.1234.5678转2", "＊＊＊转2"),
        ("身份证14052519800101123X", "身份证＊＊＊"), ("住巴公镇东街３号院内", "住＊＊＊内"),
        ("巴公镇东街停水", "巴公镇东街停水"), ("王小二13812345679", "王小二13812345679"), ("", ""),
    ])
    func strikesOutHoweverTyped(text: String, struck: String) {
        #expect(redaction.apply(to: text) == struck)
    }

    /// Values that stand in every other text are left: the text would be shredded.
    @Test(arguments: [
        PersonalFields(name: "王"), PersonalFields(phone: "110"), PersonalFields(phone: "12345"),
        PersonalFields(address: "东街"), PersonalFields(name: " ", phone: "-", idNumber: "", address: ""),
    ])
    func leavesShortValues(personal: PersonalFields) {
        #expect(Redaction(personal, confidential: false).isEmpty)
    }

    @Test func latinNamesAreWholeWords() {
        let redaction = Redaction(PersonalFields(name: "Li Na"), confidential: false)
        #expect(redaction.apply(to: "online, LI NA and Lina; linad") == "online, ＊＊＊ and ＊＊＊; linad")
    }

    @Test func twoNumbersInOneFieldAreTwoValues() {
        let redaction = Redaction(PersonalFields(phone: "13812345678/0356-2223333"), confidential: false)
        #expect(redaction.apply(to: "03562223333或13812345678") == "＊＊＊或＊＊＊")
    }

    /// Keys and what only the program writes stay as they are; escapes are read as what they stand for.
    @Test func jsonKeepsItsForm() throws {
        let redaction = Redaction(PersonalFields(name: "open"), confidential: false)
        let json = #"{"actor":{"person":"open"},"open":["open","a\nopen"],"state":"open","text":"open \"open\""}"#
        let clean = #"{"actor":{"person":"open"},"open":["＊＊＊","a\n＊＊＊"],"state":"open","text":"＊＊＊ \"＊＊＊\""}"#
        #expect(String(decoding: redaction.apply(toJSON: Array(json.utf8)), as: UTF8.self) == clean)
    }

    /// A text comes back only at its own place, and only where it is the one that was struck.
    @Test func refillsWhatIsTheSame() {
        let known = #"{"list":["找王小明"],"other":"请找王小明","title":"找王小明"}"#
        let struck = #"{"list":["找＊＊＊","找＊＊＊"],"other":"请问＊＊＊","title":"找＊＊＊"}"#
        let full = redaction.refill(Array(struck.utf8), from: Array(known.utf8))
        #expect(String(decoding: full, as: UTF8.self)
            == #"{"list":["找王小明","找＊＊＊"],"other":"请问＊＊＊","title":"找王小明"}"#)
    }

    /// What parts texts in a document belongs to none of them.
    @Test func valuesDoNotReachAcrossTexts() {
        let json = Array(#"{"a":["138","12345678"],"b":"王","c":"小明"}"#.utf8)
        #expect(!redaction.isFound(inJSON: json))
        #expect(redaction.apply(toJSON: json) == json)
    }

    /// A quote that belongs to a name ends no text.
    @Test func namesMayHoldWhatJSONEscapes() throws {
        let redaction = Redaction(PersonalFields(name: #""小\明""#), confidential: false)
        let json = try CanonicalJSON.encode([#""小\明"说"#, #"小\明"#])
        #expect(String(decoding: redaction.apply(toJSON: json), as: UTF8.self) == #"["＊＊＊说","小\\明"]"#)
    }

    /// Escapes that our own encoder does not write are read as what they stand for; halves of pairs are nothing.
    @Test func escapesOfOthersAreRead() {
        let redaction = Redaction(PersonalFields(name: "𠮷明"), confidential: false)
        let json = #"["找\ud842\udfb7\u660e","\ud842明","\udfb7明","\u12"]"#
        let clean = #"["找＊＊＊","\ud842明","\udfb7明","\u12"]"#
        #expect(String(decoding: redaction.apply(toJSON: Array(json.utf8)), as: UTF8.self) == clean)
    }

    /// A document is struck clean text by text as each text alone, whatever stands in them and however JSON writes it.
    @Test func documentsAreStruckAsTheirTexts() throws {
        let redaction = Redaction(
            PersonalFields(name: "Li 娜", phone: "13812345678", idNumber: "14052519800101123x", address: "东街 3 号院"),
            confidential: true)
        let parts = [
            "Li", "娜", "l i-", "13812345678", "138", "12345678", "１", "٣", "8",
            "x", "\n", "\t", "\"", "\\", "/", "\u{1}",
            "14052519800101123", "X", "东街", "３", "号", "院", "𠮷", "👩‍👩‍👧", "é", "e\u{301}", "：", " ", "\u{200B}", "-", "a",
        ]
        let random = SeededRandom(seed: 1)
        func draw(_ bound: Int) -> Int { Int(random.next() % UInt64(bound)) }
        for _ in 0..<2_000 {
            let texts = (0..<3).map { _ in
                (0..<draw(9)).map { _ in parts[draw(parts.count)] }.joined()
            }
            let json = try CanonicalJSON.encode(texts)
            let clean = texts.map(redaction.apply(to:))
            #expect(try CanonicalJSON.encode(clean) == redaction.apply(toJSON: json), "\(texts)")
            #expect(redaction.isFound(inJSON: json) == (clean != texts), "\(texts)")
        }
    }
}
