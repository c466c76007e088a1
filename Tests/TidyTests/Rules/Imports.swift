/// Holds every `import` to the table.
enum Imports {
    static let rules = [table, exported]

    private static let table = Rule(
        "import", cure: "section 3 of the design does not allow it: move the code, or the idea",
        offending: [
            Sample("import Foundation\nimport Database", lines: [2]),
            Sample("package import struct Node.Thing", at: "Sources/NodeCore/A.swift", lines: [1]),
            Sample("import Glibc", lines: [1]),
            Sample("import FoundationNetworking", at: "Sources/PeerTransport/Client.swift", lines: [1]),
            Sample("@testable import HotlineCore", at: "Tests/TidyTests/A.swift", lines: [1]),
            Sample("import Testing", lines: [1]),
            Sample("import SwiftUI", lines: [1]),
        ],
        clean: [
            Sample("package import Foundation\nimport WorkCalendar\nlet a = \"import Node\"\n// import Node"),
            Sample("import Glibc", at: "Sources/HTTPServer/A.swift"),
            Sample("import FoundationNetworking", at: "Sources/PeerTransport/FoundationTransport.swift"),
            Sample("import Testing\n@testable import Node", at: "Tests/NodeTests/A.swift"),
        ]
    ) { file in
        guard file.isSwift else { return [] }
        return file.imports.filter { !isAllowed($0.module, in: file) }.map(\.line)
    }

    private static let exported = Rule(
        "exported-import", cure: "import where it is used: what a target exports would escape the table",
        offending: [Sample("@_exported import Foundation", lines: [1])],
        clean: [Sample("import Foundation")]
    ) { file in
        file.linesOfCode(with: "@_exported")
    }

    private static func isAllowed(_ module: String, in file: SourceText) -> Bool {
        let isOurs = ImportTable.ours[module] != nil || ImportTable.ofTests.contains(module)
        guard isOurs, let target = file.target else { return ImportTable.allows(system: module, in: file) }
        if file.path.hasPrefix("Tests/") { return target != "TidyTests" }
        return ImportTable.ours[target]?.contains(module) ?? false
    }
}

extension SourceText {
    /// The modules that the file imports.
    var imports: [(module: String, line: Int)] {
        linesOfCode(with: "import ").compactMap { number in
            var words = codeLine(number).split(separator: " ").map(String.init)
            words.removeAll { $0.hasPrefix("@") || Self.accessLevels.contains($0) }
            guard words.first == "import", words.count > 1 else { return nil }
            let name = Self.importKinds.contains(words[1]) && words.count > 2 ? words[2] : words[1]
            return (String(name.prefix { $0 != "." }), number)
        }
    }

    private static let accessLevels: Set = ["package", "public", "internal", "private", "fileprivate"]
    private static let importKinds: Set = ["struct", "class", "enum", "protocol", "func", "var", "let", "typealias"]
}
