import COpenSSL
import Foundation

// Unchecked: key and certificate are only read once they are made, which libcrypto allows from several threads.
/// A certificate authority made for one test, so that no file of it can ever expire.
package struct TestAuthority: @unchecked Sendable {
    /// What a certificate may be used for.
    package enum Use: String {
        case both = "serverAuth,clientAuth"
        case server = "serverAuth"
        case client = "clientAuth"
    }

    private let key: OwnKey
    private let own: OwnCertificate

    /// An authority that is its own.
    package init(_ name: String = "测试证书机构") {
        key = OwnKey()
        own = OwnCertificate(name, key, days: -1...3650)
        own.add(NID_basic_constraints, "critical,CA:TRUE", issuer: own)
        own.add(NID_key_usage, "critical,keyCertSign,cRLSign", issuer: own)
        own.sign(as: own, key)
    }

    /// The authority's certificate in PEM.
    package var pem: String { own.pem }

    /// A certificate for hosts (names, or addresses in figures), valid from and to so many days from now.
    package func issue(
        _ name: String, hosts: [String] = ["localhost", "127.0.0.1", "::1"], days: ClosedRange<Int> = -1...30,
        use: Use = .both
    ) -> TestCertificate {
        let key = OwnKey()
        let certificate = OwnCertificate(name, key, days: days)
        let isAddress = { (host: String) in host.allSatisfy { $0.isHexDigit || $0 == "." || $0 == ":" } }
        let names = hosts.map { isAddress($0) ? "IP:\($0)" : "DNS:\($0)" }.joined(separator: ",")
        certificate.add(NID_subject_alt_name, names, issuer: own)
        certificate.add(NID_ext_key_usage, use.rawValue, issuer: own)
        certificate.sign(as: own, self.key)
        return TestCertificate(certificate: certificate.pem, key: key.pem)
    }
}

/// A certificate and its private key, both in PEM.
package struct TestCertificate: Sendable {
    package let certificate: String
    package let key: String

    /// Writes `NAME.crt` and `NAME.key`, over whatever is there, each whole at once.
    @discardableResult
    package func save(in folder: String, as name: String) throws -> (certificate: String, key: String) {
        let paths = ("\(folder)/\(name).crt", "\(folder)/\(name).key")
        try key.write(toFile: paths.1, atomically: true, encoding: .utf8)
        try certificate.write(toFile: paths.0, atomically: true, encoding: .utf8)
        return paths
    }
}

private final class OwnKey {
    let pointer: OpaquePointer

    init() {
        var seed = [UInt8](repeating: 0, count: 32)
        precondition(RAND_bytes(&seed, 32) == 1, "no random bytes")
        guard let pointer = EVP_PKEY_new_raw_private_key(EVP_PKEY_ED25519, nil, seed, seed.count) else {
            preconditionFailure("no key")
        }
        self.pointer = pointer
    }

    deinit { EVP_PKEY_free(pointer) }

    var pem: String { text { PEM_write_bio_PrivateKey($0, pointer, nil, nil, 0, nil, nil) } }
}

private final class OwnCertificate {
    private let pointer: OpaquePointer

    init(_ name: String, _ key: OwnKey, days: ClosedRange<Int>) {
        guard let pointer = X509_new() else { preconditionFailure("out of memory") }
        self.pointer = pointer
        X509_set_version(pointer, 2)
        ASN1_INTEGER_set_int64(X509_get_serialNumber(pointer), Int64.random(in: 1...Int64.max))
        X509_gmtime_adj(X509_getm_notBefore(pointer), days.lowerBound * 86_400)
        X509_gmtime_adj(X509_getm_notAfter(pointer), days.upperBound * 86_400)
        let (subject, text) = (X509_get_subject_name(pointer), Array(name.utf8))
        // 0x1000: UTF-8.
        let isNamed = X509_NAME_add_entry_by_txt(subject, "CN", 0x1000, text, Int32(text.count), -1, 0) == 1
        precondition(isNamed, "\(name) cannot be a name")
        X509_set_pubkey(pointer, key.pointer)
    }

    deinit { X509_free(pointer) }

    var pem: String { text { PEM_write_bio_X509($0, pointer) } }

    func add(_ id: Int32, _ value: String, issuer: OwnCertificate) {
        var context = X509V3_CTX()
        X509V3_set_ctx(&context, issuer.pointer, pointer, nil, nil, 0)
        guard let made = X509V3_EXT_conf_nid(nil, &context, id, value) else {
            preconditionFailure("no extension \(value)")
        }
        X509_add_ext(pointer, made, -1)
        X509_EXTENSION_free(made)
    }

    func sign(as issuer: OwnCertificate, _ key: OwnKey) {
        X509_set_issuer_name(pointer, X509_get_subject_name(issuer.pointer))
        precondition(X509_sign(pointer, key.pointer, nil) > 0, "no signature")
    }
}

private func text(_ write: (OpaquePointer) -> Int32) -> String {
    guard let memory = BIO_new(BIO_s_mem()) else { preconditionFailure("out of memory") }
    defer { BIO_free(memory) }
    precondition(write(memory) == 1, "no PEM")
    var buffer = [UInt8](repeating: 0, count: 8_192)
    let count = BIO_read(memory, &buffer, Int32(buffer.count))
    return String(decoding: buffer.prefix(Int(count)), as: UTF8.self)
}
