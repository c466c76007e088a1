/// How many connections each remote address has.
struct AddressCounts {
    private var counts: [String: Int] = [:]

    subscript(host: String) -> Int { counts[host] ?? 0 }

    mutating func add(_ host: String) { counts[host, default: 0] += 1 }

    mutating func remove(_ host: String) {
        guard let count = counts[host] else { return }
        counts[host] = count > 1 ? count - 1 : nil
    }
}
