import Console
import Foundation
import HTTPServer
import HTTPWire
import Testing
import TestSupport

/// The console through a server, as a browser gets it.
@Suite(.timeLimit(.minutes(3))) struct ConsoleTests {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../../Sources/CConsole/files").standardizedFileURL

    /// The files of the console by their paths in its folder.
    private static func files() throws -> [String: [UInt8]] {
        var files: [String: [UInt8]] = [:]
        for name in FileManager.default.enumerator(atPath: folder.path)?.compactMap({ $0 as? String }) ?? [] {
            let url = folder.appending(path: name)
            guard !url.lastPathComponent.hasPrefix("."), !url.hasDirectoryPath,
                let data = try? Data(contentsOf: url)
            else { continue }
            files[name] = Array(data)
        }
        return files
    }

    @Test func `Every file of the folder is served as it is`() async throws {
        let files = try Self.files()
        try #require(files.keys.contains("index.html") && files.count > 2)
        try await withConsole { console in
            for (path, content) in files {
                let answer = try await console.get("/assets/" + path)
                #expect(answer.status == 200 && answer.body == content, "\(path)")
                #expect(answer.isGuarded, "\(path)")
            }
        }
    }

    @Test(arguments: ["/", "/desk", "/desk/", "/desk/tickets/140525-1-42?from=list", "/desk/a.js"])
    func `Every address of a desk is the one page`(path: String) async throws {
        let page = try Self.files()["index.html"]
        try await withConsole { console in
            let answer = try await console.get(path)
            #expect(answer.status == 200 && answer.body == page && answer.isGuarded)
            #expect(answer.headers["content-type"] == "text/html; charset=utf-8")
        }
    }

    @Test(arguments: ["/console", "/console/", "/console/%0D%0Alocation:%20//evil.example"])
    func `What people type leads to the start, whatever stands behind it`(path: String) async throws {
        try await withConsole { console in
            let answer = try await console.get(path)
            #expect(answer.status == 307 && answer.headers.all("location") == ["/"] && answer.isGuarded)
        }
    }

    @Test(arguments: [
        "/assets/../index.html", "/assets/js/../../Package.swift", "/assets/%2e%2e/index.html",
        "/assets/..%2f..%2f..%2f..%2fetc%2fpasswd", "/assets/%2e%2e%2f%2e%2e%2fetc/passwd",
        "/assets/%252e%252e%252fetc%252fpasswd", "/assets/..%5c..%5cetc%5cpasswd", "/assets/..\\..\\etc\\passwd",
        "/assets//etc/passwd", "/assets/%2fetc%2fpasswd", "/assets/index.html%00.css", "/assets/%00",
        "/assets/js", "/assets/js/", "/assets/", "/assets/index.html/", "/assets/./index.html", "/assets/INDEX.HTML",
        "/assets/index%2ehtml%20", "/assets/%c0%ae%c0%ae/index.html", "/assets/.git/config", "/assets/files.c",
    ])
    func `No path leads out of the console's files`(path: String) async throws {
        try await withConsole { console in
            let answer = try await console.get(path)
            #expect([400, 404].contains(answer.status), "\(answer.status)")
            #expect(answer.headers["content-type"] == "application/problem+json")
            if answer.status == 404 { #expect(answer.isGuarded) }
        }
    }

    @Test func `A browser asks again and is told that its copy is good`() async throws {
        try await withConsole { console in
            let tag = try #require(try await console.get("/").headers["etag"])
            #expect(!tag.hasPrefix("W/") && tag.utf8.count > 40)
            for known in [tag, "W/\(tag)", "\"other\", \(tag)", "*"] {
                let answer = try await console.get("/", ["if-none-match": known])
                #expect(answer.status == 304 && answer.body.isEmpty && answer.headers["etag"] == tag, "\(known)")
                #expect(answer.isGuarded && answer.headers["cache-control"] == "no-cache")
            }
            for other in ["\"other\"", tag.replacingOccurrences(of: "\"", with: ""), String(tag.dropLast(4)) + "\""] {
                let answer = try await console.get("/", ["if-none-match": other])
                #expect(answer.status == 200, "\(other)")
            }
        }
    }

    @Test func `HEAD tells the length and sends nothing`() async throws {
        let page = try #require(try Self.files()["index.html"])
        try await withConsole { console in
            let answer = try await console.get("/", method: .head)
            #expect(answer.status == 200 && answer.body.isEmpty && answer.isGuarded)
            #expect(answer.headers["content-length"] == "\(page.count)")
        }
    }

    @Test func `Nothing of the console can be written to`() async throws {
        try await withConsole { console in
            for path in ["/", "/assets/index.html", "/desk/x"] {
                let answer = try await console.get(path, method: .put)
                #expect(answer.status == 405, "\(path)")
            }
        }
    }
}
