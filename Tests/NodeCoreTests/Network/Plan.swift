import HotlineCore
import NodeCore
import WorkCalendar

/// Which nodes there are and who is above whom.
struct Plan {
    struct Link {
        var upper: NodeCode
        var lower: NodeCode
        /// The lower node cannot be reached: it fetches.
        var fetches = false
        var personalData = PeerSettings.PersonalData.masked
    }

    var links: [Link]
    var batchEvents = 500

    static let province = NodeCode(rawValue: "140000")!
    static let city = NodeCode(rawValue: "140500")!
    static let county = NodeCode(rawValue: "140525")!
    static let subcentre = NodeCode(rawValue: "140525-12366")!
    static let water = UnitID(rawValue: "water")!
    static let town = UnitID(rawValue: "town")!
    private static let units: [UnitID: Facts.KnownUnit] = [
        water: .init(name: "水务局"), town: .init(name: "巴公镇"),
    ]

    /// Province, city, county, and a sub-centre that fetches.
    static let tiers = Plan(links: [
        Link(upper: province, lower: city), Link(upper: city, lower: county),
        Link(upper: county, lower: subcentre, fetches: true),
    ])
    /// Province, city, county.
    static let three = Plan(links: [Link(upper: province, lower: city), Link(upper: city, lower: county)])
    /// Province, city, and a county that fetches.
    static let fetching = Plan(links: [
        Link(upper: province, lower: city), Link(upper: city, lower: county, fetches: true),
    ])
    /// City and county.
    static let pair = Plan(links: [Link(upper: city, lower: county)])

    /// Every node, those above before those below.
    var downward: [NodeCode] {
        var codes: [NodeCode] = []
        for link in links {
            for code in [link.upper, link.lower] where !codes.contains(code) { codes.append(code) }
        }
        return codes
    }

    func settings() throws -> [NodeSettings] {
        let book = try RuleBook.embedded("zezhou-2023")
        let calendar = try WorkCalendar.embedded()
        return downward.map { code in
            NodeSettings(
                code: code, name: code.rawValue, tier: .county, peers: peers(of: code), units: Plan.units,
                ruleBook: book, ruleBooks: [book], calendar: calendar,
                limits: ExchangeLimits(batchEvents: batchEvents))
        }
    }

    private func peers(of code: NodeCode) -> [PeerSettings] {
        links.compactMap { link in
            if link.upper == code {
                return PeerSettings(
                    code: link.lower, relation: .lower, speaksFor: subtree(of: link.lower), fetches: link.fetches,
                    personalData: link.personalData)
            }
            guard link.lower == code else { return nil }
            return PeerSettings(
                code: link.upper, relation: .upper, speaksFor: above(code), personalData: link.personalData)
        }
    }

    /// The nodes whose tickets go up over a lower node.
    func sources(through code: NodeCode) -> [NodeCode] { subtree(of: code).sorted() }

    private func subtree(of code: NodeCode) -> Set<NodeCode> {
        links.filter { $0.upper == code }.reduce(into: [code]) { $0.formUnion(subtree(of: $1.lower)) }
    }

    private func above(_ code: NodeCode) -> Set<NodeCode> {
        links.filter { $0.lower == code }.reduce(into: []) { $0.formUnion(above($1.upper).union([$1.upper])) }
    }
}
