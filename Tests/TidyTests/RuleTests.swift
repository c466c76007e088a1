import Testing

/// Each rule finds what breaks it and nothing else: a check that cannot fail would be worth nothing.
@Suite struct RuleTests {
    @Test(arguments: Rule.all)
    func `A rule finds its offending samples, line by line`(_ rule: Rule) {
        #expect(!rule.offending.isEmpty)
        for sample in rule.offending {
            #expect(!sample.lines.isEmpty)
            #expect(rule.check([sample.source]).map(\.line) == sample.lines, "\(sample.text)")
        }
    }

    @Test(arguments: Rule.all)
    func `A rule lets its clean samples pass`(_ rule: Rule) {
        #expect(!rule.clean.isEmpty)
        for sample in rule.clean {
            #expect(rule.check([sample.source]) == [], "\(sample.text)")
        }
    }

    @Test func `A dictionary declared in one file is found when another iterates over it`() throws {
        let rule = try #require(Rule.all.first { $0.name == "determinism unsorted iteration" })
        let declaring = Sample("struct A {\n var peers: [String: Int]\n}", at: "Sources/SyncProtocol/A.swift").source
        let iterating = Sample("extension A {\n func f() { for p in peers {} }\n}", at: "Sources/SyncProtocol/B.swift")
        #expect(rule.check([declaring, iterating.source]).map(\.path) == ["Sources/SyncProtocol/B.swift"])
        let other = Sample("var peers: [Int] = []", at: "Sources/SyncProtocol/C.swift").source
        #expect(rule.check([declaring, iterating.source, other]) == [])
    }

    @Test(arguments: [
        ("a // b\nc", "a     \nc"),
        ("a /* b /* c */ d */ e", "a                   e"),
        ("f(\"x\\\"y\") + g", "f(\"    \") + g"),
        ("\"a\\(b(\"c\")) d\" e", "\"  (b(\" \"))  \" e"),
        ("#\"a\"b\\(c)\"# d", "#\"       \"# d"),
        ("#\"a\\#(b)\"#", "#\"   (b)\"#"),
        ("\"\"\"\n a \"b\" // c\n \"\"\" d", "\"\"\"\n           \n \"\"\" d"),
        ("#if a\n\"b", "#if a\n\" "),
    ])
    func `Comments and texts are blanked, and only they`(text: String, blanked: String) {
        #expect(String(decoding: BlankedText.blank(Array(text.utf8)), as: UTF8.self) == blanked)
    }

    @Test(arguments: [
        ("import Node", "Node"), ("package import struct Node.Unit", "Node"), ("@testable import Node", "Node"),
        ("import Node.Sub", "Node"),
    ])
    func `An import is read in each of its forms`(line: String, module: String) {
        let file = SourceText(path: "Sources/Node/A.swift", text: "let important = 1\n" + line)
        #expect(file.imports.map(\.module) == [module])
        #expect(file.imports.map(\.line) == [2])
    }

    @Test func `The manifest's rows are read and compared with the table`() {
        let manifest = Manifest("""
            .systemLibrary(name: "CSQLite", pkgConfig: "sqlite3", providers: [.apt(["x"])]),
            module("Platform", ["CPlatform"]),
            module("HotlineCore", ["WorkCalendar", "Node"], resources: [.embedInCode("A")]),
            module("Storage", [
                "Database",
            ]),
            module("Extra"),
            .executableTarget(name: "hotline", dependencies: ["HotlineCLI"], swiftSettings: strict),
            """)
        #expect(manifest.rows["Platform"] == ["CPlatform"])
        #expect(manifest.rows["CSQLite"] == [])
        #expect(manifest.rows["hotline"] == ["HotlineCLI"])
        #expect(manifest.differences == [
            "Extra has no row in the table", "HotlineCore may not depend on Node",
            "Storage does not depend on Crypto, HotlineCore, SyncProtocol, WorkCalendar, as the table says",
        ])
    }
}
