import Foundation
import Testing

/// The repository keeps its own rules.
@Suite struct TidyTests {
    private let repository = Repository()

    @Test func `Every file keeps every rule`() throws {
        let texts = try repository.texts()
        try #require(texts.count > 50, "the repository was not found")
        let all = Rule.all.flatMap { $0.check(texts) }.sorted()
        let standing = all.filter { finding in !Exception.all.contains { $0.excuses(finding) } }
        if !standing.isEmpty {
            Issue.record("\(standing.count) findings:\n\(standing.map(\.description).joined(separator: "\n"))")
        }
        for exception in Exception.all where !all.contains(where: exception.excuses) {
            Issue.record("the exception from \(exception.rule) for \(exception.path) excuses nothing: remove it")
        }
    }

    @Test func `The manifest says what the design's table says`() throws {
        let text = try String(contentsOf: repository.root.appending(path: "Package.swift"), encoding: .utf8)
        let manifest = Manifest(text)
        try #require(manifest.rows.count > 20)
        #expect(manifest.differences == [])
    }

    @Test func `Every import of ours has its row in the manifest`() throws {
        let text = try String(contentsOf: repository.root.appending(path: "Package.swift"), encoding: .utf8)
        let manifest = Manifest(text)
        for file in try repository.texts() where file.isSwift {
            guard let target = file.target, var row = manifest.rows[target] else { continue }
            if target.hasSuffix("Tests") { row.insert("TestSupport") }
            for (module, line) in file.imports where manifest.rows[module] != nil && !row.contains(module) {
                Issue.record("\(file.path):\(line): \(target) imports \(module), which Package.swift does not give it")
            }
        }
    }

    // proves: CARD-6
    @Test func `The package depends on none, and the network is reached by Foundation and sockets only`() throws {
        let text = try String(contentsOf: repository.root.appending(path: "Package.swift"), encoding: .utf8)
        #expect(text.contains("dependencies: [],\n    targets:") && !text.contains(".package("))
        let own = Set(Manifest(text).rows.keys)
        let system: Set = ["Foundation", "FoundationNetworking", "Glibc", "Synchronization"]
        for file in try repository.texts() where file.isSwift && file.path.hasPrefix("Sources/") {
            for (module, line) in file.imports where !own.contains(module) && !system.contains(module) {
                Issue.record("\(file.path):\(line): \(module) is neither ours nor the platform's")
            }
        }
    }

    @Test func `Nothing else stands at the top level`() throws {
        let strangers = try repository.topLevelNames().filter {
            !$0.hasPrefix(".") && !Repository.topLevel.contains($0)
        }
        #expect(strangers == [])
    }
}
