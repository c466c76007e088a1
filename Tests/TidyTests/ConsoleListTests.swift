import Foundation
import Testing

/// The console's files are embedded by a list that people keep: it must name all of them and nothing else.
@Suite struct ConsoleListTests {
    private let root = Repository().root.appending(path: "Sources/CConsole")

    @Test func `The list of embedded files is the folder`() throws {
        let folder = root.appending(path: "files")
        let files = try FileManager.default.subpathsOfDirectory(atPath: folder.path).filter { name in
            let values = try folder.appending(path: name).resourceValues(forKeys: [.isRegularFileKey])
            return values.isRegularFile == true
        }
        try #require(files.contains("index.html"))
        let list = try String(contentsOf: root.appending(path: "files.c"), encoding: .utf8)
        #expect(Self.embedded(list) == files.sorted())
        #expect(Self.listed(list) == files.sorted())
    }

    @Test func `The list is read as the compiler reads it`() {
        let list = """
            static const unsigned char a_js[] = {
            #embed "files/a.js"
            };
            static const unsigned char b[] = {
            #embed "files/js/b.js"
            };
            FILE("a.js", a_js),
            FILE("js/b.js", a_js),
            """
        #expect(Self.embedded(list) == ["a.js"], "an array is named after its path")
        #expect(Self.listed(list) == ["a.js"], "a row gives a path its own bytes")
    }

    /// The paths whose bytes stand in an array of their name.
    private static func embedded(_ list: String) -> [String] {
        list.matches(of: /char (\w+)\[\] = \{\n#embed "files\/([^"]+)"\n\};/)
            .filter { $0.1 == name(of: $0.2) }.map { String($0.2) }
    }

    /// The paths of the table's rows that give the array of that name.
    private static func listed(_ list: String) -> [String] {
        list.matches(of: /FILE\("([^"]+)", (\w+)\)/).filter { $0.2 == name(of: $0.1) }.map { String($0.1) }
    }

    private static func name(of path: Substring) -> String {
        String(path.map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "_" })
    }
}
