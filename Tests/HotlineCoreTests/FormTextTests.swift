import HotlineCore
import Testing

/// What may be typed into a form.
@Suite struct FormTextTests {
    @Test(arguments: [
        "", "停水三天", "第一行\n第二行\t缩进", "Windows\r\n换行", "🚰👨‍👩‍👧", "𠮷野家", "العربية", "a\u{200D}b",
    ])
    func takesWhatPeopleType(text: String) {
        #expect(FormText.defect(text, in: "title") == nil)
    }

    @Test(arguments: [
        0x0, 0x7, 0x1B, 0x7F, 0x9B, 0xD, 0x202A, 0x202E, 0x2066, 0x2069, 0xFDD0, 0xFFFE, 0xFFFF, 0x10FFFF,
    ] as [UInt32])
    func namesWhatNobodyTypes(value: UInt32) throws {
        let text = "停水\(Character(try #require(Unicode.Scalar(value))))"
        for text in [text, text + "三天"] {
            let defect = FormText.defect(text, in: "content") ?? ""
            let code = "000" + String(value, radix: 16, uppercase: true)
            let name = "U+\(code.suffix(max(4, code.count - 3)))"
            #expect(defect.contains("第3个字符") && defect.contains(name), "\(defect)")
            #expect(FormText.characterDefect(text) == defect)
        }
    }

    @Test(arguments: [
        ("title", 200), ("content", 20_000), ("reply.content", 20_000), ("note", 4_000), ("reasons", 4_000),
    ])
    func eachFieldHasItsLimit(field: String, limit: Int) {
        #expect(FormText.limit(of: field) == limit)
        #expect(FormText.defect(String(repeating: "水", count: limit), in: field) == nil)
        let longer = String(repeating: "水", count: limit + 1)
        #expect(FormText.defect(longer, in: field)?.contains("最多\(limit)字，收到\(limit + 1)字") == true)
        #expect(FormText.characterDefect(longer) == nil)
    }
}
