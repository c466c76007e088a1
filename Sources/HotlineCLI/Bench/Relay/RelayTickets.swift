import Foundation
import HotlineCore
import WorkCalendar

/// Tickets as a sub-centre would register them, and what it feeds upward about each. Made by the core's own rules, so
/// that the nodes above do their real work: parse, deduplicate, keep mirrors and sums.
struct RelayTickets: Sendable {
    let node: NodeCode
    private let ruleBook: RuleBook
    private let calendar: WorkCalendar
    private let now: Moment

    init(node: NodeCode, now: Moment) throws {
        self.node = node
        self.now = now
        ruleBook = try RuleBook.embedded("zezhou-2023")
        calendar = try WorkCalendar.embedded()
    }

    /// The acceptance (受理) of the `counter`-th ticket, from 1, as it goes up on the feed: about 1 KB.
    func acceptance(_ counter: Int) throws -> FeedMessage {
        let id = TicketID(owner: node, generation: 1, counter: Int64(counter))
        let new = Facts.NewTicket(id: id, number: TicketNumber(day: now.day, counter: counter))
        let context = Context(
            actor: Actor(person: "bench", role: .operator, node: node), node: node, generation: 1, now: now,
            ruleBook: ruleBook, calendar: calendar, facts: Facts(newTicket: new))
        let registered = try decide(nil, .register(Self.matter(counter)), context).reduce(nil, evolve)
        guard let event = try decide(registered, .accept(Accept()), context).first else {
            throw Failure(.failed, "the core accepts nothing")
        }
        return FeedMessage(event: event, ticket: evolve(registered, event))
    }

    private static func matter(_ counter: Int) -> Register {
        let matter = Matter(
            kind: .complaint, channel: .telephone, title: "第\(counter)号楼停水", content: "停水已三天，无人处理。",
            place: "凤台小区\(counter)号楼")
        let person = PersonalFields(name: "张某", phone: "138\(String(10_000_000_000 + counter).suffix(8))")
        return Register(matter: matter, petitioner: Petitioner(personal: person))
    }
}
