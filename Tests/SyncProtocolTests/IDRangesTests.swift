import SyncProtocol
import TestSupport
import Testing

@Suite struct IDRangesTests {
    @Test(arguments: 1...20 as ClosedRange<UInt64>)
    func agreesWithANaiveSet(_ seed: UInt64) throws {
        let random = SeededRandom(seed: seed)
        let span = 20 + random.next() % 400
        var (ranges, naive) = (IDRanges(), Set<Int64>())
        for _ in 0..<300 {
            let counter = Int64(random.next() % span)
            if random.next() % 5 == 0 {
                let range = counter...counter + Int64(random.next() % 9)
                ranges.insert(range)
                naive.formUnion(range)
            } else {
                says(ranges.insert(counter), naive.insert(counter).inserted)
            }
            expectSound(ranges)
        }
        #expect(ranges.count == Int64(naive.count))
        for counter in 0..<Int64(span) + 10 { #expect(ranges.contains(counter) == naive.contains(counter)) }
        #expect(IDRanges(decoding: ranges.encoded()) == ranges)
    }

    @Test(arguments: 1...10 as ClosedRange<UInt64>)
    func mergesAsSetsDo(_ seed: UInt64) {
        let random = SeededRandom(seed: seed)
        var (left, right, both) = (IDRanges(), IDRanges(), IDRanges())
        for _ in 0..<100 {
            let counter = Int64(random.next() % 150)
            if random.next() % 2 == 0 { left.insert(counter) } else { right.insert(counter) }
            both.insert(counter)
        }
        left.merge(right)
        #expect(left == both)
    }

    @Test func aMillionInOrderAreOneRange() {
        var ranges = IDRanges()
        for counter in 1...1_000_000 as ClosedRange<Int64> { ranges.insert(counter) }
        #expect(ranges.ranges == [1...1_000_000])
        #expect(ranges.encoded().count == 4)
    }

    @Test func reachesTheLargestCounter() {
        var ranges = IDRanges()
        says(ranges.insert(.max), true)
        says(ranges.insert(.max), false)
        ranges.insert(0...(.max - 1))
        #expect(ranges.ranges == [0...(.max)])
        #expect(IDRanges(decoding: ranges.encoded()) == ranges)
    }

    /// Half a pair, an endless number, a padded one, touching ranges, beyond 63 bits.
    @Test(arguments: [
        [1], [0x80, 0x80], [0x80, 0x00, 0x01], [1, 0, 0, 0], [UInt8](repeating: 0xFF, count: 9) + [0x7F, 0],
    ])
    func refusesDamagedBytes(_ bytes: [UInt8]) {
        #expect(IDRanges(decoding: bytes) == nil)
    }

    private func expectSound(_ ranges: IDRanges) {
        for (left, right) in zip(ranges.ranges, ranges.ranges.dropFirst()) {
            #expect(left.upperBound + 1 < right.lowerBound)
        }
    }
}
