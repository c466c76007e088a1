import HotlineCore
import Testing
import WorkCalendar

extension Network {
    /// What of a ticket becomes due, by its node's rule book.
    func timers(_ node: NodeCode, _ id: TicketID) -> [TicketTimer] {
        HotlineCore.timers(of: ticket(node, id), nodes[node]!.book, calendar)
    }

    /// Each as a line, `overdue handling 2026-09-25T00:00:00.000+08:00`.
    func lines(_ node: NodeCode, _ id: TicketID) -> [String] {
        timers(node, id).map { "\($0.kind) \($0.trigger ?? $0.of.rawValue) \($0.at)" }
    }

    /// Fires what is due at a node now, one after the other, as the node would after a downtime.
    @discardableResult
    mutating func fire(_ node: NodeCode, _ id: TicketID) throws -> [TicketTimer] {
        var fired: [TicketTimer] = []
        while let timer = timers(node, id).first, timer.at <= now {
            try run(node, id, .timer(timer), .system(of: node))
            fired.append(timer)
        }
        return fired
    }

    /// Lets the clock run to a moment and fires each timer of a ticket in its own moment.
    @discardableResult
    mutating func pass(to text: String, _ node: NodeCode, _ id: TicketID) throws -> [String] {
        let moment = Moment(text)!
        var fired: [String] = []
        while let timer = timers(node, id).first, timer.at <= moment {
            now = max(now, timer.at)
            try run(node, id, .timer(timer), .system(of: node))
            fired.append("\(timer.kind) \(timer.trigger ?? timer.of.rawValue) \(timer.at)")
        }
        now = moment
        return fired
    }

    /// A ticket of the county, registered at a moment, with the water unit; and its share.
    static func dispatched(
        _ book: String, at text: String, _ register: Register = .sample()
    ) throws -> (Network, TicketID, AssignmentID) {
        var network = try Network(book: book)
        network.now = try #require(Moment(text))
        let id = try network.act(county, nil, .register(register))
        try network.act(county, id, .dispatch(Dispatch([.init(assignee: .unit(unit("water")))])))
        return (network, id, AssignmentID(ticket: id, number: 1))
    }
}
