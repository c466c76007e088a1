import Foundation
import TestSupport
import Testing

@testable import Node

/// A node's own file, and the reading of JSON5 below it.
@Suite struct NodeConfigurationTests {
    private static let digest = String(repeating: "0a", count: 32)

    static let sound = """
        // 泽州县
        {
          version: 1, code: '140525', "name": "泽州县", tier: "county",
          listen: {port: 14011,}, dataFolder: "data",
          ruleBooks: {handling: "zezhou-2023", assessment: "books/own.json"},
          units: [{id: "xiacun", name: "下村镇"}],
          peers: [{code: "140500", name: "晋城市", relation: "upper", baseURL: "https://10.0.0.1:14010",
                   secret: "sixteen characters", speaksFor: ["140500", "140000"]}],
          staff: [{id: "wang", name: "王", role: "operator", tokenDigest: "sha256:\(digest)"},
                  {id: "platform", name: "一体化平台", role: "system", source: "urn:example:platform"}],
          limits: {batchEvents: +500},  /* nothing else */
        }
        """

    @Test func `A sound file is read`() throws {
        let node = try NodeConfiguration.parse(Self.sound, named: "node.json5")
        #expect(node.listen == .init(host: "127.0.0.1", port: 14011))
        #expect(node.peers.first?.personalData == .masked)
        #expect(node.limits.batchEvents == 500)
        #expect(node.staff.map(\.role) == [.operator, .system])
    }

    @Test(arguments: [
        ("\"county\"", "\"subcentre\"", "code", "does not go with the tier"),
        ("\"140500\", name", "\"140525\", name", "peers[0].code", "the node's own"),
        ("baseURL: \"https://10.0.0.1:14010\",", "", "peers[0].baseURL", "missing"),
        ("https://10.0.0.1:14010", "http://a@10.0.0.1?x", "peers[0].baseURL", "no base address"),
        ("https://10.0.0.1:14010", "https://10.0.0.1/a", "peers[0].baseURL", "no base address"),
        ("https://10.0.0.1:14010", "http://10.0.0.1:14010", "peers[0].baseURL", "without TLS"),
        ("speaksFor", "plainHTTP: true, speaksFor", "peers[0].plainHTTP", "does not go with https://"),
        ("{port: 14011,}", "{port: 14011, host: '0.0.0.0'}", "listen", "without TLS to other machines"),
        ("{port: 14011,}", "{port: 14011, host: '128.0.0.1'}", "listen", "without TLS to other machines"),
        (
            "{port: 14011,}", "{port: 1, plainHTTP: true}, tls: {certificate: 'a', key: 'b'}", "listen",
            "though there is tls"
        ),
        ("dataFolder", "tls: {certificate: 'a'}, dataFolder", "tls.key", "missing"),
        (
            "dataFolder", "tls: {certificate: 'a', key: 'b', requireClientCertificate: true}, dataFolder",
            "tls.clientAuthorities", "missing"
        ),
        ("dataFolder", "clientCertificate: {key: 'b'}, dataFolder", "clientCertificate.certificate", "missing"),
        ("sixteen characters", "fifteen letters", "peers[0].secret", "too short"),
        ("[\"140500\", \"140000\"]", "[\"140000\"]", "peers[0].speaksFor", "leaves out the peer itself"),
        ("[\"140500\", \"140000\"]", "[\"140500\", 140000]", "peers[0].speaksFor", "is a list"),
        ("sha256:0a", "sha256:0", "staff[0].tokenDigest", "is no digest"),
        ("tokenDigest", "token: \"t\", tokenDigest", "staff[0].token", "stands beside tokenDigest"),
        (", source: \"urn:example:platform\"", "", "staff[1].source", "missing"),
        ("id: \"platform\"", "id: \"wang\"", "staff[1].id", "already taken by staff[0]"),
        ("batchEvents: +500", "batchEvents: 0", "limits.batchEvents", "is not a number"),
        ("batchEvents", "batchEvent", "limits.batchEvent", "unknown key"),
        ("dataFolder: \"data\",", "", "dataFolder", "missing"),
    ])
    func `A mistake is named with its place`(original: String, mistaken: String, path: String, cause: String) throws {
        try #require(Self.sound.contains(original))
        let text = Self.sound.replacing(original, with: mistaken, maxReplacements: 1)
        let error = #expect(throws: ConfigurationError.self) { try NodeConfiguration.parse(text, named: "node.json5") }
        let found = error?.problems.first { $0.path == path && $0.cause.contains(cause) }
        #expect(found?.place != nil, "\(String(describing: error))")
    }

