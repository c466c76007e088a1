import HotlineCore

/// The lines between nodes and what they carry at present.
struct Lines {
    private struct Way: Hashable {
        var from: Int
        var to: Int
    }

    private struct Place {
        var link: Int
        var isUp: Bool
    }

    private var places: [Way: Place] = [:]
    /// By link: how often each direction is cut at present.
    private var up: [Int]
    private var down: [Int]

    init(_ links: [Shape.Link], _ index: [NodeCode: Int]) {
        up = Array(repeating: 0, count: links.count)
        down = up
        for (link, ends) in links.enumerated() {
            guard let upper = index[ends.upper], let lower = index[ends.lower] else { continue }
            places[Way(from: lower, to: upper)] = Place(link: link, isUp: true)
            places[Way(from: upper, to: lower)] = Place(link: link, isUp: false)
        }
    }

    /// Whether what is sent one way arrives.
    func carries(from: Int, to: Int) -> Bool {
        guard let place = places[Way(from: from, to: to)] else { return false }
        return (place.isUp ? up : down)[place.link] == 0
    }

    func isOpen(_ one: Int, _ other: Int) -> Bool {
        carries(from: one, to: other) && carries(from: other, to: one)
    }

    mutating func cut(_ link: Int, _ direction: Fault.Direction) {
        if direction != .down { up[link] += 1 }
        if direction != .up { down[link] += 1 }
    }

    mutating func mend(_ link: Int) {
        up[link] = 0
        down[link] = 0
    }

    mutating func mendAll() { for link in up.indices { mend(link) } }
}
