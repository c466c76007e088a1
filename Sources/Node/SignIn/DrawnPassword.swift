import Crypto

/// Passwords that the program draws: 80 bits in four groups, without letters that are read for others.
package enum DrawnPassword {
    private static let alphabet = Array("abcdefghijkmnpqrstuvwxyz23456789")

    /// A new one, such as `k7mp-x3fw-9dtr-hq2v`.
    package static func draw() -> String {
        let letters = SecureRandom.bytes(16).map { alphabet[Int($0) % alphabet.count] }
        return stride(from: 0, to: letters.count, by: 4).map { String(letters[$0..<$0 + 4]) }.joined(separator: "-")
    }

    /// How a drawn password is stored: cheaply, since no number of guesses reaches it.
    package static func hash(of password: String) -> String { PasswordHash(password, cost: .light).text }

    /// The same with a salt that follows from `purpose`: a network's files come out the same at each start.
    package static func steadyHash(of password: String, for purpose: String) -> String {
        let salt = Array(SHA256.hash("\(purpose)/\(password)").bytes.prefix(16))
        return PasswordHash(password, cost: .light, salt: salt).text
    }
}
