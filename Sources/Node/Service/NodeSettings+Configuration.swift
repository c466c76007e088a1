import HotlineCore
import NodeCore
import WorkCalendar

extension NodeSettings {
    /// The settings that a configuration describes. Throws ``NodeStartError/configuration(_:)``.
    init(_ configuration: NodeConfiguration) throws(NodeStartError) {
        guard let code = NodeCode(rawValue: configuration.code), let tier = Tier(rawValue: configuration.tier.rawValue)
        else { throw .configuration("\(configuration.code) is no node code") }
        var units: [UnitID: Facts.KnownUnit] = [:]
        for unit in configuration.units {
            guard let id = UnitID(rawValue: unit.id) else { throw .configuration("\(unit.id) is no unit's id") }
            units[id] = Facts.KnownUnit(
                name: unit.name, linked: unit.kind == .linked, group: unit.group, territory: unit.territory,
                duties: unit.duties)
        }
        var peers: [PeerSettings] = []
        for peer in configuration.peers { peers.append(try PeerSettings(peer)) }
        var limits = ExchangeLimits()
        limits.batchEvents = configuration.limits.batchEvents ?? limits.batchEvents
        limits.batchBytes = configuration.limits.batchBytes ?? limits.batchBytes
        limits.backlogAlarmBytes = configuration.limits.outboxBytes.map(Int64.init) ?? limits.backlogAlarmBytes
        let books = try configuration.ruleBooks.load()
        guard let ruleBook = books[.handling]?.handling else { throw .configuration("no rule book is bound") }
        guard let calendar = try? WorkCalendar.embedded() else {
            throw .configuration("the calendar of this program cannot be read")
        }
        self.init(
            code: code, name: configuration.name, tier: tier, peers: peers, units: units, ruleBook: ruleBook,
            ruleBooks: RuleBook.embeddedIDs.compactMap { try? RuleBook.embedded($0) }, calendar: calendar,
            limits: limits, boundBooks: books)
    }
}

extension PeerSettings {
    fileprivate init(_ peer: NodeConfiguration.Peer) throws(NodeStartError) {
        guard let code = NodeCode(rawValue: peer.code) else { throw .configuration("\(peer.code) is no node code") }
        self.init(
            code: code, relation: peer.relation == .upper ? .upper : .lower,
            speaksFor: Set(peer.speaksFor.compactMap(NodeCode.init(rawValue:))), fetches: peer.fetchesItself,
            personalData: peer.personalData == .full ? .full : .masked)
    }
}
