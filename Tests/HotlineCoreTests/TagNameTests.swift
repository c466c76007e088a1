import HotlineCore
import Testing

/// What may be a tag.
@Suite struct TagNameTests {
    @Test(arguments: [
        ("缺水", "缺水"), ("  重点 \u{3000}关注 ", "重点 关注"), ("2026年11月", "2026年11月"), ("Gas", "Gas"),
        ("12345热线", "12345热线"), ("<b>", "<b>"),
    ])
    func isTaken(typed: String, text: String) throws {
        #expect(TagName.defect(typed) == nil)
        #expect(try #require(TagName(typed)).text == text)
    }

    /// Nothing that names a person by number, cannot be seen, or parts tags. proves: ZZ23-47
    @Test(arguments: [
        "", "  ", "…", "13900000000", "139 0000 0000", "１３９００００", "139-00-0", "٠١٢٣٤٥", "甲,乙", "甲、乙", "甲，乙",
        "甲\u{200B}乙", "甲\u{202E}乙", "甲\u{7}", String(repeating: "长", count: 25),
    ])
    func isRefused(typed: String) {
        #expect(TagName.defect(typed) != nil)
        #expect(TagName(typed) == nil)
    }

    @Test func caseMakesNoOther() throws {
        #expect(try #require(TagName("GAS")).folded == (try #require(TagName("gas")).folded))
    }
}
