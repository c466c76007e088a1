import WorkCalendar

/// A table as a workbook (ECMA-376, Office Open XML): texts inline, moments and numbers as what they are, a new sheet
/// where one is full.
struct Workbook: TableWriter {
    /// Rows of one sheet; spreadsheets take 1,048,576.
    static let rowsOfSheet = 1_000_000
    /// Rows that are promised to fit in one archive, at no more than 4 KB each.
    static let mostRows = 1_000_000

    private let mostBytes: UInt64
    private var archive = ZipStore()
    private var head: [String] = []
    private var sheets = 0
    private var rows = 0

    init(mostBytes: UInt64 = ZipStore.mostBytes) { self.mostBytes = mostBytes }

    mutating func begin(_ head: [String]) -> [UInt8] {
        self.head = head
        return archive.open("xl/styles.xml") + archive.write(Self.styles) + openSheet()
    }

    mutating func row(_ cells: [ExportCell]) throws -> [UInt8] {
        guard archive.bytes <= mostBytes else { throw WorkbookFull() }
        var bytes: [UInt8] = []
        if rows == Self.rowsOfSheet { bytes = closeSheet() + openSheet() }
        rows += 1
        return bytes + archive.write(Self.xml(cells))
    }

    mutating func end() -> [UInt8] {
        var bytes = closeSheet()
        for (name, document) in [
            ("xl/workbook.xml", workbook), ("xl/_rels/workbook.xml.rels", relations),
            ("_rels/.rels", Self.root), ("[Content_Types].xml", types),
        ] {
            bytes += archive.open(name) + archive.write(document)
        }
        return bytes + archive.finish()
    }

    private mutating func openSheet() -> [UInt8] {
        sheets += 1
        rows = 0
        let opening = Self.declaration + """
            <worksheet xmlns="\(Self.main)"><sheetViews><sheetView workbookViewId="0">\
            <pane ySplit="1" topLeftCell="A2" state="frozen"/></sheetView></sheetViews><sheetData>
            """
        return archive.open("xl/worksheets/sheet\(sheets).xml") + archive.write(Array(opening.utf8))
            + archive.write(Self.xml(head.map { .text($0) }))
    }

    private mutating func closeSheet() -> [UInt8] { archive.write(Array("</sheetData></worksheet>".utf8)) }

    private static func xml(_ cells: [ExportCell]) -> [UInt8] {
        var text = "<row>"
        for cell in cells {
            switch cell {
            case .empty: text += "<c/>"
            case .number(let number): text += "<c><v>\(number)</v></c>"
            case .moment(let moment): text += #"<c s="1"><v>\#(ExportMoment.serial(moment))</v></c>"#
            case .text(let value), .code(let value):
                text += #"<c t="inlineStr" s="2"><is><t xml:space="preserve">\#(escaped(value))</t></is></c>"#
            }
        }
        return Array((text + "</row>").utf8)
    }

    /// Text as XML 1.0 takes it: control characters have no place in it.
    private static func escaped(_ text: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\t", "\n", "\r": result.unicodeScalars.append(scalar)
            case "\u{0}"..."\u{1F}", "\u{FFFE}", "\u{FFFF}": continue
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }
}

extension Workbook {
    private static let declaration = #"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"#
    private static let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    private static let relationships = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    private static let packageRelations = "http://schemas.openxmlformats.org/package/2006/relationships"
    private static let typePrefix = "application/vnd.openxmlformats-officedocument.spreadsheetml"

    private var numbers: ClosedRange<Int> { 1...max(1, sheets) }

    private var workbook: [UInt8] {
        let sheets = numbers.map { #"<sheet name="工单\#($0)" sheetId="\#($0)" r:id="rId\#($0)"/>"# }.joined()
        return Array((Self.declaration + """
            <workbook xmlns="\(Self.main)" xmlns:r="\(Self.relationships)"><sheets>\(sheets)</sheets></workbook>
            """).utf8)
    }

    private var relations: [UInt8] {
        let sheets = numbers.map { number in
            """
            <Relationship Id="rId\(number)" Type="\(Self.relationships)/worksheet" \
            Target="worksheets/sheet\(number).xml"/>
            """
        }.joined()
        return Array((Self.declaration + """
            <Relationships xmlns="\(Self.packageRelations)">\(sheets)\
            <Relationship Id="rIdStyles" Type="\(Self.relationships)/styles" Target="styles.xml"/></Relationships>
            """).utf8)
    }

    private static let root = Array((declaration + """
        <Relationships xmlns="\(packageRelations)">\
        <Relationship Id="rId1" Type="\(relationships)/officeDocument" Target="xl/workbook.xml"/></Relationships>
        """).utf8)

    private var types: [UInt8] {
        let sheets = numbers.map { number in
            """
            <Override PartName="/xl/worksheets/sheet\(number).xml" ContentType="\(Self.typePrefix).worksheet+xml"/>
            """
        }.joined()
        return Array((Self.declaration + """
            <Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">\
            <Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>\
            <Override PartName="/xl/workbook.xml" ContentType="\(Self.typePrefix).sheet.main+xml"/>\
            <Override PartName="/xl/styles.xml" ContentType="\(Self.typePrefix).styles+xml"/>\(sheets)</Types>
            """).utf8)
    }

    /// Style 1 is a moment, 2 a text that stays one when it is edited.
    private static let styles = Array((declaration + """
        <styleSheet xmlns="\(main)"><numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy-mm-dd hh:mm:ss"/>\
        </numFmts><fonts count="1"><font/></fonts><fills count="2"><fill/><fill><patternFill patternType="gray125"/>\
        </fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>\
        <cellXfs count="3"><xf/><xf numFmtId="164" applyNumberFormat="1"/><xf numFmtId="49" applyNumberFormat="1"/>\
        </cellXfs></styleSheet>
        """).utf8)
}

/// A workbook has grown to what its archive holds: a file that breaks off is seen to be broken, one with wrong offsets
/// is not.
struct WorkbookFull: Error, CustomStringConvertible {
    var description: String { "the workbook is full; export as CSV, or fewer tickets" }
}
