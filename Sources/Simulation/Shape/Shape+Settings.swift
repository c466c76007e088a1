import HotlineCore
import NodeCore
import WorkCalendar

extension Shape {
    /// The units of every simulated node.
    static let units: [UnitID: Facts.KnownUnit] = {
        let names = ["water": "水务局", "housing": "住建局", "town": "巴公镇"]
        return names.reduce(into: [:]) { units, unit in
            guard let id = UnitID(rawValue: unit.key) else { return }
            units[id] = Facts.KnownUnit(name: unit.value)
        }
    }()

    /// What every node's configuration says, in the order of the members.
    func settings(mutation: Mutation?) throws -> [NodeSettings] {
        let book = try RuleBook.embedded("zezhou-2023")
        let calendar = try WorkCalendar.embedded()
        let (subtrees, uppers) = (subtrees(), uppers())
        var neighbours: [NodeCode: [PeerSettings]] = [:]
        for link in links {
            let personalData: PeerSettings.PersonalData = link.isFull ? .full : .masked
            neighbours[link.upper, default: []].append(PeerSettings(
                code: link.lower, relation: .lower, speaksFor: subtrees[link.lower] ?? [], fetches: link.fetches,
                personalData: personalData))
            neighbours[link.lower, default: []].append(PeerSettings(
                code: link.upper, relation: .upper, speaksFor: uppers[link.upper] ?? [], personalData: personalData))
        }
        return members.map { member in
            var settings = NodeSettings(
                code: member.code, name: member.code.rawValue, tier: member.tier, peers: neighbours[member.code] ?? [],
                units: Self.units, ruleBook: book, ruleBooks: [book], calendar: calendar)
            settings.mutation = mutation
            return settings
        }
    }
}
