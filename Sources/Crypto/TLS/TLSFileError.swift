internal import Glibc

/// A file of certificates or keys that cannot be used.
package struct TLSFileError: Error, Sendable, Equatable, CustomStringConvertible {
    /// What is wrong with it.
    package enum Fault: Sendable, Equatable {
        /// The system does not let it be read, in its words.
        case unreadable(String)
        /// There is no certificate in it.
        case noCertificate
        /// There is no private key in it, or one behind a passphrase.
        case noKey
        /// The key belongs to another certificate.
        case anotherKey
    }

    /// The file as it was named.
    package let file: String
    package let fault: Fault

    /// Names a file and its fault.
    package init(_ file: String, _ fault: Fault) {
        self.file = file
        self.fault = fault
    }

    /// What is wrong, without the file's name.
    package var cause: String {
        switch fault {
        case .unreadable(let reason): "cannot be read: \(reason)"
        case .noCertificate: "holds no certificate in PEM"
        case .noKey: "holds no private key in PEM that can be read without a passphrase"
        case .anotherKey: "holds the key of another certificate"
        }
    }

    /// What mends it.
    package var cure: String {
        switch fault {
        case .unreadable: "check the path and the permission to read it"
        case .noCertificate: "name a file that begins with -----BEGIN CERTIFICATE-----"
        case .noKey: "write the key without a passphrase: openssl pkey -in FILE -out FILE"
        case .anotherKey: "name the key that the certificate was asked for with"
        }
    }

    package var description: String { "\(file) \(cause); \(cure)" }

    /// Throws unless the process may read the file.
    static func requireReadable(_ file: String) throws(TLSFileError) {
        guard access(file, R_OK) == 0 else {
            throw TLSFileError(file, .unreadable(String(cString: strerror(errno))))
        }
    }
}
