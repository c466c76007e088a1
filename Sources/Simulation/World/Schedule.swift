/// What is to come, earliest first; of one moment, in the order in which it was put down. A binary heap.
struct Schedule {
    private struct Entry {
        var at: Int64
        var order: Int
        var happening: Happening

        static func < (left: Entry, right: Entry) -> Bool { (left.at, left.order) < (right.at, right.order) }
    }

    private var heap: [Entry] = []
    private var count = 0

    /// When the next of it is, in milliseconds.
    var next: Int64? { heap.first?.at }

    mutating func add(_ happening: Happening, at milliseconds: Int64) {
        count += 1
        heap.append(Entry(at: milliseconds, order: count, happening: happening))
        var child = heap.count - 1
        while child > 0, heap[child] < heap[(child - 1) / 2] {
            heap.swapAt(child, (child - 1) / 2)
            child = (child - 1) / 2
        }
    }

    mutating func pop() -> (at: Int64, happening: Happening)? {
        guard let first = heap.first else { return nil }
        heap[0] = heap[heap.count - 1]
        heap.removeLast()
        var parent = 0
        while true {
            var least = parent
            for child in [2 * parent + 1, 2 * parent + 2] where child < heap.count && heap[child] < heap[least] {
                least = child
            }
            if least == parent { break }
            heap.swapAt(parent, least)
            parent = least
        }
        return (first.at, first.happening)
    }

    /// Drops what nobody wants any more.
    mutating func remove(where isUnwanted: (Happening) -> Bool) {
        var kept = Schedule()
        for entry in heap.sorted(by: <) where !isUnwanted(entry.happening) { kept.add(entry.happening, at: entry.at) }
        self = kept
    }
}