    @Test(arguments: [
        "listen: {port: 14011}", "listen: {port: 14011, host: 'localhost'}", "listen: {port: 14011, host: '::1'}",
        "listen: {port: 14011, host: '10.3.0.25', plainHTTP: true}",
        "listen: {port: 14011, host: '0.0.0.0'}, tls: {certificate: 'a', key: 'b'}",
    ])
    func `Plain HTTP is for this machine, or said in so many words`(listen: String) throws {
        let text = Self.sound.replacing("listen: {port: 14011,}", with: listen)
        let node = try NodeConfiguration.parse(text, named: "node.json5")
        #expect(node.listen.port == 14011)
        let plain = text.replacing(
            "baseURL: \"https://10.0.0.1:14010\"", with: "baseURL: \"http://10.0.0.1:14010\", plainHTTP: true")
        #expect(try NodeConfiguration.parse(plain, named: "node.json5").peers[0].plainHTTP)
    }

    @Test func `Files of certificates lie beside the file, and each that is wrong is named with its key`() throws {
        let folder = try TemporaryDirectory()
        let authority = TestAuthority()
        try authority.pem.write(toFile: folder.file("city.crt"), atomically: true, encoding: .utf8)
        try authority.issue("140525").save(in: folder.path, as: "own")
        try authority.issue("140525").save(in: folder.path, as: "other")
        let text = Self.sound.replacing("dataFolder", with: """
            tls: {certificate: "own.crt", key: "own.key", clientAuthorities: "city.crt"}, authorities: "city.crt",
            clientCertificate: {certificate: "own.crt", key: "own.key"}, dataFolder
            """)
        func problems(_ text: String) throws -> [String] {
            try text.write(toFile: folder.file("node.json5"), atomically: true, encoding: .utf8)
            return try NodeConfiguration.load(folder.file("node.json5")).certificateProblems().map(\.description)
        }
        #expect(try problems(text) == [])
        let own = folder.file("own.crt")
        try #require(FileManager.default.fileExists(atPath: own))
        let found = try problems(
            text.replacing("key: \"own.key\", clientA", with: "key: \"other.key\", clientA")
                .replacing("authorities: \"city.crt\",", with: "authorities: \"none.crt\","))
        #expect(found.count == 2)
        #expect(found.first?.hasPrefix("tls.key: \(folder.file("other.key")) holds the key of another") == true)
        #expect(found.last?.hasPrefix("authorities: \(folder.file("none.crt")) cannot be read: No such") == true)
    }

    @Test func `A saved file is read again, by its owner only, and paths are the file's own`() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let path = folder.appending(path: "node.json").path
        let node = try NodeConfiguration.parse(Self.sound, named: "node.json5")
        try node.save(to: path)
        try node.save(to: path)
        var loaded = try NodeConfiguration.load(path)
        #expect(loaded.dataFolder == folder.appending(path: "data").path)
        #expect(loaded.ruleBooks.assessment == folder.appending(path: "books/own.json").path)
        #expect(loaded.ruleBooks.handling == "zezhou-2023")
        (loaded.dataFolder, loaded.ruleBooks) = (node.dataFolder, node.ruleBooks)
        #expect(loaded == node)
        let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
        #expect(mode == 0o600)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["node.json"])
    }
}

/// JSON5 as an administrator may write it, and what is said of what it is not.
@Suite struct JSON5ParserTests {
    @Test func `What JSON5 allows is read`() throws {
        let text = "\u{FEFF}{/* a */ $a_1: [1, -2.5e1, .5, +3,], 'b': \"\\u4e2d\\n\\\"\\\n文\", c: null, d: true} // end"
        guard case .object(let members) = try JSON5Parser.parse(text).content else {
            Issue.record("no object")
            return
        }
        #expect(members.map(\.name) == ["$a_1", "b", "c", "d"])
        #expect(members[1].value.content == .string("中\n\"文"))
        guard case .array(let numbers) = members[0].value.content else {
            Issue.record("no list")
            return
        }
        #expect(numbers.map(\.content) == [.number(1), .number(-25), .number(0.5), .number(3)])
    }

    @Test(arguments: [
        ("", 1, 1), ("{", 1, 2), ("{a:1", 1, 5), ("{a 1}", 1, 4), ("{\n a:1\n b:2}", 3, 2), ("[1 2]", 1, 4),
        ("{a:1} x", 1, 7), ("{a:'x}", 1, 4), ("/* x", 1, 1), ("{a:\"\\q\"}", 1, 7), ("{a:\"\\ud800\"}", 1, 7), 
        ("[1,,2]", 1, 4), ("{a:nan}", 1, 4),
        ("{a:1,\r\n  a:2}", 2, 3), ("{1:2}", 1, 3), (String(repeating: "[", count: 40), 1, 33), ("{a:Infinity}", 1, 4),
    ])
    func `What is not JSON5 is found at its place`(text: String, line: Int, column: Int) {
        let error = #expect(throws: JSON5Parser.Malformed.self) { try JSON5Parser.parse(text) }
        #expect(error?.place == TextPlace(line: line, column: column))
    }
}
