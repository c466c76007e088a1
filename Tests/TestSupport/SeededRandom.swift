import Platform
import Synchronization

/// The same numbers for the same seed, on every machine (SplitMix64).
package final class SeededRandom: RandomSource {
    private let state: Mutex<UInt64>

    /// The sequence of `seed`.
    package init(seed: UInt64) {
        state = Mutex(seed)
    }

    package func next() -> UInt64 {
        var value = state.withLock { state in
            state &+= 0x9e37_79b9_7f4a_7c15
            return state
        }
        value = (value ^ value >> 30) &* 0xbf58_476d_1ce4_e5b9
        value = (value ^ value >> 27) &* 0x94d0_49bb_1331_11eb
        return value ^ value >> 31
    }
}
