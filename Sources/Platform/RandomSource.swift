/// Where random numbers come from, so that tests and the simulator can draw them from a seed. Not for secrets: those
/// are drawn by `SecureRandom` of `Crypto`.
package protocol RandomSource: Sendable {
    /// 64 random bits.
    func next() -> UInt64
}

extension RandomSource {
    /// A number below `bound`, each as likely as the others up to one part in 2⁶⁴⁻ᵇ (b: the bits of `bound`).
    package func next(below bound: UInt64) -> UInt64 {
        precondition(bound > 0, "nothing lies below 0")
        return next().multipliedFullWidth(by: bound).high
    }

    /// A number from 0 up to, not including, 1.
    package func unit() -> Double { Double(next() >> 11) / 9_007_199_254_740_992 }
}

/// The system's generator.
package struct SystemRandom: RandomSource {
    /// The one there is.
    package init() {}

    package func next() -> UInt64 {
        var generator = SystemRandomNumberGenerator()
        return generator.next()
    }
}
