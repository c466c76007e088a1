/// Samples in ascending order, for reading off percentiles.
struct Percentiles: Sendable {
    private let sorted: [Double]

    init(_ samples: [Double]) {
        sorted = samples.sorted()
    }

    /// The smallest sample that `percent` of all samples do not exceed (nearest rank); nil without samples.
    func value(at percent: Double) -> Double? {
        guard !sorted.isEmpty else { return nil }
        let rank = (percent / 100 * Double(sorted.count)).rounded(.up)
        return sorted[min(sorted.count, max(1, Int(rank))) - 1]
    }

    var p50: Double? { value(at: 50) }
    var p99: Double? { value(at: 99) }
}
