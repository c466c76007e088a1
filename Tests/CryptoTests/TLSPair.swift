import Crypto
import Foundation
import TestSupport

/// Files of certificates for one test.
struct TLSFiles {
    let folder: TemporaryDirectory
    let authority: TestAuthority

    init(_ authority: TestAuthority = TestAuthority()) throws {
        folder = try TemporaryDirectory()
        self.authority = authority
        try authority.pem.write(toFile: authorities, atomically: true, encoding: .utf8)
    }

    var authorities: String { folder.file("authority.crt") }

    func save(_ certificate: TestCertificate, as name: String) throws -> TLSContext.Identity {
        let files = try certificate.save(in: folder.path, as: name)
        return TLSContext.Identity(certificate: files.certificate, key: files.key)
    }
}

/// Two sessions and the wire between them.
struct TLSPair {
    let client: TLSSession
    let server: TLSSession
    /// Octets that the wire carries at a time.
    var piece = Int.max

    init(client: TLSContext, server: TLSContext, host: String = "localhost") {
        self.client = TLSSession(client, .client(host: host))
        self.server = TLSSession(server, .server)
    }

    /// The usual pair: a server of the authority, a client that trusts it.
    init(_ files: TLSFiles, host: String = "localhost") throws {
        let identity = try files.save(files.authority.issue("市节点"), as: "server")
        self.init(client: try .client(authorities: files.authorities), server: try .server(identity), host: host)
    }

    /// Carries what there is, both ways, until nobody has more to say.
    func settle() {
        repeat {
            client.advance()
            server.advance()
        } while carry(from: client, to: server) || carry(from: server, to: client)
    }

    /// Carries one piece; whether there was one that the other side took.
    func carry(from sender: TLSSession, to receiver: TLSSession) -> Bool {
        var taken = 0
        sender.drain { octets in
            receiver.fill { room in
                taken = min(octets.count, room.count, piece)
                room.copyMemory(from: UnsafeRawBufferPointer(rebasing: octets[..<taken]))
                return taken
            }
            return taken
        }
        return taken > 0
    }

    /// Sends all of `octets` and returns what arrives.
    func send(_ octets: [UInt8], from sender: TLSSession, to receiver: TLSSession) -> [UInt8] {
        var received: [UInt8] = []
        var sent = 0
        var isMoving = true
        while isMoving {
            let taken = octets[sent...].withUnsafeBytes { sender.write($0) }
            sent += taken
            let carried = carry(from: sender, to: receiver)
            let opened = receiver.readAll()
            received += opened
            isMoving = taken > 0 || carried || !opened.isEmpty
        }
        return received
    }
}

extension TLSSession {
    /// What can be read now.
    func readAll() -> [UInt8] {
        var all: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 40_000)
        while true {
            let count = buffer.withUnsafeMutableBytes { read(into: $0) }
            if count == 0 { return all }
            all += buffer[..<count]
        }
    }

    /// Takes octets of the test's own making; how many there was room for.
    @discardableResult
    func take(_ octets: [UInt8]) -> Int {
        var taken = 0
        fill { room in
            taken = min(room.count, octets.count)
            room.copyBytes(from: octets[..<taken])
            return taken
        }
        return taken
    }

    /// Takes out what there is for the wire.
    func output() -> [UInt8] {
        var all: [UInt8] = []
        while hasOutput {
            drain { octets in
                all += octets
                return octets.count
            }
        }
        return all
    }
}
