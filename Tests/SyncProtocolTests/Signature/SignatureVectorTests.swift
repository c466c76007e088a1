import Crypto
import SyncProtocol
import Testing

/// The examples of RFC 9421, appendix B.2: the bases of all, the signatures of those whose algorithms this node has.
@Suite struct SignatureVectorTests {
    private static let request = SignableMessage(
        .request(method: "POST", scheme: "https", authority: "example.com", target: "/foo?param=Value&Pet=dog"),
        fields: [
            ("Host", "example.com"), ("Date", "Tue, 20 Apr 2021 02:07:55 GMT"), ("Content-Type", "application/json"),
            ("Content-Digest", requestDigest), ("Content-Length", "18"),
        ])
    private static let response = SignableMessage(.response(status: 200), fields: [
        ("Date", "Tue, 20 Apr 2021 02:07:56 GMT"), ("Content-Type", "application/json"),
        ("Content-Digest", responseDigest), ("Content-Length", "23"),
    ])
    private static let requestDigest = "sha-512=:WZDPaVn/7XgHaAy8pmojAkGWoRx2UFChF41A2svX+TaPm+AbwAgBWnrIiYllu7BNNyeal"
        + "dVLvRwEmTHWXvJwew==:"
    private static let responseDigest = "sha-512=:mEWXIS7MaLRuGgxOBdODa3xqM1XdEvxoYhvlCFJ41QJgJc4GTsPp29l5oGX69wWdXymy"
        + "U0rjJuahq4l5aGgfLQ==:"

    /// One example: the member of `Signature-Input`, and the lines of the base before the last.
    struct Example: Sendable, CustomTestStringConvertible {
        let section: String
        let input: String
        let lines: [String]
        var isResponse = false

        var testDescription: String { section }
    }

    static let examples = [
        Example(
            section: "B.2.1",
            input: #"();created=1618884473;keyid="test-key-rsa-pss";nonce="b3k2pp5k7z-50gnwp.yemd""#, lines: []),
        Example(
            section: "B.2.2",
            input: #"("@authority" "content-digest" "@query-param";name="Pet");created=1618884473"#
                + #";keyid="test-key-rsa-pss";tag="header-example""#,
            lines: [
                #""@authority": example.com"#, "\"content-digest\": \(requestDigest)",
                #""@query-param";name="Pet": dog"#,
            ]),
        Example(
            section: "B.2.3",
            input: #"("date" "@method" "@path" "@query" "@authority" "content-type" "content-digest" "#
                + #""content-length");created=1618884473;keyid="test-key-rsa-pss""#,
            lines: [
                #""date": Tue, 20 Apr 2021 02:07:55 GMT"#, #""@method": POST"#, #""@path": /foo"#,
                #""@query": ?param=Value&Pet=dog"#, #""@authority": example.com"#,
                #""content-type": application/json"#, "\"content-digest\": \(requestDigest)",
                #""content-length": 18"#,
            ]),
        Example(
            section: "B.2.4",
            input: #"("@status" "content-type" "content-digest" "content-length");created=1618884473"#
                + #";keyid="test-key-ecc-p256""#,
            lines: [
                #""@status": 200"#, #""content-type": application/json"#, "\"content-digest\": \(responseDigest)",
                #""content-length": 23"#,
            ], isResponse: true),
        Example(
            section: "B.2.5",
            input: #"("date" "@authority" "content-type");created=1618884473;keyid="test-shared-secret""#,
            lines: [
                #""date": Tue, 20 Apr 2021 02:07:55 GMT"#, #""@authority": example.com"#,
                #""content-type": application/json"#,
            ]),
        Example(
            section: "B.2.6",
            input: #"("date" "@method" "@path" "@authority" "content-type" "content-length")"#
                + #";created=1618884473;keyid="test-key-ed25519""#,
            lines: [
                #""date": Tue, 20 Apr 2021 02:07:55 GMT"#, #""@method": POST"#, #""@path": /foo"#,
                #""@authority": example.com"#, #""content-type": application/json"#, #""content-length": 18"#,
            ]),
    ]

    @Test(arguments: examples)
    func `The base is the one that the RFC prints`(example: Example) throws {
        let base = try Self.base(of: example)
        #expect(base == (example.lines + ["\"@signature-params\": \(example.input)"]).joined(separator: "\n"))
    }

    @Test func `The signature of B.2.6 is made and holds`() throws {
        let key = try #require(SigningKey(pem: """
            -----BEGIN PRIVATE KEY-----
            MC4CAQAwBQYDK2VwBCIEIJ+DYvh6SEqVTm50DFtMDoQikTmiCqirVv9mWG9qfSnF
            -----END PRIVATE KEY-----
            """))
        let base = Array(try Self.base(of: Self.examples[5]).utf8)
        let signature = key.sign(base)
        #expect(
            StructuredField.Bare.bytes(signature).description
                == ":wqcAqbmYJ2ji2glfAMaRy4gruYYnx2nEFN2HN6jrnDnQCK1u02Gb04v9EDgwUPiu4A0w6vuQv5lIp5WPpBKRCw==:")
        #expect(key.publicKey.verifies(signature, of: base))
        #expect(!key.publicKey.verifies(signature, of: base + [0]))
        #expect(key.publicKey == VerifyingKey("ed25519:JrQLj5P_89iXES9-vFgrIy29clF9CC_oPPsw3c5D0bs"))
    }

    @Test func `The code of B.2.5 is made`() throws {
        let secret = try #require(Base64URL.decode(
            "uzvJfB4u3N0Jy4T7NZ75MDVcr8zSTInedJtkgcu46YW4XByzNJjxBdtjUkdJPBtbmHhIDi6pcl8jsasjlTMtDQ"))
        let code = HMAC(key: secret).hash(try Self.base(of: Self.examples[4]))
        #expect(
            StructuredField.Bare.bytes(code.withUnsafeBytes { Array($0) }).description
                == ":pxcQw6G3AjtMBQjwo8XzkZf/bws5LelbaMk5rGIGtE8=:")
    }

    /// RFC 9530, appendix B.1 and B.2.
    @Test(arguments: [
        ("{\"hello\": \"world\"}\n", "sha-256=:RK/0qy18MlBSVnWgjwz6lZEWjP/lF5HF9bvEF8FabDg=:"),
        ("", "sha-256=:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=:"),
    ])
    func `A digest is the one that the RFC prints`(body: String, value: String) throws {
        let matches = { (value: String) in
            try Array(body.utf8).withUnsafeBytes { try ContentDigest.matches(value, body: $0, hashing: SHA.self) }
        }
        #expect(Array(body.utf8).withUnsafeBytes { ContentDigest.value(of: $0, hashing: SHA.self) } == value)
        #expect(try matches("md5=:AAAA:, \(value)"))
        #expect(try !matches("md5=:AAAA:"))
    }

    private static func base(of example: Example) throws -> String {
        let input = try StructuredFieldParser.dictionary("sig=\(example.input)", of: "Signature-Input")
        let parameters = try #require(input["sig"].flatMap(SignatureParameters.init))
        return try SignatureBase.text(parameters, of: example.isResponse ? response : request)
    }
}
