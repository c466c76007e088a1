import COpenSSL
import Foundation

/// A password as it is stored: scrypt (RFC 7914) with its cost and salt, in the PHC string form
/// `$scrypt$ln=15,r=8,p=3$salt$hash`, base64 without padding. Costs some 0.2 s and 32 MB:
/// never on the cooperative pool.
package struct PasswordHash: Sendable, Hashable {
    /// What one guess costs. Memory is 128 · r · 2^ln bytes.
    package struct Cost: Sendable, Hashable {
        /// The logarithm of N.
        package let log2N: Int
        /// The block size.
        package let r: Int
        /// The parallelism.
        package let p: Int

        /// One of the equal choices of the OWASP Password Storage Cheat Sheet, the one that takes 32 MB.
        package static let standard = Cost(log2N: 15, r: 8, p: 3)

        /// Little: for passwords that we drew ourselves, which nobody guesses however cheap a guess is.
        package static let light = Cost(log2N: 7, r: 8, p: 1)

        /// What a stored hash may ask of us; a hostile one could otherwise take all memory.
        var isSane: Bool { (1...20).contains(log2N) && (1...16).contains(r) && (1...16).contains(p) }

        /// A cost of our own choice, for tests.
        package init(log2N: Int, r: Int, p: Int) {
            self.log2N = log2N
            self.r = r
            self.p = p
        }
    }

    private static let saltBytes = 16
    private static let hashBytes = 32

    private let cost: Cost
    private let salt: [UInt8]
    private let hash: [UInt8]

    /// Hashes `password` with a fresh salt, or with `salt` of 8 bytes or more where the same is to come out again.
    package init(_ password: String, cost: Cost = .standard, salt: [UInt8]? = nil) {
        let salt = salt ?? SecureRandom.bytes(Self.saltBytes)
        precondition(salt.count >= 8, "a salt of \(salt.count) bytes")
        self.cost = cost
        self.salt = salt
        hash = Self.scrypt(password, salt, cost, count: Self.hashBytes)
    }

    /// Reads a stored hash; nil if it is not one of ours.
    package init?(text: String) {
        let parts = text.split(separator: "$", omittingEmptySubsequences: false)
        guard parts.count == 5, parts[0].isEmpty, parts[1] == "scrypt", let cost = Self.cost(parts[2]), cost.isSane,
            let salt = Self.decode(parts[3]), let hash = Self.decode(parts[4]),
            salt.count >= 8, hash.count == Self.hashBytes
        else { return nil }
        self.cost = cost
        self.salt = salt
        self.hash = hash
    }

    /// The form that is stored.
    package var text: String {
        "$scrypt$ln=\(cost.log2N),r=\(cost.r),p=\(cost.p)$\(Self.encode(salt))$\(Self.encode(hash))"
    }

    /// Whether `password` is the one that was hashed.
    package func matches(_ password: String) -> Bool {
        ConstantTime.equal(Self.scrypt(password, salt, cost, count: hash.count), hash)
    }

    /// Whether the hash was made at another cost than is asked for now, and should be made anew at the next sign-in.
    package func needsRehash(to cost: Cost = .standard) -> Bool { self.cost != cost }

    private static func scrypt(_ password: String, _ salt: [UInt8], _ cost: Cost, count: Int) -> [UInt8] {
        let n = UInt64(1) << cost.log2N
        let memory = UInt64(128 * cost.r) * (n + UInt64(cost.p) + 2) + 1_048_576
        // One person's two keyboards may compose 中 or é differently; NFC makes it one password (RFC 8265).
        let bytes = [UInt8](password.precomposedStringWithCanonicalMapping.utf8)
        return [UInt8](unsafeUninitializedCapacity: count) { result, initialised in
            let made = bytes.withUnsafeBytes { raw in
                EVP_PBE_scrypt(
                    raw.baseAddress?.assumingMemoryBound(to: CChar.self), raw.count, salt, salt.count, n,
                    UInt64(cost.r), UInt64(cost.p), memory, result.baseAddress, count)
            }
            precondition(made == 1, "scrypt failed: no memory")
            initialised = count
        }
    }

    private static func cost(_ text: Substring) -> Cost? {
        var values: [Substring: Int] = [:]
        for pair in text.split(separator: ",") {
            let sides = pair.split(separator: "=")
            guard sides.count == 2, let value = Int(sides[1]), values.updateValue(value, forKey: sides[0]) == nil
            else { return nil }
        }
        guard values.count == 3, let log2N = values["ln"], let r = values["r"], let p = values["p"] else { return nil }
        return Cost(log2N: log2N, r: r, p: p)
    }

    private static func encode(_ bytes: [UInt8]) -> String {
        Data(bytes).base64EncodedString().trimmingCharacters(in: CharacterSet(charactersIn: "="))
    }

    private static func decode(_ text: Substring) -> [UInt8]? {
        let padding = String(repeating: "=", count: (4 - text.utf8.count % 4) % 4)
        return Data(base64Encoded: text + padding).map { [UInt8]($0) }
    }
}
