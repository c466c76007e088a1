import Testing

@testable import Storage

/// What a text is found by.
@Suite struct SearchTermsTests {
    @Test(arguments: [
        ("小区停水三天", "小区 区停 停水 水三 三天 天"), ("水", "水"), ("3号楼2单元", "3 号楼 楼 2 单元 元"), ("ＡＢＣ　１２", "abc 12"),
        ("20260914-0003-4", "20260914 0003 4"), ("涨价100%！", "涨价 价 100"), ("", ""), ("%_\\\"'*()", ""),
        ("停水。停电", "停水 水 停电 电"), ("𠮷野家", "𠮷野 野家 家"),
    ])
    func termsOfATextOverlap(text: String, expected: String) { #expect(SearchTerms.index(text) == expected) }

    @Test(arguments: [
        ("停水", "\"停水\""), ("停水三", "\"停水 水三\""), ("水", "\"水\" *"), ("停水 三天", "\"停水\" AND \"三天\""),
        ("小区3号", "\"小区 区 3 号\" *"), ("Wang", "\"wang\" *"), ("0003-4", "\"0003 4\" *"), ("  水  ", "\"水\" *"),
    ])
    func queriesAskForTermsInARow(text: String, expected: String) {
        #expect(SearchQuery(text).expression == expected)
    }

    @Test(arguments: ["", "   ", "%", "_ \\", "\"", "'; --", "\u{0}"])
    func nothingSearchedAsksForNothing(text: String) { #expect(SearchQuery(text).expression == nil) }
}
