package import HotlineCore
import NodeCore

/// Which nodes a simulated network has, and who stands above whom.
package struct Shape: Sendable {
    /// A link of two tiers.
    package struct Link: Sendable, Hashable {
        var upper: NodeCode
        var lower: NodeCode
        /// The lower node cannot be reached from above: it fetches.
        var fetches = false
        /// The link carries the full records of petitioners who asked for nothing.
        var isFull = false
    }

    /// A node, those above before those below.
    package struct Member: Sendable, Hashable {
        package var code: NodeCode
        var tier: Tier
    }

    /// Every node, those above before those below.
    package private(set) var members: [Member] = []
    /// Every link, in the order of the nodes at their lower ends.
    package private(set) var links: [Link] = []

    /// Adds a node below others.
    mutating func add(_ code: NodeCode, _ tier: Tier, below uppers: Link...) {
        members.append(Member(code: code, tier: tier))
        links += uppers
    }

    /// Those whose feed goes up over a node, itself included.
    func subtrees() -> [NodeCode: Set<NodeCode>] {
        var subtrees = Dictionary(uniqueKeysWithValues: members.map { ($0.code, Set([$0.code])) })
        // From below upward: whoever is added later stands below.
        for link in links.reversed() {
            let below = subtrees[link.lower] ?? []
            subtrees[link.upper]?.formUnion(below)
        }
        return subtrees
    }

    /// For each node those that stand above it, directly or not.
    func uppers() -> [NodeCode: Set<NodeCode>] {
        var uppers: [NodeCode: Set<NodeCode>] = [:]
        for link in links { uppers[link.lower, default: []].formUnion((uppers[link.upper] ?? []).union([link.upper])) }
        return uppers
    }
}

/// Codes as GB/T 2260 forms them, province by province in its order.
extension Shape {
    private static let provinces = [
        11, 12, 13, 14, 15, 21, 22, 23, 31, 32, 33, 34, 35, 36, 37, 41, 42, 43, 44, 45, 46, 50, 51, 52, 53, 54, 61, 62,
        63, 64, 65,
    ]
    private static let nationalCities = 333
    private static let nationalCounties = 2_843

    /// The country: 31 provinces, 333 cities and 2,843 counties, spread evenly.
    package static let national = even(provinces: provinces.count, cities: nationalCities, counties: nationalCounties)

    /// Provinces with so many cities among them, and counties among these.
    package static func even(provinces count: Int, cities: Int, counties: Int) -> Shape {
        var shape = Shape()
        var city = 0
        var county = 0
        for (index, province) in provinces.prefix(count).enumerated() {
            let above = code(province, 0, 0)
            shape.add(above, .province)
            for number in 1...max(1, share(of: cities, among: count, at: index)) where city < cities {
                let middle = code(province, number, 0)
                shape.add(middle, .city, below: Link(upper: above, lower: middle))
                for last in 0..<share(of: counties, among: cities, at: city) where county < counties {
                    let below = code(province, number, last + 1)
                    shape.add(below, .county, below: Link(upper: middle, lower: below))
                    county += 1
                }
                city += 1
            }
        }
        return shape
    }

    /// A network of so many nodes, in one province: its tree, second ways up, sub-centres and nodes that fetch are
    /// drawn from the seed.
    package static func drawn(nodes count: Int, seed: UInt64) -> Shape {
        var dice = Dice(seed: seed).fork(0x5a)
        var shape = Shape()
        let province = code(provinces[dice.below(provinces.count)], 0, 0)
        shape.add(province, .province)
        var cities: [(code: NodeCode, counties: Int)] = []
        while shape.members.count < count {
            let wantsCity = cities.isEmpty || (dice.below(4) == 0 && cities.count < 99)
            if wantsCity {
                let city = code(Int(province.rawValue.prefix(2)) ?? 0, cities.count + 1, 0)
                shape.add(city, .city, below: Link(upper: province, lower: city, isFull: dice.below(4) == 0))
                cities.append((city, 0))
            } else {
                let index = dice.below(cities.count)
                cities[index].counties += 1
                shape.addCounty(cities[index].counties, below: cities[index].code, province, &dice)
            }
        }
        return shape
    }

    private mutating func addCounty(_ number: Int, below city: NodeCode, _ province: NodeCode, _ dice: inout Dice) {
        let isSubcentre = dice.below(6) == 0
        let area = city.rawValue.prefix(4)
        guard let code = NodeCode(rawValue: isSubcentre ? "\(city)-\(12300 + number)" : "\(area)\(Self.two(number))")
        else { return }
        let link = Link(upper: city, lower: code, fetches: dice.below(4) == 0, isFull: dice.below(4) == 0)
        add(code, isSubcentre ? .subcentre : .county, below: link)
        // A county that a province governs directly as well: its changes go up two ways.
        if !isSubcentre, dice.below(4) == 0 { links.append(Link(upper: province, lower: code)) }
    }

    private static func share(of total: Int, among parts: Int, at index: Int) -> Int {
        total / parts + (index < total % parts ? 1 : 0)
    }

    private static func code(_ province: Int, _ city: Int, _ county: Int) -> NodeCode {
        guard let code = NodeCode(rawValue: "\(province)\(two(city))\(two(county))") else {
            preconditionFailure("\(province) \(city) \(county) is no code")
        }
        return code
    }

    private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
