import Foundation
import Platform
import TestSupport
import Testing
import WorkCalendar

@testable import Node

/// Tables as files: nothing in a cell is run, nothing is lost.
@Suite struct ExportTableTests {
    // proves: ZZ23-47
    @Test(arguments: ["=1+1", "+1", "-1", "@a", "\ta", "\ra", "＝1", "=HYPERLINK(\"http://x\")"])
    func formulasAreShownAsText(_ text: String) throws {
        var table = CSVTable()
        let line = String(decoding: table.row([.text(text)]), as: UTF8.self)
        #expect(line.hasPrefix("\"'") && line.hasSuffix("\"\r\n"))
        #expect(line.contains(text.replacingOccurrences(of: "\"", with: "\"\"")))
    }

    @Test func cellsAsSpreadsheetsReadThem() throws {
        var table = CSVTable()
        let head = table.begin(["甲", "乙"])
        #expect(head.prefix(3) == [0xEF, 0xBB, 0xBF])
        let moment = try #require(Moment("2026-11-21T20:00:05.500+08:00"))
        let cells: [ExportCell] = [.code("13800005678"), .moment(moment), .number(3), .empty, .text("a\"b,\nc")]
        let line = String(decoding: table.row(cells), as: UTF8.self)
        #expect(line == "\"13800005678\t\",2026-11-21 20:00:05,3,,\"a\"\"b,\nc\"\r\n")
        #expect(table.end().isEmpty)
    }

    /// The check value of CRC-32 (ITU-T V.42).
    @Test func checksum() {
        var checksum = CRC32()
        checksum.add(Array("1234".utf8))
        checksum.add(Array("56789".utf8))
        #expect(checksum.value == 0xCBF4_3926)
    }

    @Test func momentsAreDaysOfASpreadsheet() throws {
        #expect(ExportMoment.serial(try #require(Moment("2026-01-01T12:00:00+08:00"))) == 46_023.5)
    }

    /// A workbook ends before its offsets would.
    @Test func workbookEndsInTime() throws {
        var book = Workbook(mostBytes: 4_000)
        _ = book.begin(["标题"])
        #expect(throws: WorkbookFull.self) {
            for _ in 0..<100 { _ = try book.row([.text("停水")]) }
        }
        #expect(ZipStore.mostBytes < UInt64(UInt32.max))
    }

    /// An outside reader finds the archive whole and the texts as they were.
    @Test func workbookIsReadByOthers() async throws {
        var book = Workbook()
        var bytes = book.begin(["标题", "时间"])
        let moment = try #require(Moment("2026-01-01T12:00:00+08:00"))
        bytes += try book.row([.text("<停水> & \u{1}“三天”"), .moment(moment)])
        bytes += try book.row([.code("013800005678"), .number(7)])
        bytes += book.end()
        let folder = try TemporaryDirectory()
        try Data(bytes).write(to: URL(filePath: folder.file("book.xlsx")))
        let script = """
            import sys, zipfile, xml.etree.ElementTree as e
            z = zipfile.ZipFile(sys.argv[1]); assert z.testzip() is None
            for n in z.namelist(): e.fromstring(z.read(n))
            s = e.fromstring(z.read('xl/worksheets/sheet1.xml'))
            ns = '{http://schemas.openxmlformats.org/spreadsheetml/2006/main}'
            print('|'.join(''.join(c.itertext()) for r in s.iter(ns + 'row') for c in r))
            """
        let reader = try ChildProcess(
            executable: "/usr/bin/env", arguments: ["python3", "-c", script, folder.file("book.xlsx")],
            output: .file(folder.file("read")), errors: .file(folder.file("errors")))
        _ = await reader.wait()
        let text = try String(contentsOfFile: folder.file("read"), encoding: .utf8)
        #expect(text == "标题|时间|<停水> & “三天”|46023.5|013800005678|7\n")
    }
}
