/// The counters of one source and generation that have been accepted, for ever: as ranges, so that a million ids in
/// order cost one (幂等去重). Sorted, disjoint, never touching.
package struct IDRanges: Equatable, Sendable {
    package private(set) var ranges: [ClosedRange<Int64>] = []

    package init() {}

    /// How many counters are in it.
    package var count: Int64 { ranges.reduce(0) { $0 + ($1.upperBound - $1.lowerBound + 1) } }

    /// Whether the counter has been inserted.
    package func contains(_ counter: Int64) -> Bool {
        let index = firstEnding(atOrAfter: counter)
        return index < ranges.count && ranges[index].lowerBound <= counter
    }

    /// Adds one counter, at least 0; false where it was in already.
    @discardableResult
    package mutating func insert(_ counter: Int64) -> Bool {
        // The common case: the next id in order.
        if let last = ranges.last, last.upperBound < Int64.max, counter == last.upperBound + 1 {
            ranges[ranges.count - 1] = last.lowerBound...counter
            return true
        }
        guard !contains(counter) else { return false }
        insert(counter...counter)
        return true
    }

    /// Adds a range; what was in already stays.
    package mutating func insert(_ new: ClosedRange<Int64>) {
        precondition(new.lowerBound >= 0, "counters are not negative")
        // All that overlap or touch: they end at new.lowerBound - 1 or later, begin at new.upperBound + 1 or earlier.
        let start = firstEnding(atOrAfter: max(new.lowerBound, 1) - 1)
        let reach = new.upperBound == .max ? Int64.max : new.upperBound + 1
        var end = start
        var merged = new
        while end < ranges.count, ranges[end].lowerBound <= reach {
            merged = min(merged.lowerBound, ranges[end].lowerBound)...max(merged.upperBound, ranges[end].upperBound)
            end += 1
        }
        ranges.replaceSubrange(start..<end, with: CollectionOfOne(merged))
    }

    /// Adds all of another set.
    package mutating func merge(_ other: IDRanges) {
        for range in other.ranges { insert(range) }
    }

    /// The index of the first range whose upper bound is at least `counter`.
    private func firstEnding(atOrAfter counter: Int64) -> Int {
        var (low, high) = (0, ranges.count)
        while low < high {
            let middle = (low + high) / 2
            if ranges[middle].upperBound < counter { low = middle + 1 } else { high = middle }
        }
        return low
    }
}

/// The compact form for storage: for each range the gap since the end of the one before and its length less one, as
/// LEB128.
extension IDRanges {
    /// Two bytes for a short range near its neighbour, 20 at most.
    package func encoded() -> [UInt8] {
        var bytes: [UInt8] = []
        var previous: Int64 = -1
        for range in ranges {
            Self.append(UInt64(range.lowerBound - previous - 1), to: &bytes)
            Self.append(UInt64(range.upperBound - range.lowerBound), to: &bytes)
            previous = range.upperBound
        }
        return bytes
    }

    /// Reads what `encoded` writes; nil for anything else.
    package init?(decoding bytes: some Collection<UInt8>) {
        var rest = Array(bytes)[...]
        var next: UInt64 = 0
        while !rest.isEmpty {
            guard let gap = Self.read(&rest), let length = Self.read(&rest), gap > 0 || ranges.isEmpty else {
                return nil
            }
            let (start, overflow) = next.addingReportingOverflow(gap)
            let (end, overflow2) = start.addingReportingOverflow(length)
            guard !overflow, !overflow2, end <= UInt64(Int64.max) else { return nil }
            ranges.append(Int64(start)...Int64(end))
            next = end + 1
        }
    }

    private static func append(_ value: UInt64, to bytes: inout [UInt8]) {
        var value = value
        while value >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: value) | 0x80)
            value >>= 7
        }
        bytes.append(UInt8(value))
    }

    private static func read(_ bytes: inout ArraySlice<UInt8>) -> UInt64? {
        var value: UInt64 = 0
        for shift in stride(from: UInt64(0), to: 63, by: 7) {
            guard let byte = bytes.popFirst() else { return nil }
            value |= UInt64(byte & 0x7F) << shift
            if byte < 0x80 { return byte == 0 && shift > 0 ? nil : value }
        }
        return nil
    }
}
