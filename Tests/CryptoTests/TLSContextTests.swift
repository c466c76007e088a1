import Crypto
import Foundation
import TestSupport
import Testing

@Suite struct TLSContextTests {
    private let files: TLSFiles

    init() throws { files = try TLSFiles() }

    private func fault(_ certificate: String, _ key: String) -> TLSFileError? {
        do throws(TLSFileError) {
            _ = try TLSContext.server(.init(certificate: certificate, key: key))
            return nil
        } catch {
            return error
        }
    }

    @Test func `Files that cannot be used are named with what is wrong`() throws {
        let own = try files.authority.issue("甲").save(in: files.folder.path, as: "own")
        let other = try files.authority.issue("乙").save(in: files.folder.path, as: "other")
        let empty = files.folder.file("empty.pem")
        try "".write(toFile: empty, atomically: true, encoding: .utf8)
        let absent = files.folder.file("absent.pem")

        #expect(fault(own.certificate, own.key) == nil)
        #expect(fault(own.certificate, other.key) == TLSFileError(other.key, .anotherKey))
        #expect(fault(empty, own.key) == TLSFileError(empty, .noCertificate))
        #expect(fault(own.certificate, empty) == TLSFileError(empty, .noKey))
        #expect(fault(own.certificate, own.certificate) == TLSFileError(own.certificate, .noKey))
        #expect(fault(absent, own.key) == TLSFileError(absent, .unreadable("No such file or directory")))
        #expect(throws: TLSFileError(empty, .noCertificate)) { try TLSContext.client(authorities: empty) }
    }

    @Test func `A key behind a passphrase is refused, and nobody is asked for it`() throws {
        let own = try files.authority.issue("甲").save(in: files.folder.path, as: "own")
        let locked = files.folder.file("locked.key")
        try """
            -----BEGIN ENCRYPTED PRIVATE KEY-----
            MIGbMFcGCSqGSIb3DQEFDTBKMCkGCSqGSIb3DQEFDDAcBAi3V5dTvR8tWgICCAAw
            DAYIKoZIhvcNAgkFADAdBglghkgBZQMEASoEEHQ2uW3bN1mXJb5y1m6q8EoEQGFh
            -----END ENCRYPTED PRIVATE KEY-----
            """.write(toFile: locked, atomically: true, encoding: .utf8)
        #expect(fault(own.certificate, locked) == TLSFileError(locked, .noKey))
    }

    @Test func `A context knows when its certificate ends`() throws {
        let now = Date().timeIntervalSince1970
        let context = try TLSContext.server(files.save(files.authority.issue("甲", days: -1...30), as: "own"))
        let expiry = try #require(context.expiry)
        #expect(abs(Double(expiry) - now - 30 * 86_400) < 60)
        #expect(try TLSContext.client(authorities: files.authorities).expiry == nil)
    }
}
