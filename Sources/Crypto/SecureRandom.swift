import COpenSSL

/// Bytes nobody can guess, from libcrypto's generator.
package enum SecureRandom {
    /// `count` bytes. Ends the process if the machine has no entropy: there is no safe way on.
    package static func bytes(_ count: Int) -> [UInt8] {
        [UInt8](unsafeUninitializedCapacity: count) { buffer, initialised in
            precondition(RAND_bytes(buffer.baseAddress, Int32(count)) == 1, "no secure random bytes")
            initialised = count
        }
    }
}
