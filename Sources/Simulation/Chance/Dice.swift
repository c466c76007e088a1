/// All chance of a world: the same seed draws the same numbers on every machine (SplitMix64).
struct Dice: Sendable {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    /// Dice of their own, so that one part of a world draws the same however often another part does.
    func fork(_ part: UInt64) -> Dice {
        var child = Dice(seed: state ^ (part &* 0xd1b5_4a32_d192_ed03))
        _ = child.next()
        return child
    }

    /// 64 random bits.
    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var value = state
        value = (value ^ value >> 30) &* 0xbf58_476d_1ce4_e5b9
        value = (value ^ value >> 27) &* 0x94d0_49bb_1331_11eb
        return value ^ value >> 31
    }

    /// A number below `bound`, which lies above 0.
    mutating func below(_ bound: Int) -> Int { Int(next().multipliedFullWidth(by: UInt64(bound)).high) }

    /// A number of a range, both ends included.
    mutating func within(_ range: ClosedRange<Int64>) -> Int64 {
        range.lowerBound + Int64(below(Int(range.upperBound - range.lowerBound) + 1))
    }

    /// True so many times in a million.
    mutating func happens(_ perMillion: Int) -> Bool { below(1_000_000) < perMillion }

    /// How long until the next of events that come, on average, every so many milliseconds: at least half of that and
    /// at most one and a half, which needs no logarithm that could differ between machines.
    mutating func wait(about mean: Int64) -> Int64 { within(max(1, mean / 2)...max(1, mean + mean / 2)) }

    /// One of some values; nil of none.
    mutating func one<Value>(of values: [Value]) -> Value? { values.isEmpty ? nil : values[below(values.count)] }
}
