import Testing

@testable import HotlineCLI

@Suite struct TerminalTests {
    @Test(arguments: [
        ("", 0), ("abc", 3), ("工单", 4), ("工单A", 5), ("，。（）", 8), ("é", 1), ("e\u{301}", 1), ("\u{200B}", 0),
        ("👍🏽", 2), ("👨‍👩‍👧", 2), ("…", 1), ("·", 1), ("ｱ", 1), ("Ａ", 2), ("𠮷", 2),
    ])
    func widthsAreColumns(text: String, columns: Int) {
        #expect(text.displayWidth == columns)
    }

    @Test(arguments: [
        ("小区停水三天", 20, "小区停水三天"), ("小区停水三天", 12, "小区停水三天"), ("小区停水三天", 11, "小区停水三…"),
        ("小区停水三天", 10, "小区停水…"), ("abcdef", 4, "abc…"),
    ])
    func textIsCutAtColumns(text: String, width: Int, cut: String) {
        #expect(text.truncated(to: width) == cut)
        #expect(cut.displayWidth <= width)
    }

    @Test func othersTextCannotSteerTheTerminal() {
        #expect("a\u{1B}[31mb\u{202E}c\n\u{9B}d".printable == "a\u{FFFD}[31mb\u{FFFD}c\u{FFFD}\u{FFFD}d")
        #expect("平常的 text – “ok”".printable == "平常的 text – “ok”")
    }

    private var table: Table {
        var table = Table([.init("编号"), .init("标题", shrinks: true), .init("数", .right)])
        table.add("1405", "小区停水三天无人处理", "7")
        table.add("2", Table.Cell("road", .bad), "1000")
        return table
    }

    @Test func columnsAlignByDisplayWidth() {
        #expect(
            table.text(width: nil, colour: false) == """
                编号  标题                    数
                1405  小区停水三天无人处理     7
                2     road                  1000

                """)
    }

    @Test func aNarrowTerminalCutsOnlyWhatMayShrink() {
        let lines = table.text(width: 24, colour: false).split(separator: "\n")
        #expect(lines.allSatisfy { String($0).displayWidth <= 24 })
        #expect(lines[1] == "1405  小区停水三…      7")
        #expect(lines[2] == "2     road          1000")
    }

    @Test func colourIsAddedAfterPadding() {
        let text = table.text(width: nil, colour: true)
        #expect(text.contains("\u{1B}[31;1mroad                \u{1B}[0m  1000"))
    }

    @Test func progressIsSilentWhereNobodyWatches() {
        let errors = RecordingSink()
        let quiet = Terminal(output: RecordingSink(), errors: errors)
        Progress(quiet).show("50 %")
        #expect(errors.text.isEmpty)
        let watched = Terminal(output: RecordingSink(), errors: errors, showsProgress: true)
        Progress(watched).show("50 %")
        #expect(errors.text == "\r\u{1B}[K50 %")
    }

    @Test func standardOutputOfATestIsNoTerminalOrObeysNoColor() {
        #expect(!Terminal.standard(environment: ["NO_COLOR": "1"]).colour)
    }
}
