import HotlineCore
import Testing
import WorkCalendar

/// Links to earlier matters, and telephones that are restricted.
@Suite struct EarlierMattersTests {
    private static let earlier = TicketID(owner: Network.county, generation: 1, counter: 900)

    private func context(
        _ network: Network, _ change: (inout Facts) -> Void = { _ in }
    ) -> Context {
        var context = network.context(Network.county, Actor(person: "w", role: .operator, node: Network.county))
        change(&context.facts)
        return context
    }

    @Test func aRegistrationMayNameTheEarlierTicket() throws {
        let network = try Network()
        var register = Register.sample()
        register.relatedTo = Self.earlier
        let refusal = #expect(throws: Refusal.self) { try decide(nil, .register(register), context(network)) }
        #expect(refusal?.code == .unknownTicket)
        let events = try decide(nil, .register(register), context(network) { $0.earlierMatter = Self.earlier })
        #expect(events.reduce(nil as Ticket?) { evolve($0, $1) }?.relatedTo == Self.earlier)
    }

    /// Neither a ticket of the same matter nor one that repeats this one can be the earlier matter.
    @Test func aMatterIsNotLinkedToItself() throws {
        var network = try Network()
        let id = try network.act(Network.county, nil, .register(.sample()))
        let ticket = network.ticket(Network.county, id)
        let link = Command.link(LinkMatter(relatedTo: Self.earlier))
        let refusal = #expect(throws: Refusal.self) {
            try decide(ticket, link, context(network) { $0.earlierMatter = id })
        }
        #expect(refusal?.code == .invalidField)
        let events = try decide(ticket, link, context(network) { $0.earlierMatter = Self.earlier })
        let linked = events.reduce(ticket) { evolve($0, $1) }
        #expect(linked.relatedTo == Self.earlier && events.map(\.type) == ["ticket.linked"])
        let again = #expect(throws: Refusal.self) {
            try decide(linked, link, context(network) { $0.earlierMatter = Self.earlier })
        }
        #expect(again?.code == .notNow)
    }

    @Test(arguments: [
        (Channel.telephone, false, false), (.enterpriseLine, false, false), (.telephone, true, true),
        (.internet, false, true), (.walkIn, false, true),
    ])
    func aRestrictionKeepsFromTheLineAlone(channel: Channel, emergency: Bool, passes: Bool) throws {
        let network = try Network()
        var register = Register.sample()
        register.matter.channel = channel
        register.matter.emergency = emergency
        let restriction = Facts.Restriction(
            reason: "反复骚扰话务员", ends: network.now.adding(milliseconds: 1), decidedBy: "热线办")
        let context = context(network) { $0.restriction = restriction }
        if passes {
            #expect(try decide(nil, .register(register), context).count == 1)
        } else {
            let refusal = #expect(throws: Refusal.self) { try decide(nil, .register(register), context) }
            #expect(refusal?.code == .callerRestricted)
            #expect(refusal?.message.contains("反复骚扰话务员") == true && refusal?.message.contains("热线办") == true)
        }
    }
}
