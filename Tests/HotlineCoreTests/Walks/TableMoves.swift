import HotlineCore

/// Every change of state that the tables of the state machine know, as walks write theirs down.
enum TableMoves {
    static let all = tickets.union(shares)

    /// Orders and reports have to cross on the way in one certain order: seldom within two dozen walks.
    static let rare: Set = [
        "handling→accepted completion.submitted", "reported→accepted order.deferral.approved",
        "reported→handling order.deferral.approved",
    ]

    private static let tickets: Set<String> = {
        let byCommand = TicketRule.table.flatMap { rule in
            rule.allowed.flatMap { from in
                rule.leadsTo.filter { $0 != from }.map { "\(from)→\($0) \(rule.verb.rawValue)" }
            }
        }
        let byItself = TicketMove.table.flatMap { move in move.from.map { "\($0)→\(move.to) \(move.change)" } }
        return Set(byCommand + byItself)
    }()

    private static let shares = Set(AssignmentRule.table.flatMap { rule in
        rule.allowed.flatMap { from in
            rule.targets(from: from).filter { $0 != from }.map { "\(from)→\($0) \(rule.verb.rawValue)" }
        }
    })
}
