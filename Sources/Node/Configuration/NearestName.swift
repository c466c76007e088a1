/// Finds the name that a mistyped one was probably meant to be.
package enum NearestName {
    /// The nearest of `names`, if it is near enough that suggesting it helps: at most a third of the letters differ
    /// (and always one may), or it begins with what was typed. Ties go to the alphabetically first. Nil if none is.
    package static func of(_ typed: String, among names: some Collection<String>) -> String? {
        guard !typed.isEmpty else { return nil }
        let limit = max(1, typed.count / 3)
        let ranked = names.map { (name: $0, distance: distance(typed, $0)) }
            .sorted { ($0.distance, $0.name) < ($1.distance, $1.name) }
        if let best = ranked.first, best.distance <= limit { return best.name }
        return names.filter { $0.hasPrefix(typed) }.min()
    }

    /// Levenshtein's distance, with a swap of neighbours counted as one change: the commonest slip of the fingers.
    private static func distance(_ left: String, _ right: String) -> Int {
        let a = Array(left), b = Array(right)
        var before: [Int] = []
        var previous = Array(0...b.count)
        for i in a.indices {
            var current = [i + 1]
            for j in b.indices {
                let replaced = previous[j] + (a[i] == b[j] ? 0 : 1)
                var best = min(previous[j + 1] + 1, current[j] + 1, replaced)
                if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { best = min(best, before[j - 1] + 1) }
                current.append(best)
            }
            before = previous
            previous = current
        }
        return previous[b.count]
    }
}
