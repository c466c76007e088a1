import HotlineCore

/// One matter's way through the network, written as the people at the desks would tell it.
protocol MatterScript: Sendable {
    /// What it shows, for people.
    var title: String { get }
    /// The nodes that take part.
    var nodes: [String] { get }
    /// The link that it cuts, upper node first, if any.
    var cuts: (upper: String, lower: String)? { get }
    /// The matter itself.
    var matter: MatterForm { get }

    /// Plays it to its end; the ticket that it began with.
    /// - Throws: `Failure` when a node does not do what it must.
    func run(on stage: Stage) async throws -> TicketHandle
}

extension MatterScript {
    var cuts: (upper: String, lower: String)? { nil }
}

/// All scripts, in the order of the demonstration.
enum MatterScripts {
    /// Those that can be played in a network with these nodes.
    static func playable(at nodes: [String]) -> [any MatterScript] {
        all.filter { script in script.nodes.allSatisfy(nodes.contains) }
    }

    private static let all: [any MatterScript] = [
        CityOrderToTown(), ProvinceOrderThroughTiers(), CountyOwnTicket(), LeadWithAssisting(), ReturnAndDispatchAnew(),
        WithdrawalCrossesCompletion(), RedoOfCityOrder(), SupervisedOrder(), ConfidentialReport(),
        ProvinceOrderToSubcentre(), SubcentreOwnTicket(),
    ]
}

extension Stage {
    /// The usual way of a city's order once the county has it: the county gives it to a unit, which handles it; the
    /// county approves and reports.
    func handle(_ ticket: TicketHandle, at desk: Desk, by unit: UnitDesk, _ result: ResultForm) async throws {
        try await desk.dispatch(ticket, to: unit.assignee)
        try await unit.sign(ticket)
        try await unit.complete(ticket, result)
        try await desk.approveCompletion(of: ticket, from: unit.assignee)
    }

    /// The end of a matter at the hotline that accepted it: the petitioner is satisfied, the ticket goes to the
    /// archive, and with it those below.
    func close(_ ticket: TicketHandle, at desk: Desk, below: [(Desk, TicketHandle)] = []) async throws {
        try await desk.until(ticket, is: .revisiting)
        try await desk.revisitSatisfied(ticket)
        try await desk.archive(ticket)
        for (lower, ticket) in below { try await lower.until(ticket, is: .archived) }
    }
}
